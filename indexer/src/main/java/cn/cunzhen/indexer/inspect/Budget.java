package cn.cunzhen.indexer.inspect;

/** What one inspection may still read and decompress, nested files included. */
final class Budget {
  private long scanned;
  private int inflated;

  Budget(InspectionLimits limits) {
    this.scanned = limits.scanned();
    this.inflated = limits.inflated();
  }

  void scan(int bytes) throws BoundReached {
    scanned -= bytes;
    if (scanned < 0) {
      throw new BoundReached();
    }
  }

  void inflate(int bytes) throws BoundReached {
    inflated -= bytes;
    if (inflated < 0) {
      throw new BoundReached();
    }
  }
}

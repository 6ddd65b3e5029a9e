package cn.cunzhen.indexer.inspect;

import java.time.Duration;

/** What one inspection may still read and decompress, nested files included, and until when. */
public final class Budget {
  private static final Duration LONG = Duration.ofHours(1);

  private long scanned;
  private int inflated;
  private final long end;

  Budget(InspectionLimits limits) {
    this(limits.scanned(), limits.inflated(), LONG);
  }

  public Budget(long scanned, int inflated, Duration time) {
    this.scanned = scanned;
    this.inflated = inflated;
    this.end = System.nanoTime() + time.toNanos();
  }

  /** Stops what has taken too long. */
  public void checkTime() throws BoundReached {
    if (System.nanoTime() - end > 0) {
      throw new BoundReached();
    }
  }

  void scan(int bytes) throws BoundReached {
    checkTime();
    scanned -= bytes;
    if (scanned < 0) {
      throw new BoundReached();
    }
  }

  void inflate(int bytes) throws BoundReached {
    checkTime();
    inflated -= bytes;
    if (inflated < 0) {
      throw new BoundReached();
    }
  }
}

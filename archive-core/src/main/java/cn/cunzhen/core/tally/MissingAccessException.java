package cn.cunzhen.core.tally;

/** An access ledger has an entry whose body can't be had, so it can't be said whose it is. */
public final class MissingAccessException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String node;
  private final long index;

  MissingAccessException(String node, long index) {
    super("the body of entry " + index + " of the access ledger of " + node + " is missing");
    this.node = node;
    this.index = index;
  }

  public String node() {
    return node;
  }

  public long index() {
    return index;
  }
}

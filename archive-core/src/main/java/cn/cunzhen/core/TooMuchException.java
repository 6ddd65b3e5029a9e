package cn.cunzhen.core;

/** More was handed in than the archive takes; nothing of it was kept. */
public final class TooMuchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Limit limit;
  private final long bytes;

  TooMuchException(Limit limit, long bytes) {
    super(limit + " of more than " + bytes + " bytes");
    this.limit = limit;
    this.bytes = bytes;
  }

  public Limit limit() {
    return limit;
  }

  /** How many bytes would have been taken. */
  public long bytes() {
    return bytes;
  }

  /** What was too large. */
  public enum Limit {
    FILE,
    TRANSACTION
  }
}

package cn.cunzhen.core.audit;

/**
 * How fast an audit may go, so that it hurts nobody who works meanwhile.
 *
 * @param bytes of packages in a second, at least {@value #LEAST_BYTES}; 0 for no limit
 * @param entries in a second; 0 for no limit
 */
public record Rate(long bytes, long entries) {
  /** Less would make a single reading wait for longer than anybody wants to. */
  public static final long LEAST_BYTES = 64 << 10;

  /** Beyond it no limit is needed. */
  public static final long MOST = 1L << 40;

  /** A part of what one disk gives; a day for some 1.4 TB. */
  public static final Rate USUAL = new Rate(16 << 20, 200);

  public Rate {
    if (!isOne(bytes, entries)) {
      throw new IllegalArgumentException("no rate of an audit");
    }
  }

  /** Whether these limits can be kept to. */
  public static boolean isOne(long bytes, long entries) {
    return (bytes == 0 || bytes >= LEAST_BYTES) && bytes <= MOST && entries >= 0 && entries <= MOST;
  }
}

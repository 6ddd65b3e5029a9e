package cn.cunzhen.core.intake;

/**
 * How much one submission may hold.
 *
 * @param submissionBytes of the submission's JSON
 * @param holders how many persons and employers it may concern
 * @param files how many files
 * @param bytesPerFile at most {@link #LARGEST_FILE}
 * @param bytesInAll of all its files
 */
public record Limits(
    int submissionBytes, int holders, int files, long bytesPerFile, long bytesInAll) {
  /** What a ZIP entry without zip64 fields can hold: 0xFFFFFFFF stands for "see elsewhere". */
  public static final long LARGEST_FILE = 0xFFFF_FFFFL - 1;

  private static final long GIB = 1L << 30;

  /** For a deployment that says nothing else. */
  public static final Limits DEFAULT = new Limits(4 << 20, 1_000, 500, 2 * GIB, 8 * GIB);

  public Limits {
    if (submissionBytes < 1 || holders < 1 || files < 1) {
      throw new IllegalArgumentException("a limit below one takes nothing");
    }
    if (bytesPerFile < 1 || bytesPerFile > LARGEST_FILE) {
      throw new IllegalArgumentException("a file has 1 to " + LARGEST_FILE + " bytes");
    }
    if (bytesInAll < bytesPerFile) {
      throw new IllegalArgumentException("all files together may not be less than one of them");
    }
  }
}

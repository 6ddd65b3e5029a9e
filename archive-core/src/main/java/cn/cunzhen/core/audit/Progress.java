package cn.cunzhen.core.audit;

/**
 * How far an audit has come.
 *
 * @param done how many of its entries
 * @param whole how many versions of records among them are whole
 * @param bytes of their packages that were read
 * @param inFlight how many young packages have no entry yet; known at the end
 * @param skipped how many entries could not be read
 */
public record Progress(long done, long whole, long bytes, long inFlight, long skipped) {
  /** Of an audit that has not begun. */
  public static final Progress NONE = new Progress(0, 0, 0, 0, 0);

  Progress with(boolean isWhole, long read) {
    return new Progress(done + 1, whole + (isWhole ? 1 : 0), bytes + read, inFlight, skipped);
  }

  /** With entries that can't be read passed over. */
  Progress skipping(long entries) {
    return new Progress(done + entries, whole, bytes, inFlight, skipped + entries);
  }

  Progress withInFlight(long packages) {
    return new Progress(done, whole, bytes, packages, skipped);
  }
}

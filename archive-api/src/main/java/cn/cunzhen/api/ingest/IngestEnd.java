package cn.cunzhen.api.ingest;

/** How a run ended. */
public sealed interface IngestEnd {
  /** Everything was looked at. */
  record Complete() implements IngestEnd {}

  /** It was told to stop. What was under way has ended; the rest was not begun. */
  record Stopped() implements IngestEnd {}

  /** It could not go on. */
  record GaveUp(Reason reason, String detail) implements IngestEnd {
    /** Why. */
    public enum Reason {
      /** The archive did not answer, or could not work, for half a minute. */
      UNREACHABLE,
      /** The archive lets this account submit nothing, or takes nothing just now. */
      SHUT_OUT,
      /** A receipt could not be written. */
      JOURNAL
    }
  }
}

package cn.cunzhen.indexer.child;

/** What came of a request. */
public sealed interface Outcome<T> {
  /** The child answered. */
  record Answered<T>(T answer) implements Outcome<T> {}

  /**
   * The child did not answer, and has ended or was ended; the next request finds another.
   *
   * @param detail technical, in English, and without a word of the request
   */
  record Failed<T>(Failure failure, String detail) implements Outcome<T> {}

  /** Why there is no answer. */
  enum Failure {
    /** The content has more bytes than are handed over; the child lives on. */
    TOO_LARGE,
    /** The answer took longer than it may. */
    TIMED_OUT,
    /** The answer took more memory than it may. */
    OUT_OF_MEMORY,
    /** The process ended, or answered nonsense. */
    CRASHED
  }
}

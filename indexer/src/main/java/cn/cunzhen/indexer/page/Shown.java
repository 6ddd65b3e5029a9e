package cn.cunzhen.indexer.page;

/** What came of looking into a file. */
public sealed interface Shown<T> {
  /** It was found. */
  record Found<T>(T value) implements Shown<T> {}

  /**
   * It can't be shown, for a reason.
   *
   * @param detail technical, in English, and without a word of the file's content
   */
  record Hidden<T>(Hindrance hindrance, String detail) implements Shown<T> {}
}

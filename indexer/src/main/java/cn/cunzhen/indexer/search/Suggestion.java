package cn.cunzhen.indexer.search;

/**
 * What somebody who is typing may mean.
 *
 * @param text a person's id number is masked in it
 * @param count how many records it finds, of those that may be seen
 */
public record Suggestion(Kind kind, String text, long count) {
  /** What is suggested. */
  public enum Kind {
    /** The name of a holder. */
    HOLDER,

    /** The name of an item. */
    ITEM,

    /** A number of a record, its transaction or a holder. */
    NUMBER
  }
}

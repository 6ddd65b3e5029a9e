package cn.cunzhen.core.record;

import org.jspecify.annotations.Nullable;

/**
 * A person or employer whose record it is.
 *
 * @param number the id number; for an employer the unified social credit code
 * @param role what the holder is in this transaction, in the source system's words
 * @param pages where the holder stands in a form that concerns many, for instance {@code "2-3"}; a
 *     person then sees that part of the record alone
 */
public record Holder(
    String name, IdType idType, String number, @Nullable String role, @Nullable String pages) {
  /** What kind of number identifies the holder. */
  public enum IdType {
    RESIDENT_ID("resident-id"),
    PASSPORT("passport"),
    PERMIT("permit"),
    USCC("uscc");

    private final String word;

    IdType(String word) {
      this.word = word;
    }

    /** Its name in JSON. */
    public String word() {
      return word;
    }
  }
}

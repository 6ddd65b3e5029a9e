package cn.cunzhen.core.access;

/**
 * What a caller may search: a value that the policy makes and that becomes a part of every query.
 *
 * @param records which records it may find by what they are about
 * @param words in which of these it may search, and see, what their files say
 */
public record Sight(Visibility records, Visibility words) {
  /** Of these records everything. */
  public static Sight of(Visibility records) {
    return new Sight(records, records);
  }
}

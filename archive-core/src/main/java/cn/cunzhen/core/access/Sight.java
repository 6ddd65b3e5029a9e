package cn.cunzhen.core.access;

import cn.cunzhen.core.access.Caller.Person;
import java.util.Set;

/**
 * What a caller may search: a value that the policy makes and that becomes a part of every query.
 *
 * @param records which records it may find by all that they are about
 * @param words in which of these it may search, and see, what their files say
 * @param parts of whom it may find, beside those, the records of which they hold but a part: by
 *     what these are called there, and by what the record says of itself and not of anybody else
 */
public record Sight(Visibility records, Visibility words, Set<Person> parts) {
  public Sight {
    parts = Set.copyOf(parts);
  }

  /** Of no parts. */
  public Sight(Visibility records, Visibility words) {
    this(records, words, Set.of());
  }

  /** Of these records everything. */
  public static Sight of(Visibility records) {
    return new Sight(records, records);
  }
}

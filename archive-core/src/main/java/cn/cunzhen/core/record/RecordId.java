package cn.cunzhen.core.record;

import java.util.regex.Pattern;

/**
 * A record's name: 26 characters of lower-case base32hex (RFC 4648 §7), made by {@link IdKey}.
 *
 * <p>The same transaction always has the same id; without the id key nobody can tell which.
 */
public record RecordId(String value) implements Comparable<RecordId> {
  public static final int LENGTH = 26;
  private static final Pattern SHAPE = Pattern.compile("[0-9a-v]{26}");

  /** What entries name that are about the archive as a whole; no transaction has this id. */
  public static final RecordId ARCHIVE = new RecordId("0".repeat(LENGTH));

  public RecordId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a record id: " + value);
    }
  }

  @Override
  public int compareTo(RecordId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

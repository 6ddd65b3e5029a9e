package cn.cunzhen.storage;

import java.util.regex.Pattern;

/**
 * The name of an object or a head: segments of {@code [A-Za-z0-9._-]} joined by {@code /}.
 *
 * <p>No segment starts with a dot, so no key leaves its store, hides in it, or meets a temporary
 * file. At most {@link #MAX_LENGTH} characters and {@link #MAX_SEGMENT} in a segment, which every
 * store takes.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
  public static final int MAX_LENGTH = 512;
  public static final int MAX_SEGMENT = 255;

  private static final String SEGMENT = "[A-Za-z0-9_-][A-Za-z0-9._-]{0," + (MAX_SEGMENT - 1) + "}";
  private static final Pattern SHAPE = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");

  public ObjectKey {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not an object key: " + value);
    }
  }

  /** Whether the text names an object; a store may hold other things too, which are not ours. */
  public static boolean isOne(String value) {
    return value.length() <= MAX_LENGTH && SHAPE.matcher(value).matches();
  }

  public static ObjectKey of(String value) {
    return new ObjectKey(value);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

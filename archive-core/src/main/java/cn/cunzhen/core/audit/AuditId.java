package cn.cunzhen.core.audit;

import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names an audit: when it began, in UTC, and eight random digits, so that names sort by time. */
public record AuditId(String value) implements Comparable<AuditId> {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int RANDOM = 4;

  public AuditId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not the name of an audit");
    }
  }

  public static boolean isOne(String value) {
    return SHAPE.matcher(value).matches();
  }

  static AuditId of(Instant began, Bytes random) {
    return new AuditId(TIME.format(began) + "-" + random.slice(0, RANDOM).hex());
  }

  @Override
  public int compareTo(AuditId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

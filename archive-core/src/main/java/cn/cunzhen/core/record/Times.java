package cn.cunzhen.core.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * Times as RFC 3339 §5.6 writes them, in one form each: seconds always, a fraction only where there
 * is one and without trailing zeros, {@code Z} for the offset zero.
 */
public final class Times {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendValue(ChronoField.HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
          .appendLiteral(':')
          .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendOffset("+HH:MM", "Z")
          .toFormatter();

  private Times() {}

  public static String format(OffsetDateTime time) {
    if (time.getOffset().getTotalSeconds() % 60 != 0) {
      throw new IllegalArgumentException("RFC 3339 has no seconds in an offset");
    }
    refuseOtherThanFourDigits(time.getYear());
    return TIME.format(time);
  }

  public static OffsetDateTime parse(String text) {
    try {
      return OffsetDateTime.parse(text, TIME);
    } catch (DateTimeException e) {
      // Its message quotes the text, which may be of a person.
      throw new IllegalArgumentException("not a time of RFC 3339");
    }
  }

  public static String format(LocalDate date) {
    refuseOtherThanFourDigits(date.getYear());
    return date.toString();
  }

  public static LocalDate parseDate(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a date of RFC 3339");
    }
  }

  private static void refuseOtherThanFourDigits(int year) {
    if (year < 0 || year > 9999) {
      throw new IllegalArgumentException("RFC 3339 has years of four digits");
    }
  }
}

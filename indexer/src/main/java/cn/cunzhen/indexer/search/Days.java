package cn.cunzhen.indexer.search;

import cn.cunzhen.core.record.Retention;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days that a date stands for: one, those of a month, or those of a year.
 *
 * @param after the day after the last
 */
record Days(LocalDate first, LocalDate after) {
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("(?<y>\\d{4})([-/.])(?<m>\\d{1,2})\\2(?<d>\\d{1,2})"),
          Pattern.compile("(?<y>\\d{4})年(?<m>\\d{1,2})月(?<d>\\d{1,2})[日号]?"),
          Pattern.compile("(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})"),
          Pattern.compile("(?<y>\\d{4})[-/](?<m>\\d{1,2})"),
          Pattern.compile("(?<y>\\d{4})年(?<m>\\d{1,2})月?"),
          Pattern.compile("(?<y>\\d{4})年"));
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final int EARLIEST = 1900;
  private static final int LATEST = 2199;

  /** Of a date as people write it; empty for what is none, four digits alone among it. */
  static Optional<Days> of(String text) {
    String folded = fold(text);
    for (Pattern form : FORMS) {
      Matcher matcher = form.matcher(folded);
      if (matcher.matches()) {
        return of(matcher);
      }
    }
    return Optional.empty();
  }

  /** The same, where a year is expected: then four digits are one. */
  static Optional<Days> ofYearOrDate(String text) {
    return YEAR.matcher(fold(text)).matches() ? of(text + "年") : of(text);
  }

  private static Optional<Days> of(Matcher matcher) {
    try {
      int year = Integer.parseInt(matcher.group("y"));
      boolean hasMonth = matcher.namedGroups().containsKey("m");
      int month = hasMonth ? Integer.parseInt(matcher.group("m")) : 1;
      boolean hasDay = matcher.namedGroups().containsKey("d");
      LocalDate first =
          hasDay
              ? LocalDate.of(year, month, Integer.parseInt(matcher.group("d")))
              : YearMonth.of(year, month).atDay(1);
      LocalDate after =
          hasDay ? first.plusDays(1) : hasMonth ? first.plusMonths(1) : first.plusYears(1);
      boolean near = year >= EARLIEST && year <= LATEST;
      return near ? Optional.of(new Days(first, after)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // no month has that day, or no year that month
    }
  }

  boolean isOne() {
    return first.plusDays(1).equals(after);
  }

  /** When it begins by the archive's clocks. */
  Instant from() {
    return first.atStartOfDay(Retention.ZONE).toInstant();
  }

  /** When it is over by the archive's clocks. */
  Instant before() {
    return after.atStartOfDay(Retention.ZONE).toInstant();
  }

  private static String fold(String text) {
    StringBuilder folded = new StringBuilder();
    text.codePoints().forEach(c -> Fold.fold(c, folded::appendCodePoint));
    return folded.toString();
  }
}

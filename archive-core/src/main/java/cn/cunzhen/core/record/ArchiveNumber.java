package cn.cunzhen.core.record;

import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number by which people call a record (档号): {@code 460100SI-ZJ-2026-D50-0000000001}.
 *
 * <p>It follows from record.json and from where version 1 stands in the ledger; amendments keep it.
 *
 * @param fonds (全宗) the agency's code, letters and digits only, in upper case
 * @param category the letters of the item's category
 * @param year in which the transaction was completed, by the archive's clock
 * @param ordinal how many logs came before the one of this entry: 0, and one more for each
 *     take-over
 * @param index of version 1's entry in that log
 */
public record ArchiveNumber(
    String fonds, String category, int year, Retention.Period period, int ordinal, long index) {
  /** The greatest index whose successor has nine digits. */
  public static final long MAX_INDEX = 999_999_998;

  private static final Pattern FONDS = Pattern.compile("[A-Z0-9]{1,64}");
  private static final Pattern CATEGORY = Pattern.compile("[A-Z]{1,8}");
  private static final Pattern SHAPE =
      Pattern.compile("([A-Z0-9]+)-([A-Z]+)-([0-9]{4})-(Y|D100|D50|D30|D10)-([0-9])([0-9]{9})");

  public ArchiveNumber {
    if (!FONDS.matcher(fonds).matches() || !CATEGORY.matcher(category).matches()) {
      throw new IllegalArgumentException("fonds or category can't stand in an archive number");
    }
    if (year < 1000 || year > 9999) {
      throw new IllegalArgumentException("not a year of four digits: " + year);
    }
    if (ordinal < 0 || ordinal > 9 || index < 0 || index > MAX_INDEX) {
      throw new IllegalArgumentException("no archive number for entry " + ordinal + "/" + index);
    }
  }

  /** The number of the record whose version 1 is the entry at this index. */
  public static ArchiveNumber of(ArchivalRecord record, int ordinal, long index) {
    return new ArchiveNumber(
        fondsOf(record.agency()),
        record.item().category(),
        yearOf(record.completedAt()),
        record.retention().period(),
        ordinal,
        index);
  }

  /** The number as it is written. */
  public String format() {
    return String.format(
        Locale.ROOT,
        "%s-%s-%04d-%s-%d%09d",
        fonds,
        category,
        year,
        period.name(),
        ordinal,
        index + 1);
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static ArchiveNumber parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an archive number");
    }
    return new ArchiveNumber(
        parts.group(1),
        parts.group(2),
        Integer.parseInt(parts.group(3)),
        Retention.Period.valueOf(parts.group(4)),
        Integer.parseInt(parts.group(5)),
        Long.parseLong(parts.group(6)) - 1);
  }

  @Override
  public String toString() {
    return format();
  }

  static String fondsOf(String agency) {
    return agency.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
  }

  static int yearOf(OffsetDateTime completedAt) {
    return completedAt.atZoneSameInstant(Retention.ZONE).getYear();
  }
}

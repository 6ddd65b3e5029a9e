package cn.cunzhen.core.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules that numbers of persons and employers follow.
 *
 * <p>Resident ids: GB 11643-1999, whose check character is that of ISO 7064 MOD 11-2. Unified
 * social credit codes: GB 32100-2015. Of passports and permits only the shape is known.
 */
public final class IdNumber {
  /** Nobody born earlier lived to be given a number of 18 digits, which came in 1999. */
  private static final int EARLIEST_BIRTH = 1880;

  private static final Pattern RESIDENT = Pattern.compile("[1-9][0-9]{16}[0-9X]");
  private static final Pattern USCC =
      Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}");
  private static final Pattern PASSPORT = Pattern.compile("[0-9A-Z]{4,20}");
  private static final Pattern PERMIT = Pattern.compile("[0-9A-Z][0-9A-Z()/-]{5,29}");
  private static final String RESIDENT_CHECKS = "10X98765432";
  private static final String USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  /** What is wrong with a number. */
  public enum Wrong {
    SHAPE,
    BIRTH_DATE,
    CHECK_CHARACTER
  }

  private IdNumber() {}

  /** The form in which a number is kept and compared: ASCII letters in upper case. */
  public static String normal(String number) {
    StringBuilder normal = new StringBuilder(number.length());
    number.chars().forEach(c -> normal.append((char) (c >= 'a' && c <= 'z' ? c - 32 : c)));
    return normal.toString();
  }

  /**
   * The first rule that a number in its normal form breaks.
   *
   * @param today nobody is born later
   */
  public static Optional<Wrong> wrong(Holder.IdType type, String number, LocalDate today) {
    return switch (type) {
      case RESIDENT_ID -> wrongResidentId(number, today);
      case USCC -> wrongUscc(number);
      case PASSPORT -> shape(PASSPORT, number);
      case PERMIT -> shape(PERMIT, number);
    };
  }

  /** The check character that the first 17 digits of a resident id ask for. */
  public static char residentIdCheck(String digits) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum = (sum + Character.digit(digits.charAt(i), 10)) * 2 % 11;
    }
    return RESIDENT_CHECKS.charAt(sum);
  }

  /** The check character that the first 17 characters of a unified social credit code ask for. */
  public static char usccCheck(String characters) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < 17; i++) {
      sum += USCC_DIGITS.indexOf(characters.charAt(i)) * weight;
      weight = weight * 3 % 31;
    }
    return USCC_DIGITS.charAt((31 - sum % 31) % 31);
  }

  private static Optional<Wrong> wrongResidentId(String number, LocalDate today) {
    if (!RESIDENT.matcher(number).matches()) {
      return Optional.of(Wrong.SHAPE);
    }
    if (!plausibleBirth(number.substring(6, 14), today)) {
      return Optional.of(Wrong.BIRTH_DATE);
    }
    boolean checks = residentIdCheck(number) == number.charAt(17);
    return checks ? Optional.empty() : Optional.of(Wrong.CHECK_CHARACTER);
  }

  private static boolean plausibleBirth(String yyyymmdd, LocalDate today) {
    try {
      LocalDate birth =
          LocalDate.of(
              Integer.parseInt(yyyymmdd.substring(0, 4)),
              Integer.parseInt(yyyymmdd.substring(4, 6)),
              Integer.parseInt(yyyymmdd.substring(6, 8)));
      return birth.getYear() >= EARLIEST_BIRTH && !birth.isAfter(today);
    } catch (DateTimeException e) {
      return false; // there is no such day
    }
  }

  private static Optional<Wrong> wrongUscc(String number) {
    if (!USCC.matcher(number).matches()) {
      return Optional.of(Wrong.SHAPE);
    }
    boolean checks = usccCheck(number) == number.charAt(17);
    return checks ? Optional.empty() : Optional.of(Wrong.CHECK_CHARACTER);
  }

  private static Optional<Wrong> shape(Pattern shape, String number) {
    return shape.matcher(number).matches() ? Optional.empty() : Optional.of(Wrong.SHAPE);
  }
}

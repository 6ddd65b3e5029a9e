package cn.cunzhen.indexer.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds what may be a resident's id number (GB 11643) that was misread from a scan: letters in
 * place of digits, blanks between them, a digit lost, or a wrong one.
 *
 * <p>Of 18 characters, or 17 where one is lost, or 15 in the form of before 1999. There is a date
 * of birth in it, and a province's code wherever the date alone would say too little.
 */
final class MisreadIds {
  private static final int LENGTH = 18;
  private static final int OLD_LENGTH = 15;
  private static final int DATE = 6;
  private static final int DATE_LENGTH = 8;
  private static final int CENTURY = 19;

  /** More letters than this, and it is a word. */
  private static final int MOST_LETTERS = 4;

  private static final int LONGEST_GAP = 3;
  private static final int ANY_DIGIT = 0x3FF;
  private static final int X = 1 << 10;

  /** Codes of provinces (GB/T 2260), the tens and their last ones. */
  private static final int[] LAST_OF_TENS = {0, 5, 3, 7, 6, 4, 5, 1, 3};

  private final List<Sign> all = new ArrayList<>();

  private MisreadIds() {}

  /**
   * A character that may be a digit.
   *
   * @param digits that it may be, one bit for each
   * @param real whether it is one
   * @param origin where it stands in the text
   * @param begins whether something stands between it and the one before
   * @param first whether it can't belong together with the one before
   */
  private record Sign(int digits, boolean real, int origin, boolean begins, boolean first) {}

  /** The places of the characters of each, in the text's UTF-16 code units. */
  static List<int[]> in(String text) {
    MisreadIds ids = new MisreadIds();
    ids.read(text);
    List<int[]> found = new ArrayList<>();
    for (int from = 0; from < ids.all.size(); from++) {
      int end = ids.endOfRun(from);
      for (int length : new int[] {LENGTH, LENGTH - 1, OLD_LENGTH}) {
        if (from + length <= end && ids.isId(from, from + length)) {
          found.add(ids.origins(from, from + length));
          break;
        }
      }
    }
    return found;
  }

  private void read(String text) {
    int gap = 0;
    boolean broken = true;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      int digits = digits(codePoint);
      if (digits != 0) {
        boolean real = digits == X || isDigit(codePoint);
        all.add(new Sign(digits, real, at, gap > 0, broken || gap > LONGEST_GAP));
        gap = 0;
        broken = false;
      } else if (mayPart(codePoint)) {
        gap++;
      } else {
        broken = true;
      }
      at += Character.charCount(codePoint);
    }
  }

  private static boolean isDigit(int codePoint) {
    return Character.isDigit(codePoint);
  }

  /** What may stand between digits of one number. */
  private static boolean mayPart(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || "-.·".indexOf(codePoint) >= 0;
  }

  /** Which digits a character may be meant for; none of most. */
  private static int digits(int codePoint) {
    int[] digits = {0};
    Fold.fold(codePoint, unit -> digits[0] |= digitsOfFolded(unit));
    return digits[0];
  }

  private static int digitsOfFolded(int unit) {
    return switch (unit) {
      case 'o', '〇', 'd', '°' -> 1;
      case 'i', 'l', 'j', '|', '!', '[', ']', '丨' -> 1 << 1;
      case 'z' -> (1 << 2) | (1 << 7);
      case 'a' -> 1 << 4;
      case 's' -> (1 << 5) | (1 << 8);
      case 'b' -> (1 << 6) | (1 << 8);
      case 'g' -> (1 << 6) | (1 << 9);
      case 't' -> 1 << 7;
      case 'q' -> 1 | (1 << 9);
      case 'x', '×' -> X;
      default -> unit >= '0' && unit <= '9' ? 1 << (unit - '0') : 0;
    };
  }

  private int endOfRun(int from) {
    int end = from + 1;
    while (end < all.size() && !all.get(end).first()) {
      end++;
    }
    return end;
  }

  private int[] origins(int from, int to) {
    return all.subList(from, to).stream().mapToInt(Sign::origin).toArray();
  }

  private boolean isId(int from, int to) {
    List<Sign> part = all.subList(from, to);
    long letters = part.stream().filter(each -> !each.real()).count();
    int[] digits = part.stream().mapToInt(Sign::digits).toArray();
    for (int i = 0; i < digits.length - 1; i++) {
      if (digits[i] == X) {
        return false; // only the last may be that
      }
    }
    return letters <= MOST_LETTERS
        && begins(from)
        && ends(to)
        && switch (digits.length) {
          case LENGTH ->
              hasDate(digits)
                  || (isAlone(from, to) && hasProvince(digits) && hasNearlyDate(digits));
          case OLD_LENGTH -> isAlone(from, to) && isOld(digits);
          default -> isAlone(from, to) && hasLostOne(digits);
        };
  }

  /** Whether a number may begin here: a letter before it may be of a word. */
  private boolean begins(int at) {
    return all.get(at).first() || all.get(at).begins() || !all.get(at - 1).real();
  }

  private boolean ends(int at) {
    return at == all.size() || all.get(at).first() || all.get(at).begins() || !all.get(at).real();
  }

  private static boolean hasNearlyDate(int[] digits) {
    for (int wrong = DATE; wrong < DATE + DATE_LENGTH; wrong++) {
      int[] mended = digits.clone();
      mended[wrong] = ANY_DIGIT;
      if (hasDate(mended)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLostOne(int[] digits) {
    for (int lost = 0; lost < LENGTH; lost++) {
      int[] mended = new int[LENGTH];
      System.arraycopy(digits, 0, mended, 0, lost);
      mended[lost] = ANY_DIGIT;
      System.arraycopy(digits, lost, mended, lost + 1, digits.length - lost);
      boolean onlyLastIsX = mended[LENGTH - 2] != X;
      if (onlyLastIsX && hasProvince(mended) && hasDate(mended)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether nothing parts its characters, or there are no more of them: of a row of numbers any may
   * seem to be what is looked for.
   */
  private boolean isAlone(int from, int to) {
    boolean whole = all.subList(from + 1, to).stream().noneMatch(Sign::begins);
    return whole || (all.get(from).first() && endOfRun(from) == to);
  }

  private static boolean isOld(int[] digits) {
    return digits[OLD_LENGTH - 1] != X
        && hasProvince(digits)
        && isBetween(digits, DATE + 2, 1, 12)
        && isBetween(digits, DATE + 4, 1, 31);
  }

  private static boolean hasProvince(int[] digits) {
    for (int tens = 1; tens < LAST_OF_TENS.length; tens++) {
      int first = tens == 5 ? 50 : tens * 10 + 1;
      int last = tens * 10 + LAST_OF_TENS[tens];
      if (isBetween(digits, 0, first, last)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasDate(int[] digits) {
    return isBetween(digits, DATE, CENTURY, CENTURY + 1)
        && isBetween(digits, DATE + 4, 1, 12)
        && isBetween(digits, DATE + 6, 1, 31);
  }

  /** Whether two digits may be a number of that span. */
  private static boolean isBetween(int[] digits, int at, int least, int most) {
    for (int number = least; number <= most; number++) {
      boolean tens = (digits[at] & (1 << (number / 10))) != 0;
      if (tens && (digits[at + 1] & (1 << (number % 10))) != 0) {
        return true;
      }
    }
    return false;
  }
}

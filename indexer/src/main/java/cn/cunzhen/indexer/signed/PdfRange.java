package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PDF signature is over: the file's beginning up to a gap, and what follows it up to an end.
 *
 * @param start 0, or the range is malformed
 * @param gap where the gap begins
 * @param resumed where it ends
 * @param rest how many bytes are covered behind it
 */
record PdfRange(long start, long gap, long resumed, long rest) {
  private static final int LONGEST = 200;
  private static final int LONGEST_KEY = 64;
  private static final String BLANKS = "[\\s\\x00]*";
  private static final Pattern FOUR_NUMBERS =
      Pattern.compile(
          BLANKS
              + "\\["
              + BLANKS
              + "(\\d{1,12})[\\s\\x00]+(\\d{1,12})[\\s\\x00]+(\\d{1,12})[\\s\\x00]+(\\d{1,12})"
              + BLANKS
              + "]");
  private static final Pattern SOMETHING =
      Pattern.compile(BLANKS + "(\\[|\\d+\\s+\\d+\\s+R)", Pattern.DOTALL);
  private static final Pattern KEY_BEFORE = Pattern.compile("(?s).*/Contents" + BLANKS);

  /** Reads the array behind the key; empty where no such array of four numbers stands there. */
  static Optional<PdfRange> at(BoundedFile file, long at) throws IOException {
    Matcher matcher = FOUR_NUMBERS.matcher(text(file, at, LONGEST));
    return matcher.lookingAt()
        ? Optional.of(
            new PdfRange(
                number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4)))
        : Optional.empty();
  }

  /** Whether an array or a reference stands there, so that it is no mere word in a text. */
  static boolean isMeantAt(BoundedFile file, long at) throws IOException {
    return SOMETHING.matcher(text(file, at, LONGEST)).lookingAt();
  }

  /** Whether it covers all up to its end but for one string that is the value of Contents. */
  boolean fits(BoundedFile file) throws IOException {
    return start == 0
        && gap < resumed
        && end() <= file.size()
        && file.u8(gap) == '<'
        && file.u8(resumed - 1) == '>'
        && KEY_BEFORE.matcher(text(file, gap - LONGEST_KEY, LONGEST_KEY)).matches()
        && isHexadecimal(file);
  }

  private boolean isHexadecimal(BoundedFile file) throws IOException {
    for (long at = gap + 1; at < resumed - 1; at++) {
      int each = file.u8(at);
      if (Character.digit(each, 16) < 0 && !isBlank(each)) {
        return false;
      }
    }
    return true;
  }

  long end() {
    return resumed + rest;
  }

  /** An upper bound, which nearly all writers fill with zeros. */
  long messageSize() {
    return (resumed - gap) / 2;
  }

  /** The signature. */
  byte[] message(BoundedFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) messageSize());
    int half = -1;
    for (long at = gap + 1; at < resumed - 1; at++) {
      int digit = Character.digit(file.u8(at), 16);
      if (digit >= 0 && half >= 0) {
        bytes.write((half << 4) | digit);
        half = -1;
      } else if (digit >= 0) {
        half = digit;
      }
    }
    return bytes.toByteArray();
  }

  /** Writes what is covered. */
  void copy(BoundedFile file, OutputStream to) throws IOException {
    file.copy(0, gap, to);
    file.copy(resumed, end(), to);
  }

  private static boolean isBlank(int character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }

  private static String text(BoundedFile file, long at, int length) throws IOException {
    long from = Math.max(0, at);
    return new String(file.slice(from, (int) (at + length - from)), ISO_8859_1);
  }
}

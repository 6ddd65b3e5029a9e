package cn.cunzhen.indexer.inspect;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * In which encoding a text is written, judged by its bytes alone, Chinese ones first.
 *
 * <p>GB 18030 and Big5 are told apart by how many characters fall into the rows of the most common
 * ones; a share of characters, so that three words suffice.
 */
public final class TextEncoding {
  private static final Charset GB_18030 = Charset.forName("GB18030");
  private static final Charset BIG_5 = Charset.forName("Big5-HKSCS");
  private static final int BAD_IN = 100;

  /** Random bytes of this length without a control character: one in 10,000. */
  private static final int NO_CHANCE = 80;

  private TextEncoding() {}

  /**
   * Finds the encoding of a text.
   *
   * @param text the whole of it or its beginning, which may end within a character
   * @return nothing where the bytes are no text, or in an encoding that can't be told
   */
  public static Optional<Charset> of(byte[] text) {
    Optional<Charset> marked = marked(text);
    if (marked.isPresent()) {
      return marked;
    }
    if (hasControls(text)) {
      return wide(text);
    }
    Tally utf8 = Utf8Bytes.tally(text);
    if (utf8.bad() * BAD_IN <= utf8.characters()) {
      return Optional.of(UTF_8);
    }
    Tally gb = DoubleBytes.gb18030(text);
    Tally big5 = DoubleBytes.big5(text);
    boolean gbIsLikelier = gb.share() >= big5.share();
    Tally best = gbIsLikelier ? gb : big5;
    boolean likely = best.share() >= 0.5 && best.bad() * BAD_IN <= best.characters();
    return likely ? Optional.of(gbIsLikelier ? GB_18030 : BIG_5) : Optional.empty();
  }

  /** Whether these are the bytes of a text at all, in whatever encoding. */
  static boolean isText(byte[] beginning) {
    return of(beginning).isPresent() || isText8Bit(beginning);
  }

  /** Whether it may be a text in an encoding that can't be told: long, and without any control. */
  static boolean isText8Bit(byte[] beginning) {
    return beginning.length >= NO_CHANCE && !hasControls(beginning);
  }

  private static Optional<Charset> marked(byte[] text) {
    if (starts(text, 0xef, 0xbb, 0xbf)) {
      return Optional.of(UTF_8);
    }
    if (starts(text, 0xff, 0xfe, 0, 0)) {
      return Optional.of(Charset.forName("UTF-32LE"));
    }
    if (starts(text, 0xff, 0xfe)) {
      return Optional.of(UTF_16LE);
    }
    if (starts(text, 0xfe, 0xff)) {
      return Optional.of(UTF_16BE);
    }
    return starts(text, 0x84, 0x31, 0x95, 0x33) ? Optional.of(GB_18030) : Optional.empty();
  }

  private static boolean starts(byte[] text, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= text.length || (text[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasControls(byte[] text) {
    for (byte value : text) {
      boolean blank = isBetween(value, '\t', '\r') || isBetween(value, 0x1a, 0x1b);
      if (value >= 0 && value < ' ' && !blank) {
        return true;
      }
    }
    return false;
  }

  /** UTF-16 without a mark: read that way, the text is made of letters and marks of writing. */
  private static Optional<Charset> wide(byte[] text) {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      String read = new String(text, 0, text.length & ~1, charset);
      long odd = read.codePoints().filter(point -> !isWritten(point)).count();
      if (text.length > 3 && odd * BAD_IN <= read.length()) {
        return Optional.of(charset);
      }
    }
    return Optional.empty();
  }

  private static boolean isWritten(int point) {
    boolean latin = isBetween(point, ' ', 0x24f) || isBetween(point, '\t', '\r');
    boolean chinese = isBetween(point, 0x4e00, 0x9fff) || isBetween(point, 0x3000, 0x303f);
    boolean wideForm = isBetween(point, 0xff01, 0xff5e) || isBetween(point, 0x2010, 0x2027);
    boolean rare = Character.isSupplementaryCodePoint(point) && Character.isDefined(point);
    return latin || chinese || wideForm || rare;
  }

  static boolean isBetween(int value, int first, int last) {
    return value >= first && value <= last;
  }

  /** How the bytes read in one encoding. */
  record Tally(long common, long characters, long bad) {
    double share() {
      return characters + bad == 0 ? 0 : (double) common / (characters + bad);
    }
  }
}

package cn.cunzhen.indexer.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a signature in a PDF (ISO 32000-2, table 255), from its object's beginning to
 * its end.
 *
 * @param start where the object begins
 * @param end where it ends
 * @param text what stands there, without the signature
 * @param whole whether its beginning and its end were found
 */
record PdfSignatureDictionary(long start, long end, String text, boolean whole) {
  private static final int FARTHEST = 1 << 16;
  private static final Pattern SUB_FILTER =
      Pattern.compile("/SubFilter\\s*/([A-Za-z0-9._-]{1,60})");
  private static final Pattern TIME = Pattern.compile("/M\\s*\\(D:([^)]{14,30})\\)");
  private static final Pattern SIGNATURE =
      Pattern.compile("/SubFilter\\s*/(?:adbe\\.pkcs7|ETSI\\.(?:CAdES|RFC3161))");
  private static final Pattern RANGE = Pattern.compile("/ByteRange[\\s\\x00]*[\\[\\d]");
  private static final Pattern BEGINNING = Pattern.compile("\\d\\s+obj\\b");

  /** How the signature is made. */
  enum Form {
    /** CMS whose content is what is covered. */
    DETACHED,
    /** CMS whose content is the SHA-1 of what is covered. */
    SHA1,
    /** A time stamp (ISO 32000-2, 12.8.5). */
    TIME_STAMP,
    OTHER
  }

  /** That of the object around a gap, which may be empty. */
  static PdfSignatureDictionary around(BoundedFile file, long gap, long resumed)
      throws IOException {
    long from = Math.max(0, gap - FARTHEST);
    String before = new String(file.slice(from, (int) (gap - from)), ISO_8859_1);
    String after = new String(file.slice(resumed, FARTHEST), ISO_8859_1);
    Matcher beginning = BEGINNING.matcher(before);
    int start = -1;
    while (beginning.find()) {
      start = beginning.start();
    }
    int object = after.indexOf("endobj");
    int end = object < 0 ? after.length() : object;
    boolean whole = start >= 0 && object >= 0;
    start = Math.max(0, start);
    return new PdfSignatureDictionary(
        from + start, resumed + end, before.substring(start) + after.substring(0, end), whole);
  }

  /** Whether the position lies within. */
  boolean holds(long at) {
    return at >= start && at < end;
  }

  /** Whether it is surely a signature that should say what it is over, and does not. */
  boolean lacksRange() {
    return whole
        && SIGNATURE.matcher(text).find()
        && text.contains("/Contents")
        && !RANGE.matcher(text).find();
  }

  Form form() {
    Matcher matcher = SUB_FILTER.matcher(text);
    String name = matcher.find() ? matcher.group(1) : "";
    return switch (name) {
      case "ETSI.CAdES.detached", "adbe.pkcs7.detached", "" -> Form.DETACHED;
      case "adbe.pkcs7.sha1" -> Form.SHA1;
      case "ETSI.RFC3161" -> Form.TIME_STAMP;
      default -> Form.OTHER;
    };
  }

  /** When it says it was made; null where it does not say, or can't be read. */
  @Nullable Instant time() {
    Matcher matcher = TIME.matcher(text);
    return matcher.find() ? ClaimedTime.read(matcher.group(1)) : null;
  }
}

package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request asks for (RFC 9110 §14).
 *
 * <p>One range at a time; a field that asks for several, or that can't be read, is passed over, as
 * the standard allows, and the whole file is sent.
 */
record ByteRange(long from, long length, long size, boolean partial) {
  /** What goes out at once: each piece wakes the reader, and costs calls of the system. */
  private static final int PIECE = 128 << 10;

  private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /**
   * @param tag the file's entity tag: a range is given only for the file that the caller means
   * @throws Problem if the file has no such range
   */
  static ByteRange of(Context context, long size, String tag) {
    String ifRange = context.header("If-Range");
    String range = ifRange == null || ifRange.equals(tag) ? context.header("Range") : null;
    return parse(range, size, context);
  }

  private static ByteRange parse(@Nullable String field, long size, Context context) {
    Matcher range = ONE.matcher(field == null ? "" : field.strip());
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return new ByteRange(0, size, size, false);
    }
    boolean suffix = range.group(1).isEmpty();
    long last = size - 1;
    long from =
        suffix
            ? Math.max(0, size - Long.parseLong(range.group(2)))
            : Long.parseLong(range.group(1));
    long to =
        suffix || range.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(range.group(2)));
    if (!suffix && !range.group(2).isEmpty() && Long.parseLong(range.group(2)) < from) {
      return new ByteRange(0, size, size, false);
    }
    if (from > last) {
      context.header("Content-Range", "bytes */" + size);
      throw new Problem(ProblemCode.RANGE_NOT_SATISFIABLE);
    }
    return new ByteRange(from, to - from + 1, size, true);
  }

  void send(Context context, InputStream bytes) throws IOException {
    if (partial) {
      context.status(206);
      context.header("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + size);
    }
    context.disableCompression(); // what is compressed on its way has another length
    context.res().setContentLengthLong(length);
    OutputStream out = context.outputStream();
    byte[] piece = new byte[(int) Math.min(PIECE, length)];
    for (int read = bytes.read(piece); read > 0; read = bytes.read(piece)) {
      out.write(piece, 0, read);
    }
  }
}

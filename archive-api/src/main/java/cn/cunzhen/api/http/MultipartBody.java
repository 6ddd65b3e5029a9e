package cn.cunzhen.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.SearchPattern;
import org.jspecify.annotations.Nullable;

/**
 * A multipart/form-data body (RFC 7578, RFC 2046 §5.1.1), part after part as it streams in; nothing
 * is kept of it, and not a byte of a part is changed.
 *
 * <p>What is wrong with its form is a {@link Problem}; a client that stops halfway is an {@link
 * IOException}. One thread uses it.
 */
public final class MultipartBody {
  /** More than the headers of a part, and enough that its bytes come in long pieces. */
  private static final int BUFFER = 64 << 10;

  private static final int HEADERS = 16 << 10;
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i)boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))");
  private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^;\\s]+))");
  private static final String DISPOSITION = "content-disposition:";
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final SearchPattern HEADERS_END = SearchPattern.compile("\r\n\r\n");

  private final InputStream body;
  private final SearchPattern delimiter;
  private final byte[] buffer = new byte[BUFFER];

  /** What was read and not yet given: from here to {@link #limit}. */
  private int position;

  private int limit;

  /** Up to here it is known to be the part's, unless a delimiter was found: then that is here. */
  private int safe;

  private boolean atDelimiter;

  /** What is being read: at first what stands before the first part, which nobody wants. */
  private Content current = new Content();

  private boolean ended;

  private MultipartBody(InputStream body, String boundary) {
    this.body = body;
    this.delimiter =
        SearchPattern.compile(("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
    // The first delimiter may be the body's first line: then the line end before it is missing.
    System.arraycopy(LINE_END, 0, buffer, 0, LINE_END.length);
    this.limit = LINE_END.length;
  }

  /** A part: its name, and its bytes, to be read before the next part is asked for. */
  public record Part(String name, InputStream content) {}

  /**
   * Begins to read.
   *
   * @throws Problem if the content type is another, or names no boundary
   */
  public static MultipartBody of(@Nullable String contentType, InputStream body) {
    if (contentType == null
        || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "multipart/form-data");
    }
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new Problem(ProblemCode.MALFORMED, "multipart/form-data without a boundary");
    }
    return new MultipartBody(
        body, Objects.requireNonNullElse(boundary.group(1), boundary.group(2)));
  }

  /** The next part; empty after the last. What was not read of the one before is passed over. */
  public Optional<Part> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    current.skipAll();
    passDelimiter();
    if (ended) {
      return Optional.empty();
    }
    String name = name(headers());
    current = new Content();
    return Optional.of(new Part(name, current));
  }

  /** Reads the delimiter's line: two hyphens behind it end the body, blanks mean nothing. */
  private void passDelimiter() throws IOException {
    position += delimiter.getLength();
    atDelimiter = false;
    require(2);
    if (buffer[position] == '-' && buffer[position + 1] == '-') {
      ended = true;
      return;
    }
    while (buffer[position] == ' ' || buffer[position] == '\t') {
      position++;
      require(2);
    }
    if (buffer[position] != '\r' || buffer[position + 1] != '\n') {
      throw malformed();
    }
    // Its line end stays: so headers end with an empty line even where there are none.
  }

  private String headers() throws IOException {
    int end = HEADERS_END.match(buffer, position, limit - position);
    while (end < 0) {
      if (limit - position > HEADERS) {
        throw malformed();
      }
      require(limit - position + 1);
      end = HEADERS_END.match(buffer, position, limit - position);
    }
    String headers = new String(buffer, position, end - position, StandardCharsets.UTF_8);
    // A part of no bytes ends with the delimiter's line end, not with the headers'.
    position = end + HEADERS_END.getLength();
    safe = position;
    return headers;
  }

  /** Sees to it that so many bytes, fewer than fit, are there. */
  private void require(int count) throws IOException {
    while (limit - position < count) {
      if (!fill()) {
        throw malformed();
      }
    }
  }

  /** Reads more behind what is there; false at the end of the body. */
  private boolean fill() throws IOException {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      safe = Math.max(0, safe - position);
      position = 0;
    }
    int count = body.read(buffer, limit, buffer.length - limit);
    limit += Math.max(count, 0);
    return count >= 0;
  }

  /** Finds out how many bytes from here on are the part's: more than none, or it ends here. */
  private void look() throws IOException {
    while (position == safe && !atDelimiter) {
      int found = delimiter.match(buffer, position, limit - position);
      if (found >= 0) {
        safe = found;
        atDelimiter = true;
      } else if (limit - position >= delimiter.getLength()) {
        safe = limit - delimiter.getLength() + 1;
      } else if (!fill()) {
        throw malformed();
      }
    }
  }

  private static String name(String headers) {
    return headers
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION))
        .findFirst()
        .map(NAME::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
        .orElseThrow(() -> new Problem(ProblemCode.MALFORMED, "a part of the form has no name"));
  }

  private static Problem malformed() {
    return new Problem(
        ProblemCode.MALFORMED, "the body is not multipart/form-data, or ends before its end");
  }

  /** The bytes of the part that is being read. */
  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count = Math.min(length, ready());
      System.arraycopy(buffer, position, into, offset, count);
      position += count;
      return count == 0 ? -1 : count;
    }

    /** How many bytes can be given at once; none at the part's end. */
    private int ready() throws IOException {
      if (this != current || ended) {
        return 0;
      }
      look();
      return safe - position;
    }

    void skipAll() throws IOException {
      for (int count = ready(); count > 0; count = ready()) {
        position += count;
      }
    }
  }
}

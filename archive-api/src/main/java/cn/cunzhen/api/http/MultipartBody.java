package cn.cunzhen.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.jspecify.annotations.Nullable;

/**
 * A multipart/form-data body (RFC 7578), part after part as it streams in; nothing is kept of it.
 *
 * <p>What is wrong with its form is a {@link Problem}; a client that stops halfway is an {@link
 * IOException}.
 */
public final class MultipartBody {
  private static final int BUFFER = 64 << 10;
  private static final int HEADERS = 16 << 10;
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i)boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))");
  private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^;\\s]+))");
  private static final String DISPOSITION = "content-disposition:";

  private final MultipartInput input;
  private @Nullable InputStream current;

  private MultipartBody(MultipartInput input) {
    this.input = input;
  }

  /** A part: its name, and its bytes, to be read before the next part is asked for. */
  public record Part(String name, InputStream content) {}

  /**
   * Begins to read.
   *
   * @throws Problem if the content type is another, or names no boundary
   */
  public static MultipartBody of(@Nullable String contentType, InputStream body)
      throws IOException {
    if (contentType == null
        || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "multipart/form-data");
    }
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new Problem(ProblemCode.MALFORMED, "multipart/form-data without a boundary");
    }
    String mark = boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
    return new MultipartBody(
        MultipartInput.builder()
            .setInputStream(body)
            .setBufferSize(BUFFER)
            .setBoundary(mark.getBytes(StandardCharsets.ISO_8859_1))
            .setMaxPartHeaderSize(HEADERS)
            .get());
  }

  /** The next part; empty after the last. What was not read of the one before is passed over. */
  public Optional<Part> next() throws IOException {
    try {
      if (!advance()) {
        return Optional.empty();
      }
      input.setHeaderCharset(StandardCharsets.UTF_8);
      String name = name(input.readHeaders());
      current = input.newInputStream();
      return Optional.of(new Part(name, current));
    } catch (FileUploadException e) {
      throw malformed();
    }
  }

  private boolean advance() throws IOException {
    if (current == null) {
      return input.skipPreamble();
    }
    current.close();
    return input.readBoundary();
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
}

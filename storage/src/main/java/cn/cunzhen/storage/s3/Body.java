package cn.cunzhen.storage.s3;

import io.minio.GetObjectResponse;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer that holds the bytes from {@code start} up to {@code end} of an object of {@code size}
 * bytes (RFC 9110 §8.6, §14.4).
 */
record Body(GetObjectResponse answer, long start, long end, long size) implements Closeable {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final Pattern RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

  /**
   * @throws Failure if it is not S3's, or does not say how long it is: a page of some proxy, or an
   *     answer that was cut, would pass for the object
   */
  static Body of(GetObjectResponse answer) throws Failure {
    Body body = new Body(answer, 0, 0, 0);
    if (body.etag().isEmpty()) {
      throw body.refuse("the answer was not S3's");
    }
    Matcher range = RANGE.matcher(body.header("Content-Range"));
    if (range.matches()) {
      long last = Long.parseLong(range.group(2));
      return new Body(
          answer, Long.parseLong(range.group(1)), last + 1, Long.parseLong(range.group(3)));
    }
    if (LENGTH.matcher(body.header("Content-Length")).matches()) {
      long length = Long.parseLong(body.header("Content-Length"));
      return new Body(answer, 0, length, length);
    }
    throw body.refuse("the answer does not say how long it is");
  }

  private String header(String name) {
    return Objects.requireNonNullElse(answer.headers().get(name), "");
  }

  /** The ETag, without quotes. */
  String etag() {
    return header("ETag").replace("\"", "");
  }

  boolean isFrom(long wantedStart, long wantedEnd) {
    return start == wantedStart && end == wantedEnd;
  }

  /** Closes it, for the given reason. */
  Failure refuse(String reason) {
    try (answer) {
      return Failure.silent(reason);
    } catch (IOException e) {
      return Failure.of(e);
    }
  }

  @Override
  public void close() throws IOException {
    answer.close();
  }
}

package cn.cunzhen.storage.s3;

import io.minio.GetObjectResponse;
import java.io.Closeable;
import java.io.IOException;
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
   * @throws Failure if it does not say how long it is: one that was cut would pass for whole
   */
  static Body of(GetObjectResponse answer) throws Failure {
    String length = String.valueOf(answer.headers().get("Content-Length"));
    Matcher range = RANGE.matcher(String.valueOf(answer.headers().get("Content-Range")));
    if (range.matches()) {
      long last = Long.parseLong(range.group(2));
      return new Body(
          answer, Long.parseLong(range.group(1)), last + 1, Long.parseLong(range.group(3)));
    }
    if (LENGTH.matcher(length).matches()) {
      return new Body(answer, 0, Long.parseLong(length), Long.parseLong(length));
    }
    try (answer) {
      throw Failure.silent("the answer does not say how long it is");
    } catch (IOException e) {
      throw Failure.of(e);
    }
  }

  /** The ETag, without quotes. */
  String etag() {
    return String.valueOf(answer.headers().get("ETag")).replace("\"", "");
  }

  boolean isFrom(long wantedStart, long wantedEnd) {
    return start == wantedStart && end == wantedEnd;
  }

  /** Closes it since it holds other bytes than were asked for. */
  Failure refuse() {
    try (answer) {
      return Failure.silent("the answer holds other bytes than were asked for");
    } catch (IOException e) {
      return Failure.of(e);
    }
  }

  @Override
  public void close() throws IOException {
    answer.close();
  }
}

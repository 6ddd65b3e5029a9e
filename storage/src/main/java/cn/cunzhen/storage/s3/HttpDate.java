package cn.cunzhen.storage.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.Headers;

/** A date in an answer's headers (RFC 9110 §5.6.7), to the second. */
final class HttpDate {
  private HttpDate() {}

  static Instant of(Headers headers, String name) throws Failure {
    try {
      String text = String.valueOf(headers.get(name));
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw Failure.silent("the answer has no " + name);
    }
  }
}

package cn.cunzhen.core.intake;

import java.util.Locale;

/** Media types (RFC 6838) as they are compared. */
final class MediaType {
  private MediaType() {}

  /** Type and subtype in lower case, without parameters. */
  static String essence(String mediaType) {
    int end = mediaType.indexOf(';');
    return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** Whether it says only that there are bytes (RFC 2046 §4.5.1). */
  static boolean isUnspecific(String mediaType) {
    return essence(mediaType).equals("application/octet-stream");
  }
}

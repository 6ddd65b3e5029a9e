package cn.cunzhen.api.http;

import java.util.HashMap;
import java.util.Map;

/** What every answer tells a browser not to do with it. */
final class SecurityHeaders {
  private static final Map<String, String> ALL =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "X-Frame-Options",
          "DENY",
          "Cache-Control",
          "no-store",
          "Content-Security-Policy",
          "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none';"
              + " form-action 'self'; img-src 'self' data:");

  private SecurityHeaders() {}

  /**
   * Those of a server.
   *
   * @param tls whether it speaks TLS itself: then browsers are to come in no other way for a year
   *     (RFC 6797), to this host and not to others beneath its name, which are none of ours
   */
  static Map<String, String> of(boolean tls) {
    Map<String, String> headers = new HashMap<>(ALL);
    if (tls) {
      headers.put("Strict-Transport-Security", "max-age=31536000");
    }
    return Map.copyOf(headers);
  }
}

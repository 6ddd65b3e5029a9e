package cn.cunzhen.api.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What a browser keeps for the pages: for this host only, and out of reach of scripts. */
public final class SessionCookie {
  static final String NAME = "session";
  static final String PURPOSE = "purpose";
  static final String LANGUAGE = "lang";

  private SessionCookie() {}

  /** Gives the browser the token; over TLS it never comes back otherwise. */
  public static void set(Context context, String token, int seconds) {
    Cookie cookie = new Cookie(NAME, token);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure(context.req().isSecure());
    cookie.setMaxAge(seconds);
    cookie.setPath("/");
    context.cookie(cookie);
  }

  /** The token that the browser holds. */
  public static Optional<String> get(Context context) {
    return Optional.ofNullable(context.cookie(NAME));
  }

  public static void remove(Context context) {
    context.removeCookie(NAME, "/");
  }

  /** Keeps what the viewer says a record is read for, for this record and this sitting only. */
  public static void setPurpose(Context context, String record, String purpose) {
    Cookie cookie =
        new Cookie(
            PURPOSE,
            URLEncoder.encode(purpose.strip(), StandardCharsets.UTF_8).replace("+", "%20"));
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure(context.req().isSecure());
    cookie.setPath("/records/" + record);
    context.cookie(cookie);
  }

  public static void setLanguage(Context context, Language language, Duration lasting) {
    Cookie cookie = new Cookie(LANGUAGE, language.tag());
    cookie.setSameSite(SameSite.LAX);
    cookie.setMaxAge(Math.toIntExact(lasting.toSeconds()));
    cookie.setPath("/");
    context.cookie(cookie);
  }
}

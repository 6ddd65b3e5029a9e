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

  static final String SIGN_IN = "signin";

  private static final String OVER_TLS = "overTls";
  private static final String SIGN_IN_PATH = "/signin/oidc";

  private SessionCookie() {}

  /** Says whether browsers reach this server over TLS, be it by way of a proxy. */
  static void overTls(Context context, boolean overTls) {
    context.attribute(OVER_TLS, overTls);
  }

  private static boolean secure(Context context) {
    return context.req().isSecure() || Boolean.TRUE.equals(context.attribute(OVER_TLS));
  }

  /** Gives the browser the token; over TLS it never comes back otherwise. */
  public static void set(Context context, String token, int seconds) {
    Cookie cookie = new Cookie(NAME, token);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure(secure(context));
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

  /** Keeps a sign-in that has begun, until the browser is back from another site. */
  public static void setSignIn(Context context, String begun, Duration lasting) {
    Cookie cookie = new Cookie(SIGN_IN, begun);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.LAX); // it comes back by a link of another site
    cookie.setSecure(secure(context));
    cookie.setMaxAge(Math.toIntExact(lasting.toSeconds()));
    cookie.setPath(SIGN_IN_PATH);
    context.cookie(cookie);
  }

  /** The sign-in that the browser has begun, which it forgets; empty where it has none. */
  public static String takeSignIn(Context context) {
    String begun = context.cookie(SIGN_IN);
    context.removeCookie(SIGN_IN, SIGN_IN_PATH);
    return begun == null ? "" : begun;
  }

  /** Keeps what the viewer says a record is read for, for this record and this sitting only. */
  public static void setPurpose(Context context, String record, String purpose) {
    Cookie cookie =
        new Cookie(
            PURPOSE,
            URLEncoder.encode(purpose.strip(), StandardCharsets.UTF_8).replace("+", "%20"));
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure(secure(context));
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

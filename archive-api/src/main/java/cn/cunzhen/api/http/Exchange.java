package cn.cunzhen.api.http;

import cn.cunzhen.core.access.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call under way: the request, who makes it, and the answer being given. */
public final class Exchange {
  private static final int LONGEST_PURPOSE = 200;
  private static final String CALLER = "caller";
  private static final String FORWARDED = "X-Forwarded-For";

  /** What proxies are used to add. */
  private static final List<String> PROXY_FIELDS =
      List.of(FORWARDED, "X-Real-IP", "X-Forwarded-Host", "Forwarded", "Via");

  private final Context context;
  private final CallsUnderWay calls;
  private final @Nullable Caller caller;
  private final Language language;
  private final Proxies proxies;

  Exchange(Context context, @Nullable Caller caller, CallsUnderWay calls, Proxies proxies) {
    this.proxies = proxies;
    this.context = context;
    this.calls = calls;
    this.caller = caller;
    this.language = language(context);
    context.attribute(CALLER, caller);
  }

  /** Who makes the call, also where it failed; empty where nobody has signed in. */
  public static Optional<Caller> whoever(Context context) {
    return Optional.ofNullable(context.attribute(CALLER));
  }

  public static Language language(Context context) {
    String chosen = context.cookie(SessionCookie.LANGUAGE);
    return Language.of(chosen != null ? chosen : context.header("Accept-Language"));
  }

  /** The request's body, as it streams in. */
  public InputStream body() throws IOException {
    return body(Long.MAX_VALUE);
  }

  /**
   * The same where it may not be long; reading on throws a {@link Problem}.
   *
   * @param most bytes
   */
  public InputStream body(long most) throws IOException {
    return calls.body(context.req().getInputStream(), most);
  }

  /** The request and the answer as the server has them. */
  public Context context() {
    return context;
  }

  public Language language() {
    return language;
  }

  /** Who makes the call, where the route is not open to anyone. */
  public Caller caller() {
    if (caller == null) {
      throw new Problem(ProblemCode.UNAUTHENTICATED);
    }
    return caller;
  }

  /**
   * What the caller says the reading is for: ASCII, or UTF-8 percent-encoded.
   *
   * @throws Problem if it can't be read or is longer than 200 characters
   */
  public Optional<String> purpose() {
    String header =
        Optional.ofNullable(context.header("Archive-Purpose"))
            .orElseGet(() -> context.cookie(SessionCookie.PURPOSE));
    if (header == null || header.isBlank()) {
      return Optional.empty();
    }
    try {
      // A plus sign is itself here: this is no form.
      String purpose =
          URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8).strip();
      if (purpose.length() > LONGEST_PURPOSE || purpose.chars().anyMatch(Character::isISOControl)) {
        throw new Problem(
            ProblemCode.MALFORMED,
            "Archive-Purpose has at most " + LONGEST_PURPOSE + " characters");
      }
      return Optional.of(purpose).filter(p -> !p.isEmpty());
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemCode.MALFORMED, "Archive-Purpose is not percent-encoded UTF-8");
    }
  }

  /** The position that the answer must cover; 0 where the caller does not say. */
  public long position() {
    String header = context.header("Archive-Position");
    if (header == null) {
      return 0;
    }
    try {
      long position = Long.parseLong(header.strip());
      if (position >= 0) {
        return position;
      }
    } catch (NumberFormatException e) {
      // Said below, like a negative number.
    }
    throw new Problem(ProblemCode.MALFORMED, "Archive-Position is a whole number");
  }

  /** Says which position the answer covers. */
  public void covers(long position) {
    context.header("Archive-Position", Long.toString(position));
  }

  /** The caller's address, as far as those who are believed vouch for it. */
  public String from() {
    return proxies.origin(
        context.req().getRemoteAddr(), Collections.list(context.req().getHeaders(FORWARDED)));
  }

  /** Whether the caller is on this machine, and no proxy of others there. */
  boolean loopback() {
    String peer = context.req().getRemoteAddr();
    return InetAddress.ofLiteral(peer).isLoopbackAddress()
        && !proxies.include(peer)
        && PROXY_FIELDS.stream().allMatch(field -> context.header(field) == null);
  }

  /** Answers with JSON. */
  public void json(int status, JsonNode body) {
    context.status(status).contentType("application/json; charset=utf-8").result(body.toString());
  }
}

package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Address;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.http.SessionCookie;
import cn.cunzhen.api.oidc.Arrival;
import cn.cunzhen.api.oidc.Departure;
import cn.cunzhen.api.oidc.OpenId;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way to an OpenID provider and back. */
final class OpenIdPages {
  private static final String CALLBACK = "/signin/oidc/callback";
  private static final String LOGOUT_TOKEN = "logout_token="; // no JWT needs to be encoded
  private static final int LONGEST_LOGOUT = 16 << 10;
  private static final int LONGEST_WAY = 1_000;

  private final OpenId openId;
  private final Address address;

  OpenIdPages(OpenId openId, Address address) {
    this.openId = openId;
    this.address = address;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(GET, "/signin/oidc", Access.anyone(), "On to the OpenID provider.", this::begin),
        Pages.page(GET, CALLBACK, Access.anyone(), "Back from the OpenID provider.", this::finish),
        Route.of(
                POST,
                "/signin/oidc/logout",
                Access.anyone(),
                "Sessions that the OpenID provider has ended (Back-Channel Logout).")
            .takes("application/x-www-form-urlencoded", "`logout_token`")
            .gives(200, "text/plain", "nothing")
            .by(this::ended));
  }

  private void begin(Exchange exchange) {
    Context context = exchange.context();
    String to = Pages.local(context.queryParam("to"));
    Optional<Departure> departure = openId.begin(callback(exchange), exchange.language().tag());
    if (departure.isEmpty()) {
      refuse(exchange, Arrival.Why.SILENT, to);
      return;
    }
    String way = Pages.encoded(to.length() > LONGEST_WAY ? "/" : to);
    SessionCookie.setSignIn(context, departure.get().secret() + "." + way, OpenId.ATTEMPT);
    context.redirect(departure.get().to().toString());
  }

  private void finish(Exchange exchange) {
    Context context = exchange.context();
    String begun = SessionCookie.takeSignIn(context);
    int dot = begun.indexOf('.');
    String to = Pages.local(decoded(begun.substring(dot + 1)));
    Map<String, String> query = new HashMap<>();
    context.queryParamMap().forEach((name, values) -> query.put(name, values.getFirst()));
    switch (openId.finish(begun.substring(0, Math.max(dot, 0)), callback(exchange), query)) {
      case Arrival.SignedIn session -> {
        SessionCookie.set(context, session.token(), Math.toIntExact(session.lasting().toSeconds()));
        Pages.lead(context, to, Text.SIGNED_IN, Text.GO_ON);
      }
      case Arrival.Refused(Arrival.Why why) -> refuse(exchange, why, to);
    }
  }

  private static void refuse(Exchange exchange, Arrival.Why why, String to) {
    Text words =
        switch (why) {
          case STALE -> Text.OPENID_STALE;
          case DENIED -> Text.OPENID_DENIED;
          case SILENT -> Text.OPENID_SILENT;
          case UNTRUSTED -> Text.OPENID_UNTRUSTED;
          case NOBODY -> Text.OPENID_NOBODY;
        };
    ProblemCode code =
        switch (why) {
          case STALE, DENIED, UNTRUSTED -> ProblemCode.UNAUTHENTICATED;
          case NOBODY -> ProblemCode.FORBIDDEN;
          case SILENT -> ProblemCode.UNAVAILABLE;
        };
    SignInPages.form(exchange, true, to, "", words.in(exchange.language()));
    exchange.context().status(code.status());
  }

  private void ended(Exchange exchange) throws IOException {
    byte[] body = exchange.body(LONGEST_LOGOUT).readAllBytes();
    if (!openId.endedThere(logoutToken(new String(body, StandardCharsets.US_ASCII)))) {
      throw new Problem(ProblemCode.MALFORMED, "the logout token is not believed");
    }
    exchange.context().status(200);
  }

  private static String logoutToken(String form) {
    return Arrays.stream(form.split("&", -1))
        .filter(field -> field.startsWith(LOGOUT_TOKEN))
        .map(field -> field.substring(LOGOUT_TOKEN.length()))
        .findFirst()
        .orElse("");
  }

  private URI callback(Exchange exchange) {
    return URI.create(address.of(exchange, CALLBACK));
  }

  private static String decoded(String way) {
    try {
      return URLDecoder.decode(way, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "/"; // no cookie of ours
    }
  }
}

package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.account.KeySignIn;
import cn.cunzhen.api.account.PasswordFault;
import cn.cunzhen.api.account.SignIn;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Address;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.token.TokenException;
import cn.cunzhen.core.form.Words;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signing in, for programs: a token for a name and a password. */
public final class SessionCalls {
  private static final int LONGEST = 4096;

  private final SignIn door;
  private final KeySignIn keyed;
  private final Address address;

  public SessionCalls(SignIn door, KeySignIn keyed, Address address) {
    this.door = door;
    this.keyed = keyed;
    this.address = address;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(POST, "/api/v1/sessions", Access.anyone(), "Sign in with a built-in account.")
            .takes(
                "application/json",
                "`username` and `password`; `newPassword`, where another is to be chosen; `code` of an"
                    + " app; or alone `assertion`, a JWT signed with a source system's own key"
                    + " (RFC 7523)")
            .gives(201, "application/json", "`token`, to be sent as a bearer token")
            .by(this::signIn));
  }

  private void signIn(Exchange exchange) throws IOException {
    JsonNode body =
        Json.body(
            exchange, LONGEST, Set.of("username", "password", "newPassword", "code", "assertion"));
    if (body.has("assertion")) {
      exchange.json(201, Json.object().put("token", byAssertion(exchange, body)));
      return;
    }
    String name = body.path("username").asText();
    String password = body.path("password").asText();
    if (body.has("newPassword")) {
      String fresh = body.path("newPassword").asText();
      Optional<PasswordFault> fault = door.choose(name, password, fresh, exchange.from());
      if (fault.isPresent()) {
        throw unfit(fault.get());
      }
      password = fresh;
    }
    SignIn.Outcome outcome = door.open(name, password, exchange.from());
    if (outcome instanceof SignIn.Outcome.ByCode(String ticket) && body.has("code")) {
      outcome =
          door.openByCode(ticket, body.path("code").asText(), exchange.from())
              .orElseGet(SignIn.Outcome.Wrong::new);
    }
    switch (outcome) {
      case SignIn.Outcome.Opened(String token) ->
          exchange.json(201, Json.object().put("token", token));
      case SignIn.Outcome.First _ -> throw new Problem(ProblemCode.PASSWORD_FIRST);
      case SignIn.Outcome.ByCode _ -> throw new Problem(ProblemCode.CODE_REQUIRED);
      case SignIn.Outcome.Wrong _ -> throw wrong();
      case SignIn.Outcome.Later(Duration wait) -> throw Problem.later(ProblemCode.TOO_MANY, wait);
    }
  }

  private String byAssertion(Exchange exchange, JsonNode body) {
    if (body.size() > 1) {
      throw new Problem(ProblemCode.MALFORMED, "an assertion comes alone");
    }
    Set<String> audiences =
        Set.of(address.of(exchange, ""), address.of(exchange, "/api/v1/sessions"));
    try {
      return keyed.open(body.path("assertion").asText(), audiences);
    } catch (TokenException e) {
      throw new Problem(ProblemCode.UNAUTHENTICATED, "assertion: " + e.getMessage());
    }
  }

  private static Problem wrong() {
    return new Problem(ProblemCode.UNAUTHENTICATED, "wrong user name, password or code");
  }

  private static Problem unfit(PasswordFault fault) {
    return switch (fault) {
      case WRONG -> wrong();
      case TOO_OFTEN -> new Problem(ProblemCode.TOO_MANY);
      case SAME, SHORT, LONG, NAME, CROSSED ->
          new Problem(ProblemCode.PASSWORD_UNFIT, Words.of(fault));
    };
  }
}

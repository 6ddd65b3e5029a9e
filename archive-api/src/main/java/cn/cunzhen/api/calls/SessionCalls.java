package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.account.SignIn;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Signing in, for programs: a token for a name and a password. */
public final class SessionCalls {
  private static final int LONGEST = 4096;

  private final SignIn door;

  public SessionCalls(SignIn door) {
    this.door = door;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(POST, "/api/v1/sessions", Access.anyone(), "Sign in with a built-in account.")
            .takes("application/json", "`username` and `password`")
            .gives(201, "application/json", "`token`, to be sent as a bearer token")
            .by(this::signIn));
  }

  private void signIn(Exchange exchange) throws IOException {
    JsonNode body = Json.body(exchange, LONGEST, Set.of("username", "password"));
    SignIn.Outcome outcome =
        door.open(body.path("username").asText(), body.path("password").asText(), exchange.from());
    switch (outcome) {
      case SignIn.Outcome.Opened(String token) ->
          exchange.json(201, Json.object().put("token", token));
      case SignIn.Outcome.Wrong _ ->
          throw new Problem(ProblemCode.UNAUTHENTICATED, "wrong user name or password");
      case SignIn.Outcome.Later(Duration wait) -> throw Problem.later(ProblemCode.TOO_MANY, wait);
    }
  }
}

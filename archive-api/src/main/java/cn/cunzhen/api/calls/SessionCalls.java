package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.json.MalformedJsonException;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** Signing in, for programs: a token for a name and a password. */
public final class SessionCalls {
  private static final int LONGEST = 4096;

  private final Accounts accounts;

  public SessionCalls(Accounts accounts) {
    this.accounts = accounts;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(POST, "/api/v1/sessions", Access.anyone(), "Sign in with a built-in account.")
            .takes("application/json", "`username` and `password`")
            .gives(201, "application/json", "`token`, to be sent as a bearer token")
            .by(this::signIn));
  }

  private void signIn(Exchange exchange) throws IOException {
    JsonNode body = body(exchange, LONGEST);
    String token =
        accounts
            .signIn(body.path("username").asText(), body.path("password").asText())
            .orElseThrow(
                () -> new Problem(ProblemCode.UNAUTHENTICATED, "wrong user name or password"));
    exchange.json(201, Json.object().put("token", token));
  }

  /** The body as JSON, of a few kilobytes at most. */
  static JsonNode body(Exchange exchange, int longest) throws IOException {
    byte[] body = exchange.body().readNBytes(longest + 1);
    if (body.length > longest) {
      throw new Problem(ProblemCode.TOO_LARGE);
    }
    try {
      return UntrustedJson.parse(Bytes.of(body));
    } catch (MalformedJsonException e) {
      throw new Problem(ProblemCode.MALFORMED, e.getMessage());
    }
  }
}

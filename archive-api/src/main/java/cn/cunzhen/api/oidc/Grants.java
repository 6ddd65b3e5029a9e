package cn.cunzhen.api.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Gets tokens for a code, and again for a refresh token (RFC 6749 §4.1.3, §6). */
final class Grants {
  private final OpenIdSettings settings;
  private final Provider provider;
  private final ProviderHttp http;
  private final Supplier<String> random;
  private final Clock clock;

  /**
   * @param random gives what nobody guesses
   */
  Grants(
      OpenIdSettings settings,
      Provider provider,
      ProviderHttp http,
      Supplier<String> random,
      Clock clock) {
    this.settings = settings;
    this.provider = provider;
    this.http = http;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What a provider gives; empty texts for what it does not give.
   *
   * @param id the ID token
   */
  record Tokens(String access, String refresh, String id) {
    @Override
    public String toString() {
      return "tokens";
    }
  }

  /** For a code that a browser has brought; {@code verifier} is what its challenge was made of. */
  Tokens forCode(String code, String verifier, URI redirect)
      throws ProviderException, RefusedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect.toString());
    form.put("code_verifier", verifier);
    return tokens(form);
  }

  /** Anew; where the provider gives no other refresh token, the old one goes on. */
  Tokens again(String refresh) throws ProviderException, RefusedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refresh);
    Tokens fresh = tokens(form);
    return fresh.refresh().isEmpty() ? new Tokens(fresh.access(), refresh, fresh.id()) : fresh;
  }

  private Tokens tokens(Map<String, String> form) throws ProviderException, RefusedException {
    Metadata metadata = provider.metadata();
    Map<String, String> headers = new HashMap<>();
    authenticate(metadata, form, headers);
    ProviderHttp.Answer answer = http.post(metadata.token(), form, headers);
    ObjectNode body = answer.body();
    if (answer.status() == 200) {
      return new Tokens(
          ProviderHttp.text(body, "access_token"),
          ProviderHttp.text(body, "refresh_token"),
          ProviderHttp.text(body, "id_token"));
    }
    String error = ProviderHttp.text(body, "error");
    if (error.equals("invalid_grant")) {
      throw new RefusedException(error);
    }
    // Whatever else it says is about the archive's own standing, and not about the person.
    throw new ProviderException(
        metadata.token() + " answers with status " + answer.status() + " " + shown(error));
  }

  private void authenticate(
      Metadata metadata, Map<String, String> form, Map<String, String> headers)
      throws ProviderException {
    String client = settings.client();
    switch (settings.proof()) {
      case ClientProof.None _ -> form.put("client_id", client);
      case ClientProof.Secret(String secret) -> {
        if (ClientProof.posted(metadata.clientAuthentication())) {
          form.put("client_id", client);
          form.put("client_secret", secret);
        } else {
          headers.put("Authorization", ClientProof.basic(client, secret));
        }
      }
      case ClientProof.Key key -> {
        form.put("client_id", client);
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put(
            "client_assertion",
            key.assertion(client, metadata.token().toString(), random.get(), clock.instant()));
      }
    }
  }

  private static String shown(String error) {
    return error.matches("[a-z_]{1,50}") ? error : "";
  }
}

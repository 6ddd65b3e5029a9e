package cn.cunzhen.api.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0 §3).
 *
 * @param userInfo where more claims are asked for
 * @param endSession where a browser signs out
 * @param clientAuthentication the ways in which a client may show who it is; empty where it does
 *     not say
 * @param namesItself whether its answers to a browser say whose they are (RFC 9207)
 */
record Metadata(
    URI authorization,
    URI token,
    URI keys,
    Optional<URI> userInfo,
    Optional<URI> endSession,
    Set<String> clientAuthentication,
    boolean namesItself) {
  Metadata {
    clientAuthentication = Set.copyOf(clientAuthentication);
  }

  /**
   * @throws ProviderException if it is of another issuer, or lacks what it must have
   */
  static Metadata of(URI issuer, ObjectNode json) throws ProviderException {
    if (!ProviderHttp.text(json, "issuer").equals(issuer.toString())) {
      throw new ProviderException(issuer + " describes another issuer");
    }
    Set<String> authentication = new TreeSet<>();
    for (JsonNode each : json.path("token_endpoint_auth_methods_supported")) {
      authentication.add(each.asText());
    }
    return new Metadata(
        required(issuer, json, "authorization_endpoint"),
        required(issuer, json, "token_endpoint"),
        required(issuer, json, "jwks_uri"),
        endpoint(issuer, json, "userinfo_endpoint"),
        endpoint(issuer, json, "end_session_endpoint"),
        authentication,
        json.path("authorization_response_iss_parameter_supported").asBoolean(false));
  }

  private static URI required(URI issuer, ObjectNode json, String member) throws ProviderException {
    Optional<URI> endpoint = endpoint(issuer, json, member);
    if (endpoint.isEmpty()) {
      throw new ProviderException(issuer + " does not say its " + member);
    }
    return endpoint.get();
  }

  private static Optional<URI> endpoint(URI issuer, ObjectNode json, String member)
      throws ProviderException {
    String text = ProviderHttp.text(json, member);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(text);
      // A provider on this machine has endpoints without TLS; no other may.
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && "http".equals(issuer.getScheme())))) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      // Said below, like an address without TLS.
    }
    throw new ProviderException(issuer + " has no https address for its " + member);
  }
}

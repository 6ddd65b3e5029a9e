package cn.cunzhen.api.oidc;

import cn.cunzhen.api.token.TokenException;
import cn.cunzhen.api.token.TokenFault;
import cn.cunzhen.core.access.Caller;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has signed in, by the tokens that came of it (OpenID Connect Core 1.0 §3.1.3.7, §5.3, §12.2).
 */
final class People {
  private static final Set<String> TYPES = Set.of("", "jwt");

  private final OpenIdSettings settings;
  private final Provider provider;
  private final ProviderHttp http;
  private final SignedTokens tokens;

  People(OpenIdSettings settings, Provider provider, ProviderHttp http, SignedTokens tokens) {
    this.settings = settings;
    this.provider = provider;
    this.http = http;
    this.tokens = tokens;
  }

  /**
   * @param caller empty where nothing is claimed that makes one
   * @param sid the provider's own session; empty where it does not say
   */
  record Identified(Optional<Caller> caller, String subject, String sid) {}

  /** Who has just signed in. */
  Identified signedIn(Grants.Tokens given, String nonce) throws TokenException, ProviderException {
    ObjectNode claims = idToken(given.id());
    if (!ProviderHttp.text(claims, "nonce").equals(nonce)) {
      throw new TokenException(TokenFault.NONCE);
    }
    String subject = ProviderHttp.text(claims, "sub");
    return new Identified(
        caller(claims, subject, given.access()), subject, ProviderHttp.text(claims, "sid"));
  }

  /**
   * What somebody who signed in before may do now.
   *
   * @throws ProviderException also where the provider says nothing of it
   */
  Optional<Caller> stillSignedIn(Grants.Tokens given, String subject)
      throws TokenException, ProviderException {
    ObjectNode claims =
        given.id().isEmpty() ? JsonNodeFactory.instance.objectNode() : idToken(given.id());
    if (!given.id().isEmpty() && !ProviderHttp.text(claims, "sub").equals(subject)) {
      throw new TokenException(TokenFault.SUBJECT);
    }
    if (given.id().isEmpty() && provider.metadata().userInfo().isEmpty()) {
      throw new ProviderException("a refresh gives neither ID token nor UserInfo");
    }
    return caller(claims, subject, given.access());
  }

  private ObjectNode idToken(String token) throws TokenException, ProviderException {
    ObjectNode claims = tokens.claims(token, TYPES, settings.client());
    if (ProviderHttp.text(claims, "sub").isEmpty()) {
      throw new TokenException(TokenFault.INCOMPLETE);
    }
    if (claims.has("azp") && !ProviderHttp.text(claims, "azp").equals(settings.client())) {
      throw new TokenException(TokenFault.AUDIENCE);
    }
    return claims;
  }

  /**
   * Many providers keep most claims for UserInfo; it is asked where the ID token says too little.
   */
  private Optional<Caller> caller(ObjectNode claims, String subject, String access)
      throws TokenException, ProviderException {
    Optional<Caller> caller = settings.claims().of(claims);
    Metadata metadata = provider.metadata();
    if (caller.isPresent() || access.isEmpty() || metadata.userInfo().isEmpty()) {
      return caller;
    }
    ObjectNode all =
        http.get(metadata.userInfo().get(), Map.of("Authorization", "Bearer " + access));
    if (!ProviderHttp.text(all, "sub").equals(subject)) {
      throw new TokenException(TokenFault.SUBJECT);
    }
    all.setAll(claims); // what is signed goes before what is not
    return settings.claims().of(all);
  }
}

package cn.cunzhen.api.oidc;

import cn.cunzhen.api.token.SignedToken;
import cn.cunzhen.api.token.TokenException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Set;

/** Verifies what a provider has signed, by the keys that it publishes. */
final class SignedTokens {
  private final Provider provider;
  private final Clock clock;

  SignedTokens(Provider provider, Clock clock) {
    this.provider = provider;
    this.clock = clock;
  }

  /**
   * The claims of a token.
   *
   * @param types as in {@link SignedToken#parse}
   * @throws TokenException if it is not believed
   * @throws ProviderException if the provider's keys can't be had
   */
  ObjectNode claims(String token, Set<String> types, String audience)
      throws TokenException, ProviderException {
    SignedToken signed = SignedToken.parse(token, types);
    return signed.claims(
        provider.keys(signed.header()),
        provider.issuer().toString(),
        Set.of(audience),
        clock.instant());
  }
}

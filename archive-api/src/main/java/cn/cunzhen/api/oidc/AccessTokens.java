package cn.cunzhen.api.oidc;

import cn.cunzhen.api.token.SignedToken;
import cn.cunzhen.api.token.TokenException;
import cn.cunzhen.api.token.TokenFault;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whom access tokens speak for (RFC 9068).
 *
 * <p>What came of one is remembered for half a minute, and never for longer than the token holds.
 */
final class AccessTokens {
  private static final Set<String> TYPES = Set.of("at+jwt");
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST = 10_000;

  private final SignedTokens tokens;
  private final String audience;
  private final ClaimMap claims;
  private final Clock clock;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(MOST).build();

  AccessTokens(SignedTokens tokens, String audience, ClaimMap claims, Clock clock) {
    this.tokens = tokens;
    this.audience = audience;
    this.claims = claims;
    this.clock = clock;
  }

  private record Known(Optional<Caller> caller, Instant until) {}

  /**
   * Whom the token speaks for; nobody where its claims say of no role here.
   *
   * @throws TokenException if it is not believed
   * @throws ProviderException if the provider's keys can't be had
   */
  Optional<Caller> caller(String token) throws TokenException, ProviderException {
    String digest = Sha256.of(Bytes.utf8(token)).hex();
    Instant now = clock.instant();
    Known present = known.getIfPresent(digest);
    if (present != null && now.isBefore(present.until())) {
      return present.caller();
    }
    ObjectNode found = tokens.claims(token, TYPES, audience);
    for (String required : new String[] {"sub", "client_id"}) {
      if (ProviderHttp.text(found, required).isEmpty()) {
        throw new TokenException(TokenFault.INCOMPLETE);
      }
    }
    if (found.has("cnf")) {
      throw new TokenException(TokenFault.BOUND); // RFC 7800: no bearer token
    }
    Optional<Caller> caller = claims.ofAccess(found);
    Instant end = SignedToken.end(found);
    Instant soon = now.plus(REMEMBERED);
    known.put(digest, new Known(caller, end.isBefore(soon) ? end : soon));
    return caller;
  }
}

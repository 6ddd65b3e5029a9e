package cn.cunzhen.api.account;

import cn.cunzhen.api.token.PublicKeys;
import cn.cunzhen.api.token.SignedToken;
import cn.cunzhen.api.token.TokenException;
import cn.cunzhen.api.token.TokenFault;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Write;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of source systems that have keys of their own: an assertion that the system has signed
 * opens a session, once (RFC 7523, section 3; RFC 7521).
 *
 * <p>Any thread may use it, and any number of nodes on one store.
 */
public final class KeySignIn {
  private static final Logger LOG = LoggerFactory.getLogger(KeySignIn.class);
  private static final Set<String> TYPES = Set.of("", "jwt", "client-authentication+jwt");
  private static final String SHOWN = "state/assertions/";
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);
  private static final int LONGEST_ID = 200;

  private final Accounts accounts;
  private final Heads heads;
  private final Clock clock;
  private volatile Instant cleaned = Instant.MIN;

  public KeySignIn(Accounts accounts, Heads heads, Clock clock) {
    this.accounts = accounts;
    this.heads = heads;
    this.clock = clock;
  }

  /**
   * Opens a session.
   *
   * @param assertion a JWT whose {@code iss} and {@code sub} are the account, with {@code aud},
   *     {@code iat}, {@code exp} at most five minutes ahead, and a {@code jti} of its own
   * @param audiences by which this archive may be called
   * @return the session's token
   * @throws TokenException if the assertion is not believed, or was shown before
   */
  public String open(String assertion, Set<String> audiences) throws TokenException {
    SignedToken signed = SignedToken.parse(assertion, TYPES);
    Account account =
        accounts.withKeys(signed.issuer()).orElseThrow(() -> new TokenException(TokenFault.KEY));
    String name = account.caller().account();
    Instant now = clock.instant();
    ObjectNode claims = signed.claims(keys(account, signed), name, audiences, now);
    if (!SignedToken.text(claims, "sub").equals(name)) {
      throw new TokenException(TokenFault.SUBJECT);
    }
    String id = SignedToken.text(claims, "jti");
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new TokenException(TokenFault.INCOMPLETE);
    }
    Instant end = SignedToken.end(claims);
    if (end.isAfter(now.plus(LONGEST).plus(SignedToken.SKEW.multipliedBy(2)))) {
      throw new TokenException(TokenFault.LASTING);
    }
    show(name, id, end);
    clean(now);
    return accounts.open(name);
  }

  private static List<JWK> keys(Account account, SignedToken signed) {
    String named = signed.header().getKeyID();
    return account.keys().stream()
        .filter(key -> named == null || named.equals(PublicKeys.name(key)))
        .toList();
  }

  /** The time when it ends is part of the key, so that what is over can be found and removed. */
  private void show(String account, String id, Instant end) throws TokenException {
    String digest = Sha256.of(Bytes.utf8(account + "\n" + id)).hex();
    ObjectKey key = ObjectKey.of(SHOWN + end.getEpochSecond() + "-" + digest);
    switch (heads.putOnce(key, Bytes.utf8(UUID.randomUUID().toString()))) {
      case Write.Done _ -> {}
      case Write.Refused _ -> throw new TokenException(TokenFault.REPEATED);
      case Write.Unknown unknown -> throw unknown.cause();
    }
  }

  /** What has ended is refused for that; another node's clock may be behind. */
  private void clean(Instant now) {
    if (now.isBefore(cleaned.plus(BETWEEN_CLEANINGS))) {
      return;
    }
    cleaned = now;
    try (Stream<ObjectKey> shown = heads.list(SHOWN)) {
      shown.filter(key -> end(key).isBefore(now.minus(REMEMBERED))).forEach(heads::delete);
    } catch (StorageException e) {
      LOG.info("assertions that have ended are removed later", e);
    }
  }

  private static Instant end(ObjectKey key) {
    String rest = key.value().substring(SHOWN.length());
    return Instant.ofEpochSecond(Long.parseLong(rest.substring(0, rest.indexOf('-'))));
  }
}

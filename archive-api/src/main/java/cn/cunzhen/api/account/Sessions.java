package cn.cunzhen.api.account;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntFunction;

/** The sessions of a store, each under the digest of a token that only its holder has. */
final class Sessions {
  private static final String SESSIONS = "state/sessions/";

  private final Heads heads;
  private final IntFunction<Bytes> random;
  private final Clock clock;
  private final Duration lasting;

  /**
   * @param random gives so many random bytes
   */
  Sessions(Heads heads, IntFunction<Bytes> random, Clock clock, Duration lasting) {
    this.heads = heads;
    this.random = random;
    this.clock = clock;
    this.lasting = lasting;
  }

  /**
   * A session as it is kept; whether its account still has the era is another question.
   *
   * @param era the account's when it was opened
   */
  record Kept(String account, Bytes era, Instant began, Instant expires) {}

  /** Opens a session of this account, and gives its token. */
  String open(Account account) {
    String token =
        Base64.getUrlEncoder().withoutPadding().encodeToString(random.apply(32).toArray());
    Instant now = clock.instant();
    Bytes value =
        value(
            account.caller().account(),
            account.era().hex(),
            now.toString(),
            now.plus(lasting).toString());
    if (heads.putOnce(key(token), value) instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
    return token;
  }

  /** The session of this token; empty where there is none, or it has come to its end. */
  Optional<Kept> find(String token) {
    return heads
        .get(key(token))
        .map(Head::value)
        .flatMap(Sessions::kept)
        .filter(session -> clock.instant().isBefore(session.expires()));
  }

  /** Ends the session of this token, if there is one. */
  void end(String token) {
    heads
        .get(key(token))
        .ifPresent(head -> {
          Write write = heads.swap(key(token), head.version(), value("", "", "", ""));
          if (write instanceof Write.Unknown unknown) {
            throw unknown.cause();
          }
        });
  }

  private Bytes value(String account, String era, String began, String expires) {
    ObjectNode session = JsonNodeFactory.instance.objectNode();
    session.put("account", account);
    session.put("era", era);
    session.put("began", began);
    session.put("expires", expires);
    session.put("nonce", random.apply(16).hex());
    return CanonicalJson.format(session);
  }

  /** Empty where it was ended, or written before sessions said when they began. */
  private static Optional<Kept> kept(Bytes value) {
    JsonNode session = CanonicalJson.parse(value);
    String began = session.path("began").asText();
    return began.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Kept(
                session.path("account").asText(),
                Bytes.ofHex(session.path("era").asText()),
                Instant.parse(began),
                Instant.parse(session.path("expires").asText())));
  }

  private static ObjectKey key(String token) {
    return ObjectKey.of(SESSIONS + Sha256.of(Bytes.utf8(token)).hex());
  }
}

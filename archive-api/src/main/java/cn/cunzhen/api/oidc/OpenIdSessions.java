package cn.cunzhen.api.oidc;

import cn.cunzhen.api.account.CallerJson;
import cn.cunzhen.api.account.SecretBox;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The sessions of those who signed in at a provider, each under the digest of a token that only its
 * holder has. The provider's own tokens are encrypted with a key that comes from that token too:
 * the store alone gives nobody away.
 */
final class OpenIdSessions {
  /** No built-in session's token has a dot. */
  static final String PREFIX = "openid.";

  private static final String SESSIONS = "state/openid/sessions/";
  private static final String ENDED = "state/openid/ended/";

  private final Heads heads;
  private final IntFunction<Bytes> random;
  private final Clock clock;

  /**
   * @param random gives so many random bytes
   */
  OpenIdSessions(Heads heads, IntFunction<Bytes> random, Clock clock) {
    this.heads = heads;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What is kept of a session.
   *
   * @param subject the provider's name for who signed in
   * @param sid its name for its own session; empty for none
   * @param confirmed when the provider last said what the caller may
   * @param asked when it was last asked
   */
  record Content(
      Caller caller,
      String subject,
      String sid,
      Instant began,
      Instant expires,
      Instant confirmed,
      Instant asked,
      Secrets secrets) {
    Content asked(Instant now) {
      return new Content(caller, subject, sid, began, expires, confirmed, now, secrets);
    }

    /** The same session, its rights as the provider says them now. */
    Content confirmed(Caller caller, Instant now, Secrets secrets) {
      return new Content(caller, subject, sid, began, expires, now, now, secrets);
    }
  }

  /** The provider's tokens; empty for none. */
  record Secrets(String id, String refresh) {
    @Override
    public String toString() {
      return "tokens";
    }
  }

  /** A session as it was read. */
  record Kept(Content content, Version version) {}

  /** Opens a session, and gives its token. */
  String open(Content content) {
    String token =
        PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random.apply(32).toArray());
    if (heads.putOnce(key(token), format(content, token)) instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
    return token;
  }

  /** The session of this token; empty where there is none, or it has come to its end. */
  Optional<Kept> find(String token) {
    Optional<Head> head = heads.get(key(token));
    Optional<Kept> kept =
        head.map(found -> new Kept(parse(found.value(), token), found.version()))
            .filter(found -> clock.instant().isBefore(found.content().expires()))
            .filter(found -> !isEnded(found.content()));
    if (head.isPresent() && kept.isEmpty()) {
      end(token);
    }
    return kept;
  }

  /**
   * Writes what has become of a session.
   *
   * @return empty where it was changed or ended by somebody else
   */
  Optional<Kept> replace(String token, Kept old, Content content) {
    return switch (heads.swap(key(token), old.version(), format(content, token))) {
      case Write.Done(Version version) -> Optional.of(new Kept(content, version));
      case Write.Refused _ -> Optional.empty();
      case Write.Unknown unknown -> throw unknown.cause();
    };
  }

  /** Ends the session of this token, if there is one. */
  void end(String token) {
    heads.delete(key(token));
  }

  /** Ends all sessions of this person that have begun until now. */
  void endAllOf(String subject) {
    mark("sub " + subject);
  }

  /** Ends all that came of one session at the provider. */
  void endAllFrom(String sid) {
    mark("sid " + sid);
  }

  private boolean isEnded(Content content) {
    return isMarked("sub " + content.subject(), content.began())
        || (!content.sid().isEmpty() && isMarked("sid " + content.sid(), content.began()));
  }

  private void mark(String what) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", clock.instant().toString());
    json.put("nonce", random.apply(16).hex());
    Bytes value = CanonicalJson.format(json);
    ObjectKey key = markKey(what);
    Optional<Head> before = heads.get(key);
    Write write =
        before.isPresent()
            ? heads.swap(key, before.get().version(), value)
            : heads.putOnce(key, value);
    if (write instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
    // Where it was refused, somebody else has just ended the same.
  }

  private boolean isMarked(String what, Instant began) {
    return heads
        .get(markKey(what))
        .map(head -> Instant.parse(CanonicalJson.parse(head.value()).path("at").asText()))
        .filter(at -> !began.isAfter(at))
        .isPresent();
  }

  private Bytes format(Content content, String token) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    CallerJson.put(json, content.caller());
    json.put("subject", content.subject());
    json.put("sid", content.sid());
    json.put("began", content.began().toString());
    json.put("expires", content.expires().toString());
    json.put("confirmed", content.confirmed().toString());
    json.put("asked", content.asked().toString());
    ObjectNode secrets = JsonNodeFactory.instance.objectNode();
    secrets.put("id", content.secrets().id());
    secrets.put("refresh", content.secrets().refresh());
    json.put("secrets", box(token).seal(CanonicalJson.format(secrets), "").base64());
    json.put("nonce", random.apply(16).hex());
    return CanonicalJson.format(json);
  }

  private Content parse(Bytes value, String token) {
    JsonNode json = CanonicalJson.parse(value);
    JsonNode secrets =
        CanonicalJson.parse(
            box(token)
                .open(Bytes.ofBase64(json.path("secrets").asText()), "")
                .orElseThrow(() ->
                    new IllegalStateException("a session's secrets were changed in the store")));
    return new Content(
        CallerJson.get(json),
        json.path("subject").asText(),
        json.path("sid").asText(),
        Instant.parse(json.path("began").asText()),
        Instant.parse(json.path("expires").asText()),
        Instant.parse(json.path("confirmed").asText()),
        Instant.parse(json.path("asked").asText()),
        new Secrets(secrets.path("id").asText(), secrets.path("refresh").asText()));
  }

  private SecretBox box(String token) {
    return new SecretBox(Sha256.of(Bytes.utf8("cunzhen openid secrets\n" + token)).bytes(), random);
  }

  private static ObjectKey key(String token) {
    return ObjectKey.of(SESSIONS + Sha256.of(Bytes.utf8(token)).hex());
  }

  private static ObjectKey markKey(String what) {
    return ObjectKey.of(ENDED + Sha256.of(Bytes.utf8(what)).hex());
  }
}

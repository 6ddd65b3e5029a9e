package cn.cunzhen.api.account;

import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.storage.Bytes;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * The codes of an authenticator app (TOTP, RFC 6238): a second proof, beside the password, that
 * somebody is an account's holder.
 *
 * <p>Six digits by SHA-1, another every thirty seconds, since that is what every app makes. The one
 * before and the one after the present one count too (section 6), and each counts once.
 */
public final class Codes {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int NEIGHBOURS = 1;
  private static final int SECRET_BYTES = 20;
  private static final String HMAC = "HmacSHA1";

  /** How long somebody may take between two pages. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SecretBox box;
  private final IntFunction<Bytes> random;
  private final Clock clock;

  /**
   * @param key 32 bytes that the store does not have
   * @param random gives so many random bytes
   */
  Codes(Bytes key, IntFunction<Bytes> random, Clock clock) {
    this.box = new SecretBox(key, random);
    this.random = random;
    this.clock = clock;
  }

  /**
   * The secret of an account and its app, before and until the app has shown that it has it.
   *
   * @param secret as it is typed into an app: Base32 (RFC 4648)
   * @param ticket brings it back
   */
  public record Proposal(String secret, String ticket) {
    /** What a QR code tells an app. */
    public String uri(String issuer, String account) {
      return "otpauth://totp/%s:%s?secret=%s&issuer=%s".formatted(issuer, account, secret, issuer);
    }

    @Override
    public String toString() {
      return "a proposed secret";
    }
  }

  /** A new secret for an account's app. */
  Proposal propose(String account) {
    Bytes secret = random.apply(SECRET_BYTES);
    return new Proposal(
        new Base32().encodeToString(secret.toArray()), ticket("proposal", account, secret.hex()));
  }

  /** What was proposed to this account once more; empty where it was not, or too long ago. */
  Optional<Proposal> again(String account, String ticket) {
    return proposed(account, ticket)
        .map(secret -> new Proposal(new Base32().encodeToString(secret.toArray()), ticket));
  }

  /** The secret that was proposed to this account; empty where it was not, or too long ago. */
  Optional<Bytes> proposed(String account, String ticket) {
    return opened("proposal", ticket)
        .filter(opened -> opened.account().equals(account))
        .map(Opened::what)
        .map(Bytes::ofHex);
  }

  /** Says for a while that somebody has shown this account's password. */
  String passed(Account account) {
    return ticket("password", account.caller().account(), account.era().hex());
  }

  /** Whose password somebody has shown, in which era of the account; empty for no such ticket. */
  Optional<Opened> passed(String ticket) {
    return opened("password", ticket);
  }

  /** What a ticket says. */
  record Opened(String account, String what) {}

  private String ticket(String kind, String account, String what) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("account", account);
    json.put("what", what);
    json.put("until", clock.instant().plus(PATIENCE).toString());
    Bytes sealed = box.seal(CanonicalJson.format(json), kind);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.toArray());
  }

  private Optional<Opened> opened(String kind, String ticket) {
    Bytes sealed;
    try {
      sealed = Bytes.of(Base64.getUrlDecoder().decode(ticket));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no ticket of ours
    }
    return box.open(sealed, kind)
        .map(CanonicalJson::parse)
        .filter(json -> clock.instant().isBefore(Instant.parse(json.path("until").asText())))
        .map(json -> new Opened(text(json, "account"), text(json, "what")));
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).asText();
  }

  /** A secret as the store keeps it. */
  Bytes seal(String account, Bytes secret) {
    return box.seal(secret, "secret " + account);
  }

  /**
   * Whether the code is one of this secret's that counts now.
   *
   * @param account whose secret it is
   * @param kept what the account has of codes
   * @return its step, from which on no code counts again; empty where it does not count
   */
  OptionalLong step(String account, Account.Code kept, String code) {
    Optional<Bytes> secret = box.open(kept.secret(), "secret " + account);
    return secret.isEmpty() ? OptionalLong.empty() : step(secret.get(), kept.used(), code);
  }

  /**
   * The same of a secret that is known.
   *
   * @param used the newest step whose code has counted; -1 for none
   */
  OptionalLong step(Bytes secret, long used, String code) {
    long present = clock.instant().getEpochSecond() / STEP.toSeconds();
    OptionalLong found = OptionalLong.empty();
    for (long step = present - NEIGHBOURS; step <= present + NEIGHBOURS; step++) {
      if (step > used && isEqual(code(secret, step), digits(code))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** Apps show codes in two halves, and Chinese keyboards type wide digits. */
  private static String digits(String code) {
    StringBuilder digits = new StringBuilder();
    code.codePoints()
        .filter(character -> !Character.isWhitespace(character))
        .map(character ->
            Character.isDigit(character) ? '0' + Character.digit(character, 10) : character)
        .forEach(digits::appendCodePoint);
    return digits.toString();
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** The code of a step since 1970. */
  static String code(Bytes secret, long step) {
    try {
      return new TimeBasedOneTimePasswordGenerator(STEP)
          .generateOneTimePasswordString(
              new SecretKeySpec(secret.toArray(), HMAC),
              Instant.ofEpochSecond(step * STEP.toSeconds()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}

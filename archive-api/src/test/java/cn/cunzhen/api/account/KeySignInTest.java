package cn.cunzhen.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.api.token.PublicKeys;
import cn.cunzhen.api.token.TokenException;
import cn.cunzhen.api.token.TokenFault;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.memory.MemoryStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Source systems with keys of their own, on two nodes of one store. */
class KeySignInTest {
  private static final String NAME = "teller";
  private static final String HERE = "https://archive.example";
  private static final Set<String> AUDIENCES = Set.of(HERE, HERE + "/api/v1/sessions");

  private Instant now = Instant.parse("2026-11-23T01:00:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final Heads heads = new MemoryStore(clock).heads();
  private final Accounts accounts = node();
  private final KeySignIn door = new KeySignIn(accounts, heads, clock);
  private final KeySignIn elsewhere = new KeySignIn(node(), heads, clock);
  private final ECKey key = newKey();

  private Accounts node() {
    return new Accounts(
        heads, Bytes.of(new byte[32]), new SecureRandom(), clock, Duration.ofHours(8));
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void makeAccount() {
    accounts.addKeyed(
        new Caller(NAME, Role.SOURCE, null, null, null, Set.of("teller")), key.toPublicJWK());
  }

  private ObjectNode claims() {
    return new ObjectMapper()
        .createObjectNode()
        .put("iss", NAME)
        .put("sub", NAME)
        .put("aud", HERE + "/api/v1/sessions")
        .put("iat", now.getEpochSecond())
        .put("exp", now.getEpochSecond() + 60)
        .put("jti", UUID.randomUUID().toString());
  }

  private static String sign(ObjectNode claims, ECKey key) {
    try {
      JWSObject signed =
          new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload(claims.toString()));
      signed.sign(new ECDSASigner(key));
      return signed.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private String sign(Consumer<ObjectNode> change) {
    ObjectNode claims = claims();
    change.accept(claims);
    return sign(claims, key);
  }

  private void assertRefused(String assertion, TokenFault fault) {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> door.open(assertion, AUDIENCES))
        .satisfies(refused -> assertThat(refused.fault()).isEqualTo(fault));
  }

  @Test
  void whoSignedWithTheKeyIsTheSourceSystem() throws Exception {
    String token = door.open(sign(claims(), key), AUDIENCES);

    assertThat(accounts.caller(token).orElseThrow().account()).isEqualTo(NAME);
    assertThat(accounts.caller(token).orElseThrow().sourceSystems()).containsExactly("teller");
    assertThat(door.open(sign(each -> each.put("aud", HERE)), AUDIENCES)).isNotEmpty();
  }

  @Test
  void anAssertionOpensOneSessionOnWhateverNode() throws Exception {
    String assertion = sign(claims(), key);
    elsewhere.open(assertion, AUDIENCES);

    assertRefused(assertion, TokenFault.REPEATED);
    now = now.plusSeconds(121);
    assertRefused(assertion, TokenFault.EXPIRED);
  }

  @Test
  void whatIsNotSignedByTheAccountForThisArchiveAndNowOpensNothing() throws Exception {
    assertRefused("", TokenFault.MALFORMED);
    assertRefused(sign(claims(), newKey()), TokenFault.SIGNATURE);
    assertRefused(sign(each -> each.put("iss", "another")), TokenFault.KEY);
    assertRefused(sign(each -> each.remove("iss")), TokenFault.KEY);
    assertRefused(sign(each -> each.put("iss", "../accounts/teller")), TokenFault.KEY);
    assertRefused(sign(each -> each.put("sub", "another")), TokenFault.SUBJECT);
    assertRefused(sign(each -> each.put("aud", "https://elsewhere")), TokenFault.AUDIENCE);
    assertRefused(sign(each -> each.remove("jti")), TokenFault.INCOMPLETE);
    assertRefused(sign(each -> each.put("jti", 7)), TokenFault.INCOMPLETE);
    assertRefused(sign(each -> each.put("jti", "x".repeat(201))), TokenFault.INCOMPLETE);
    assertRefused(sign(each -> each.remove("exp")), TokenFault.INCOMPLETE);
    assertRefused(sign(each -> each.put("exp", now.getEpochSecond() - 60)), TokenFault.EXPIRED);
    assertRefused(sign(each -> each.put("iat", now.getEpochSecond() + 61)), TokenFault.EARLY);
    assertRefused(sign(each -> each.put("exp", now.getEpochSecond() + 400)), TokenFault.LASTING);
    assertRefused(sign(each -> each.put("exp", 1e300)), TokenFault.EXPIRED);
  }

  @Test
  void neitherNoneNorAnHmacByThePublicKeyIsASignature() throws Exception {
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims().toString().getBytes(StandardCharsets.UTF_8));
    assertRefused("eyJhbGciOiJub25lIn0." + payload + ".", TokenFault.MALFORMED);
    JWSObject hmac =
        new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims().toString()));
    hmac.sign(new MACSigner(key.toPublicJWK().toJSONString()));
    assertRefused(hmac.serialize(), TokenFault.ALGORITHM);
  }

  @Test
  void keysAreExchangedWithoutAPause() throws Exception {
    ECKey next = newKey();
    assertThat(accounts.addKey(NAME, next.toPublicJWK())).isEmpty();
    assertThat(accounts.addKey(NAME, next.toPublicJWK())).contains(KeyFault.KNOWN);
    door.open(sign(claims(), key), AUDIENCES);
    String token = door.open(sign(claims(), next), AUDIENCES);

    assertThat(accounts.removeKey(NAME, PublicKeys.name(key))).isEmpty();

    assertThat(accounts.caller(token)).as("sessions end with a key").isEmpty();
    assertRefused(sign(claims(), key), TokenFault.SIGNATURE);
    door.open(sign(claims(), next), AUDIENCES);
    assertThat(accounts.removeKey(NAME, PublicKeys.name(key))).contains(KeyFault.UNKNOWN);
    assertThat(accounts.list().getFirst().keys()).containsExactly(PublicKeys.name(next));
  }

  @Test
  void aPasswordEndsWithTheFirstKey() {
    Caller caller = new Caller("scanner", Role.SOURCE, null, null, null, Set.of("*"));
    accounts.give(caller, "a password");
    String token = accounts.signIn("scanner", "a password").orElseThrow();

    assertThat(accounts.addKey("scanner", key.toPublicJWK())).isEmpty();

    assertThat(accounts.signIn("scanner", "a password")).isEmpty();
    assertThat(accounts.caller(token)).isEmpty();
    assertThat(accounts.removeKey("scanner", PublicKeys.name(key))).isEmpty();
    assertThat(accounts.signIn("scanner", "a password")).as("and is not back").isEmpty();
  }

  @Test
  void onlySourceSystemsHaveKeysAndFourAtMost() {
    accounts.give(new Caller("li.na", Role.CLERK, null, null, null, Set.of()), "a password");
    assertThat(accounts.addKey("li.na", key.toPublicJWK())).contains(KeyFault.ROLE);
    assertThat(accounts.addKey("nobody", key.toPublicJWK())).contains(KeyFault.ACCOUNT);
    for (int i = 0; i < 3; i++) {
      assertThat(accounts.addKey(NAME, newKey().toPublicJWK())).isEmpty();
    }
    assertThat(accounts.addKey(NAME, newKey().toPublicJWK())).contains(KeyFault.MANY);
  }

  @Test
  void aDisabledAccountOpensNothing() {
    accounts.setDisabled(NAME, true);

    assertRefused(sign(claims(), key), TokenFault.KEY);
  }

  @Test
  void whatHasEndedIsForgottenOnceNoClockIsSoFarBehind() throws Exception {
    door.open(sign(claims(), key), AUDIENCES);
    now = now.plus(Duration.ofMinutes(11));
    door.open(sign(claims(), key), AUDIENCES);
    try (Stream<ObjectKey> kept = heads.list("state/assertions/")) {
      assertThat(kept).hasSize(2);
    }
    now = now.plus(Duration.ofMinutes(70));
    door.open(sign(claims(), key), AUDIENCES);

    try (Stream<ObjectKey> kept = heads.list("state/assertions/")) {
      assertThat(kept).hasSize(1);
    }
  }

  @Test
  void onlyPublicKeysOfEnoughStrengthAreRead() throws Exception {
    assertThat(PublicKeys.read(key.toPublicJWK().toJSONString())).isPresent();
    for (String wrong :
        List.of(
            "",
            "no key",
            "{}",
            key.toJSONString(),
            new ECKeyGenerator(Curve.P_521).generate().toPublicJWK().toJSONString(),
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")) {
      assertThat(PublicKeys.read(wrong)).as(wrong).isEmpty();
    }
  }
}

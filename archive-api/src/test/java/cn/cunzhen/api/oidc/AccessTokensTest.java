package cn.cunzhen.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls with access tokens of a real provider, and with such as it would never give. */
class AccessTokensTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SEARCH = "/api/v1/records?limit=1";

  private static RealProvider provider;
  private static RunningNode node;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    provider = RealProvider.get();
    Map<String, String> settings = provider.settings(folder);
    settings.put("ARCHIVE_TEXT_PROCESSES", "0");
    node = RunningNode.on(folder.resolve("data"), settings);
    provider.accept(archive());
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
    }
  }

  @AfterEach
  void restore() throws Exception {
    provider.restore();
  }

  private static String archive() {
    return node.uri("").toString();
  }

  private static HttpResponse<String> call(RunningNode at, String path, String token)
      throws Exception {
    return at.send(HttpRequest.newBuilder(at.uri(path)).header("Authorization", "Bearer " + token));
  }

  private static HttpResponse<String> search(String token) throws Exception {
    return call(node, SEARCH, token);
  }

  /** What a token of the provider for a clerk says. */
  private static ObjectNode claims() {
    long now = Instant.now().getEpochSecond();
    ObjectNode claims = JSON.createObjectNode();
    claims.put("iss", provider.issuer().toString());
    claims.put("aud", RealProvider.AUDIENCE);
    claims.put("sub", "li.na");
    claims.put("client_id", "archive");
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("preferred_username", "li.na");
    claims.putArray("roles").add("counter");
    return claims;
  }

  private static ObjectNode header() {
    return JSON.createObjectNode().put("typ", "at+jwt");
  }

  private static String signed(String algorithm, ObjectNode header, Consumer<ObjectNode> change)
      throws Exception {
    ObjectNode claims = claims();
    change.accept(claims);
    return provider.signed(algorithm, header, claims);
  }

  private static String signed(Consumer<ObjectNode> change) throws Exception {
    return signed("RS256", header(), change);
  }

  @Test
  void aPersonsTokenMaySearchAsTheRoleThatItsClaimsMapTo() throws Exception {
    JsonNode tokens = provider.personTokens("li.na", archive(), RealProvider.AUDIENCE);

    HttpResponse<String> answer = search(tokens.path("access_token").asText());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(call(node, "/api/v1/audits", tokens.path("access_token").asText()).statusCode())
        .as("auditors only")
        .isEqualTo(403);
  }

  @Test
  void aSourceSystemsTokenSubmitsForThatSystemAlone() throws Exception {
    String token = provider.programToken("teller", RealProvider.AUDIENCE);

    HttpResponse<String> own = submit(token, "teller");
    HttpResponse<String> others = submit(token, "tax");

    assertThat(own.statusCode()).as(own.body()).isEqualTo(201);
    assertThat(others.statusCode()).as(others.body()).isEqualTo(403);
    assertThat(search(token).statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> submit(String token, String system) throws Exception {
    String json =
        """
        {"sourceSystem": "%s", "transactionId": "46010020261121000017", "item": "SI-0107",
         "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "handler": "T1024",
         "acceptedAt": "2026-11-21T09:12:00+08:00", "completedAt": "2026-11-21T09:13:40+08:00",
         "outcome": "granted",
         "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                    "fileName": "a.txt"}]}
        """
            .formatted(system);
    return node.send(
        RunningNode.multipart(
            HttpRequest.newBuilder(node.uri("/api/v1/transactions"))
                .header("Authorization", "Bearer " + token),
            json,
            Map.of("f1", "承诺书".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void aProgramThatNobodyHasNamedIsNobody() throws Exception {
    assertRefused("another client", provider.programToken("other", RealProvider.AUDIENCE));
  }

  @Test
  void aPersonsTokenIsNoSourceSystemsThoughItCameThroughItsClient() throws Exception {
    assertRefused(
        "through teller", signed(claims -> claims.put("client_id", "teller").remove("roles")));
  }

  @Test
  void algorithmsOfTheListAreTaken() throws Exception {
    for (String algorithm : new String[] {"RS256", "ES256", "EdDSA"}) {
      HttpResponse<String> answer = search(signed(algorithm, header(), claims -> {}));

      assertThat(answer.statusCode()).as(algorithm + " " + answer.body()).isEqualTo(200);
    }
  }

  @Test
  void clocksMayBeAMinuteApart() throws Exception {
    long now = Instant.now().getEpochSecond();

    String old = signed(claims -> claims.put("iat", now - 400).put("exp", now - 30));
    String early = signed(claims -> claims.put("iat", now + 30).put("nbf", now + 30));

    assertThat(search(old).statusCode()).isEqualTo(200);
    assertThat(search(early).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsWrongInOneWayIsRefused() throws Exception {
    long now = Instant.now().getEpochSecond();
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("of another issuer", signed(c -> c.put("iss", "http://localhost:1"))); // the same key
    wrong.put("of an issuer with a slash", signed(c -> c.put("iss", provider.issuer() + "/")));
    wrong.put("without issuer", signed(c -> c.remove("iss")));
    wrong.put("for another audience", signed(c -> c.put("aud", "https://elsewhere.example/api")));
    wrong.put("for no audience", signed(c -> c.remove("aud")));
    wrong.put("for the client", signed(c -> c.put("aud", "archive")));
    wrong.put("expired", signed(c -> c.put("exp", now - 61)));
    wrong.put("without end", signed(c -> c.remove("exp")));
    wrong.put("with an end in words", signed(c -> c.put("exp", "never")));
    wrong.put("without beginning", signed(c -> c.remove("iat")));
    wrong.put("issued tomorrow", signed(c -> c.put("iat", now + 86_400).put("exp", now + 90_000)));
    wrong.put("not yet valid", signed(c -> c.put("nbf", now + 120)));
    wrong.put("without subject", signed(c -> c.remove("sub")));
    wrong.put("without client", signed(c -> c.remove("client_id")));
    wrong.put("without role", signed(c -> c.putArray("roles").add("visitor")));
    wrong.put("bound to a key", signed(c -> c.putObject("cnf").put("jkt", "x")));
    wrong.put("a plain JWT", signed("RS256", JSON.createObjectNode().put("typ", "JWT"), c -> {}));
    wrong.put("without type", signed("RS256", JSON.createObjectNode(), c -> {}));
    wrong.put("by an unknown key", signed("RS256", header().put("kid", "unknown"), c -> {}));
    wrong.put("by the key of another algorithm", byKeyOfAnotherAlgorithm());
    wrong.put("with a header that must be understood", withACriticalHeader());
    wrong.put("of one part", "a.b");
    wrong.put("not JSON", "a.b.c");
    wrong.put("signed by nobody", unsigned("none"));
    wrong.put("signed by Nobody", unsigned("nOnE"));
    wrong.put("with the public key as a secret", withThePublicKeyAsSecret());
    wrong.put("changed", changed());
    wrong.put("without signature", signed(c -> {}).replaceFirst("[^.]*$", ""));
    wrong.put("longer than any", "a".repeat(9_000) + ".b.c");

    Map<String, Integer> taken = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      taken.put(each.getKey(), search(each.getValue()).statusCode());
    }

    taken.values().removeIf(status -> status == 401);
    assertThat(taken).isEmpty();
    assertThat(search(signed(claims -> {})).statusCode()).as("nothing is wrong").isEqualTo(200);
  }

  @Test
  void anIdTokenIsNoAccessToken() throws Exception {
    JsonNode tokens = provider.personTokens("li.na", archive(), RealProvider.AUDIENCE);

    assertRefused("a real ID token", tokens.path("id_token").asText());
  }

  @Test
  void anotherAudiencesTokenOfTheSameProviderIsRefused() throws Exception {
    assertRefused(
        "for elsewhere", provider.programToken("teller", "https://elsewhere.example/api"));
  }

  private static void assertRefused(String how, String token) throws Exception {
    HttpResponse<String> answer = search(token);

    assertThat(answer.statusCode()).as(how + ": " + answer.body()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/problem+json; charset=utf-8");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).get().asString().contains("Bearer");
    assertThat(RunningNode.json(answer).path("type").asText()).endsWith("/unauthenticated");
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String base64(Object text) {
    return base64(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String unsigned(String algorithm) {
    return base64(header().put("alg", algorithm)) + "." + base64(claims()) + ".";
  }

  private static String withACriticalHeader() throws Exception {
    ObjectNode header = header().put("b64", true);
    header.putArray("crit").add("b64");
    return signed("RS256", header, claims -> {});
  }

  private static String changed() throws Exception {
    String[] parts = signed(claims -> {}).split("\\.", -1);
    return parts[0] + "." + base64(claims().put("sub", "somebody-else")) + "." + parts[2];
  }

  /** RFC 8725 §2.1: a verifier that takes the key for a secret believes whoever knows it. */
  private static String withThePublicKeyAsSecret() throws Exception {
    JsonNode jwk = published("RS256");
    byte[] key = RSAKey.parse(jwk.toString()).toRSAPublicKey().getEncoded();
    ObjectNode header = header().put("alg", "HS256").put("kid", jwk.path("kid").asText());
    String content = base64(header) + "." + base64(claims());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static String byKeyOfAnotherAlgorithm() throws Exception {
    ECKey key = ECKey.parse(published("ES256").toString());
    return signed("RS256", header().put("kid", key.getKeyID()), claims -> {});
  }

  private static JsonNode published(String algorithm) throws Exception {
    for (JsonNode key : provider.published()) {
      if (key.path("alg").asText().equals(algorithm)) {
        return key;
      }
    }
    throw new AssertionError("no such key: " + algorithm);
  }

  @Test
  void otherKeysAreFoundWhileTheNodeRunsAndTheOldOnesAreBelievedNoMore() throws Exception {
    String before = signed(claims -> {});
    provider.rotate();
    String after = signed(claims -> {});

    awaitStatus(node, after, 200);

    assertRefused("by a key that was taken away", before);
  }

  @Test
  void unknownKeysDontMakeTheArchiveAskTheProviderAgainAndAgain() throws Exception {
    search(signed(claims -> {}));
    int before = provider.asked("keys");
    Instant began = Instant.now();

    for (int i = 0; i < 40; i++) {
      String kid = "unknown-" + i;
      assertRefused(kid, signed("ES256", header().put("kid", kid), claims -> {}));
    }

    long pauses = Duration.between(began, Instant.now()).toSeconds() / 5;
    assertThat(provider.asked("keys") - before).isLessThanOrEqualTo((int) pauses + 1);
  }

  @Test
  void aNodeStartsWhileTheProviderIsAwayAndBelievesItsTokensOnceItIsBack(@TempDir Path folder)
      throws Exception {
    String token = signed(claims -> {});
    provider.silent(true);
    Map<String, String> settings = provider.settings(folder);
    settings.put("ARCHIVE_TEXT_PROCESSES", "0");
    try (RunningNode other = RunningNode.on(folder.resolve("data"), settings)) {
      HttpResponse<String> away = call(other, SEARCH, token);

      assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
      assertThat(away.headers().firstValue("Retry-After")).isPresent();
      assertThat(RunningNode.json(away).path("type").asText()).endsWith("/unavailable");
      assertThat(other.get("clerk", SEARCH).statusCode()).isEqualTo(200);
      awaitReady(other);

      provider.silent(false);
      awaitStatus(other, token, 200);
    }
  }

  private static void awaitReady(RunningNode at) throws Exception {
    Instant late = Instant.now().plus(PATIENCE);
    while (at.send(HttpRequest.newBuilder(at.uri("/ready"))).statusCode() != 200) {
      assertThat(Instant.now()).isBefore(late);
      Thread.sleep(100);
    }
  }

  private static void awaitStatus(RunningNode at, String token, int status) throws Exception {
    Instant late = Instant.now().plus(PATIENCE);
    HttpResponse<String> answer = call(at, SEARCH, token);
    while (answer.statusCode() != status) {
      assertThat(Instant.now()).as(answer.body()).isBefore(late);
      Thread.sleep(100);
      answer = call(at, SEARCH, token);
    }
  }
}

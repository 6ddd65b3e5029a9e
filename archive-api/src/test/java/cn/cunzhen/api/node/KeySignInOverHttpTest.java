package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.token.PublicKeys;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source systems that made their keys, and sign, with OpenSSL. */
class KeySignInOverHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static @TempDir Path folder;
  private static RunningNode node;

  @BeforeAll
  static void start() throws Exception {
    node = RunningNode.on(folder.resolve("node"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aKeyOfEd25519OpensASessionOnce() throws Exception {
    openssl("genpkey", "-algorithm", "ed25519", "-out", "ed25519.key");
    assertOpensOnce("ed25519", "EdDSA", List.of("pkeyutl", "-sign", "-rawin", "-inkey"));
  }

  @Test
  void aKeyOfRsaOpensASessionOnce() throws Exception {
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "rsa.key");
    assertOpensOnce("rsa", "RS256", List.of("dgst", "-sha256", "-sign"));
  }

  private static void assertOpensOnce(String name, String algorithm, List<String> sign)
      throws Exception {
    openssl("pkey", "-in", name + ".key", "-pubout", "-out", name + ".pub");
    String pem = Files.readString(folder.resolve(name + ".pub"));
    node.node()
        .accounts()
        .addKeyed(
            new Caller(name, Role.SOURCE, null, null, null, Set.of("*")),
            PublicKeys.read(pem).orElseThrow());
    String signed = encode("{\"alg\":\"" + algorithm + "\"}") + "." + encode(claims(name));
    Files.writeString(folder.resolve(name + ".txt"), signed);
    List<String> command = new ArrayList<>(sign);
    command.addAll(List.of(name + ".key"));
    command.addAll(
        sign.contains("pkeyutl") ? List.of("-in", name + ".txt") : List.of(name + ".txt"));
    String assertion =
        signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(openssl(command));

    HttpResponse<String> opened = show(assertion);
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    String token = JSON.readTree(opened.body()).path("token").asText();
    HttpResponse<String> items =
        node.send(
            HttpRequest.newBuilder(node.uri("/api/v1/items"))
                .header("Authorization", "Bearer " + token));
    assertThat(items.statusCode()).isEqualTo(200);

    HttpResponse<String> again = show(assertion);
    assertThat(again.statusCode()).isEqualTo(401);
    JsonNode problem = JSON.readTree(again.body());
    assertThat(problem.path("detail").asText()).contains("was shown before");
  }

  @Test
  void anAssertionComesAlone() throws Exception {
    HttpResponse<String> answer = send("{\"assertion\":\"x\",\"username\":\"y\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  private static HttpResponse<String> show(String assertion) throws Exception {
    return send(JSON.createObjectNode().put("assertion", assertion).toString());
  }

  private static HttpResponse<String> send(String body) throws Exception {
    return node.send(
        HttpRequest.newBuilder(node.uri("/api/v1/sessions"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String claims(String name) {
    long now = Instant.now().getEpochSecond();
    return JSON.createObjectNode()
        .put("iss", name)
        .put("sub", name)
        .put("aud", node.uri("/api/v1/sessions").toString())
        .put("iat", now)
        .put("exp", now + 60)
        .put("jti", UUID.randomUUID().toString())
        .toString();
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] openssl(String... arguments) throws Exception {
    return openssl(List.of(arguments));
  }

  private static byte[] openssl(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as("openssl %s", arguments).isZero();
    return output;
  }
}

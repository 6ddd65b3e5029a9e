package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.witness.WitnessServer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.witness.TrustPolicy;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node and two witnesses, over real HTTP. */
class WitnessesTest {
  private static final byte[] LETTER = "告知承诺书：本人承诺所述属实。".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void aProofHoldsByWitnessesAndTheyRememberWhatTheySaw() throws Exception {
    VerifierKey ledger = keyOfTheLedger();
    try (WitnessServer one = witness("one", ledger, 0);
        WitnessServer two = witness("two", ledger, 0)) {
      Path policy = folder.resolve("policy");
      Files.writeString(policy, policy(one, two));
      Map<String, String> settings =
          Map.of(
              "ARCHIVE_WITNESS_POLICY",
              policy.toString(),
              "ARCHIVE_WITNESS_SECONDS",
              "1",
              "ARCHIVE_STAMP_SECONDS",
              "1");
      try (RunningNode node = RunningNode.on(folder.resolve("data"), settings)) {
        String record = archive(node, "witnessed-1");
        await(() -> !proof(node, record).path("timestamps").isEmpty());

        Note checkpoint = Note.parse(Bytes.utf8(proof(node, record).path("checkpoint").asText()));
        TrustPolicy trusted = TrustPolicy.parse(Bytes.of(Files.readAllBytes(policy)));
        assertThat(checkpoint.isSignedBy(ledger)).isTrue();
        assertThat(trusted.isWitnessed(checkpoint)).isTrue();
        assertThat(checks(node, record)).contains("witnesses holds", "time holds");
        assertThat(get(node, "/ledger/cosigned").body()).isEqualTo(checkpoint.format().utf8());
        assertThat(metrics(node))
            .contains("archive_cosigned_size 1.0", "archive_cosigned_failing 0.0");
      }
    }
  }

  @Test
  void aWitnessSpeaksTheProtocolToAnyone() throws Exception {
    VerifierKey ledger = keyOfTheLedger();
    int port;
    VerifierKey key;
    try (WitnessServer witness = witness("one", ledger, 0)) {
      port = witness.port();
      key = witness.verifierKey();

      assertThat(post(port, "nonsense").statusCode()).isEqualTo(400);
      assertThat(ask(port, "/vkey").body()).isEqualTo(key.format() + "\n");
      assertThat(ask(port, "/" + "0".repeat(64) + "/checkpoint").statusCode()).isEqualTo(404);
      assertThat(ask(port, "/key").statusCode()).isEqualTo(404);
    }
    try (WitnessServer again = witness("one", ledger, 0)) {
      assertThat(again.verifierKey()).isEqualTo(key);
    }
  }

  /** The ledger's key is made with the node's first start. */
  private VerifierKey keyOfTheLedger() throws IOException, InterruptedException {
    try (RunningNode node = RunningNode.on(folder.resolve("data"))) {
      return VerifierKey.parse(get(node, "/ledger/vkey").body().strip());
    }
  }

  private WitnessServer witness(String name, VerifierKey ledger, int port) throws IOException {
    return WitnessServer.start(
        folder.resolve(name),
        new KeyName("witness.example/" + name),
        List.of(ledger),
        "127.0.0.1",
        port);
  }

  private static String policy(WitnessServer... witnesses) {
    StringBuilder text = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < witnesses.length; i++) {
      text.append("witness w" + i + " " + witnesses[i].verifierKey().format());
      text.append(" http://127.0.0.1:" + witnesses[i].port() + "\n");
      names.append(" w" + i);
    }
    return text + "group all-of-them all" + names + "\nquorum all-of-them\n";
  }

  private static List<String> checks(RunningNode node, String record) throws Exception {
    JsonNode verdict =
        json(
            node.send(
                node.as("clerk", "/api/v1/records/" + record + "/verification")
                    .header("Archive-Purpose", "check")));
    return verdict
        .path("checks")
        .valueStream()
        .map(check -> check.path("check").asText() + " " + check.path("verdict").asText())
        .toList();
  }

  private static JsonNode proof(RunningNode node, String record) throws Exception {
    return json(
        node.send(
            node.as("clerk", "/api/v1/records/" + record + "/proof")
                .header("Archive-Purpose", "check")));
  }

  private static String metrics(RunningNode node) throws Exception {
    return node.send(node.as("operator", "/metrics")).body();
  }

  private static HttpResponse<String> get(RunningNode node, String path)
      throws IOException, InterruptedException {
    return node.send(HttpRequest.newBuilder(node.uri(path)));
  }

  private static HttpResponse<String> ask(int port, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
  }

  private static HttpResponse<String> post(int port, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/add-checkpoint"))
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  /** Something that is so, or not yet. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).isLessThan(until);
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static String archive(RunningNode node, String transaction) throws Exception {
    HttpResponse<String> receipt =
        node.submit("source", submission(transaction), Map.of("f1", LETTER));
    assertThat(receipt.statusCode()).isEqualTo(201);
    return json(receipt).path("recordId").asText();
  }

  private static String submission(String transaction) {
    return """
    {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
     "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "handler": "T1024", "acceptedAt": "2026-11-20T09:12:00+08:00",
     "completedAt": "2026-11-20T09:13:40+08:00", "outcome": "granted",
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
     "fileName": "告知承诺书.txt"}]}
    """
        .formatted(transaction);
  }
}

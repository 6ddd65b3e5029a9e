package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.OpenSslAuthority;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time stamps as callers meet them: of the archive's own authority, and of one outside. */
class TimeStampsTest {
  private static final byte[] LETTER = "告知承诺书：本人承诺所述属实。".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void aProofIsVerifiedByTheVeryCommandsOfThePageForIt() throws Exception {
    try (RunningNode node = RunningNode.on(folder.resolve("data"), every(1))) {
      String first = archive(node, "by-hand-1");
      for (int i = 2; i < 12; i++) {
        archive(node, "by-hand-" + i);
      }
      awaitStamp(node, first);

      assertThat(verifiedByHand(node, first)).isZero();
    }
  }

  private int verifiedByHand(RunningNode node, String record) throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.write(
        work.resolve("proof.zip"),
        node.bytes(
                node.as("clerk", "/api/v1/records/" + record + "/proof")
                    .header("Accept", "application/zip")
                    .header("Archive-Purpose", "check"))
            .body());
    for (String name : List.of("ca.pem", "tsa-ca.pem", "vkey")) {
      save(node, "/ledger/" + name, work.resolve(name));
    }
    return VerifyByHand.run(work, VerifyByHand.commandsForAProof());
  }

  @Test
  void theVerificationOfARecordSaysWhenItWasStamped() throws Exception {
    Instant before = Instant.now();
    try (RunningNode node = RunningNode.on(folder.resolve("data"), every(1))) {
      String record = archive(node, "stamped-1");

      awaitStamp(node, record);

      JsonNode verdict =
          json(
              node.send(
                  node.as("clerk", "/api/v1/records/" + record + "/verification")
                      .header("Archive-Purpose", "check")));
      JsonNode time = verdict.path("checks").path(verdict.path("checks").size() - 1);
      assertThat(verdict.path("complete").asBoolean()).as(verdict.toString()).isTrue();
      assertThat(time.path("check").asText()).isEqualTo("time");
      assertThat(Instant.parse(time.path("time").asText()))
          .isBetween(before.minusSeconds(1), Instant.now());
    }
  }

  @Test
  void anAuthorityOutsideIsBelievedByItsOwnRootAndReceiptsGoOnWithoutIt() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    OpenSslAuthority authority = OpenSslAuthority.in(outside);
    AtomicBoolean up = new AtomicBoolean(false);
    HttpServer server = serve(authority, up);
    Map<String, String> settings =
        Map.of(
            "ARCHIVE_STAMP_AUTHORITY",
            "http://127.0.0.1:" + server.getAddress().getPort() + "/tsa",
            "ARCHIVE_STAMP_ANCHORS",
            authority.anchors().toString(),
            "ARCHIVE_STAMP_SECONDS",
            "1");
    try (RunningNode node = RunningNode.on(folder.resolve("data"), settings)) {
      String record = archive(node, "outside-1");
      awaitMetric(node, "archive_stamps_failing 1.0");
      archive(node, "outside-2");

      assertThat(metrics(node)).contains("archive_stamps_owed 2.0");
      assertThat(stamp(node).statusCode()).isEqualTo(404);
      assertThat(proof(node, record).path("timestamps")).isEmpty();

      up.set(true);
      awaitStamp(node, record);

      assertThat(json(stamp(node)).path("authority").asText()).contains("Somebody else");
      assertThat(json(stamp(node)).path("size").asInt()).isEqualTo(2);
      assertThat(metrics(node)).contains("archive_stamps_owed 0.0", "archive_stamps_failing 0.0");
      assertThat(node.send(ask(node, "/ledger/tsa-ca.pem")).body())
          .isEqualTo(Anchors.parse(Files.readString(authority.anchors())).pem());
      assertThat(verifiedByHand(node, record)).isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theFirstStampedCheckpointOfAPositionIsGivenToAnyone() throws Exception {
    try (RunningNode node = RunningNode.on(folder.resolve("data"), every(1))) {
      awaitStamp(node, archive(node, "first"));
      awaitStamp(node, archive(node, "second"));

      JsonNode first = json(node.send(ask(node, "/ledger/stamp?entries=1")));
      JsonNode newest = json(stamp(node));

      assertThat(first.path("size").asInt()).isEqualTo(1);
      assertThat(newest.path("size").asInt()).isEqualTo(2);
      assertThat(first.path("checkpoint").asText()).contains("\n1\n").contains("\n\n— ");
      assertThat(node.send(ask(node, "/ledger/stamp?entries=3")).statusCode()).isEqualTo(404);
      assertThat(node.send(ask(node, "/ledger/stamp?entries=x")).statusCode()).isEqualTo(404);
    }
  }

  private static Map<String, String> every(int seconds) {
    return Map.of("ARCHIVE_STAMP_SECONDS", "" + seconds);
  }

  private static HttpServer serve(OpenSslAuthority authority, AtomicBoolean up) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/tsa", exchange -> answer(exchange, authority, up.get()));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, OpenSslAuthority authority, boolean up)
      throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      if (!up) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      byte[] reply = authority.answer(Bytes.of(request)).toArray();
      exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    }
  }

  private static void awaitStamp(RunningNode node, String record) throws Exception {
    await(() -> !proof(node, record).path("timestamps").isEmpty());
  }

  private static void awaitMetric(RunningNode node, String line) throws Exception {
    await(() -> metrics(node).contains(line));
  }

  /** Something that is so, or not yet. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).isLessThan(until);
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static JsonNode proof(RunningNode node, String record) throws Exception {
    return json(
        node.send(
            node.as("clerk", "/api/v1/records/" + record + "/proof")
                .header("Archive-Purpose", "check")));
  }

  private static HttpResponse<String> stamp(RunningNode node) throws Exception {
    return node.send(ask(node, "/ledger/stamp"));
  }

  private static String metrics(RunningNode node) throws Exception {
    return node.send(node.as("operator", "/metrics")).body();
  }

  private static HttpRequest.Builder ask(RunningNode node, String path) {
    return HttpRequest.newBuilder(node.uri(path));
  }

  private static void save(RunningNode node, String path, Path file) throws Exception {
    Files.writeString(file, node.send(ask(node, path)).body());
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

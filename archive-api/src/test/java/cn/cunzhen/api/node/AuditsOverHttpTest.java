package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.samples.SampleArchive;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.ConsistencyProof;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Audits as jobs, and the ledger's consistency, over HTTP. */
class AuditsOverHttpTest {
  private static final int RECORDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String WHOLE = "{\"kind\": \"whole\"}";

  @TempDir private static Path folder;
  private static RunningNode node;

  @BeforeAll
  static void open() throws Exception {
    node = RunningNode.on(folder, Map.of("ARCHIVE_TEXT_PROCESSES", "0"));
    SampleArchive.deposit(node.node().archive(), RECORDS, done -> {});
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void anAuditIsOrderedWatchedAndReported() throws Exception {
    String id = begin(WHOLE);

    JsonNode ended = await(id, "ended");

    assertThat(ended.path("outcome").asText()).isEqualTo("complete");
    assertThat(ended.path("startedBy").asText()).isEqualTo("auditor");
    assertThat(ended.path("totals").path("whole").asInt()).isEqualTo(RECORDS);
    assertThat(ended.path("defects")).isEmpty();
    Map<String, byte[]> report = report(id);
    assertThat(report).containsOnlyKeys("report.json", "seal.p7s", "seal-gm.p7s");
    JsonNode sealed = RunningNode.JSON.readTree(report.get("report.json"));
    assertThat(sealed.path("totals")).isEqualTo(ended.path("totals"));
    JsonNode list = get("supervisor", "/api/v1/audits").path("audits");
    assertThat(list.findValuesAsText("id")).contains(id);
  }

  private static Map<String, byte[]> report(String id) throws Exception {
    HttpResponse<byte[]> answer =
        node.bytes(node.as("archivist", "/api/v1/audits/" + id + "/report"));
    assertThat(answer.statusCode()).isEqualTo(200);
    Map<String, byte[]> files = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        files.put(next.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  @Test
  void aJobIsPausedSlowedDownResumedAndStoppedAndAnotherWaitsForItsEnd() throws Exception {
    String slow =
        "{\"kind\":\"sample\",\"seed\":\"种子\",\"count\":5,\"rate\":{\"entriesPerSecond\":1}}";
    String id = begin(slow);

    HttpResponse<String> second = post("archivist", "/api/v1/audits", WHOLE);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("audit-under-way", id);
    assertThat(change(id, "pause").path("state").asText()).isEqualTo("paused");
    JsonNode slower =
        RunningNode.json(post("auditor", path(id) + "/rate", "{\"bytesPerSecond\": 65536}"));
    assertThat(slower.path("rate").path("bytesPerSecond").asLong()).isEqualTo(65_536);
    assertThat(change(id, "resume").path("state").asText()).isEqualTo("running");
    change(id, "stop");

    assertThat(await(id, "ended").path("outcome").asText()).isEqualTo("stopped");
    assertThat(post("auditor", path(id) + "/resume", "").statusCode()).isEqualTo(409);
    assertThat(get("auditor", path(id)).path("sample").path("seed").asText()).isEqualTo("种子");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"kind\":\"part\"}",
        "{\"kind\":\"sample\"}",
        "{\"kind\":\"sample\",\"seed\":\"\",\"count\":1}",
        "{\"kind\":\"sample\",\"seed\":\"s\",\"count\":0}",
        "{\"kind\":\"sample\",\"seed\":\"s\",\"count\":10001}",
        "{\"kind\":\"whole\",\"rate\":{\"bytesPerSecond\":1}}",
        "{\"kind\":\"whole\",\"rate\":{\"entriesPerSecond\":-1}}"
      })
  void whatIsNoOrderIsRefused(String order) throws Exception {
    assertThat(post("auditor", "/api/v1/audits", order).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "clerk", "citizen", "employer", "operator"})
  void othersMayNeitherAuditNorSeeAudits(String account) throws Exception {
    assertThat(post(account, "/api/v1/audits", WHOLE).statusCode()).isEqualTo(403);
    for (String path : List.of("/api/v1/audits", "/audit", path("20261122T000000Z-00000000"))) {
      assertThat(node.get(account, path).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(node.send(HttpRequest.newBuilder(node.uri("/api/v1/audits"))).statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20261122T000000Z-00000000", "x", "..%2f..%2fledger%2fhead"})
  void anAuditThatIsNoneIsNotFound(String id) throws Exception {
    assertThat(node.get("auditor", path(id)).statusCode()).isEqualTo(404);
    assertThat(node.get("auditor", path(id) + "/report").statusCode()).isEqualTo(404);
    assertThat(post("auditor", path(id) + "/pause", "").statusCode()).isEqualTo(404);
  }

  @Test
  void anyoneGetsTheProofThatTheLedgerOnlyGrew() throws Exception {
    for (int to = 0; to <= RECORDS; to++) {
      for (int from = 0; from <= to; from++) {
        JsonNode proof = open("/ledger/consistency?from=" + from + "&to=" + to);
        List<Sha256> hashes = new ArrayList<>();
        proof.path("hashes").forEach(hash -> hashes.add(hash(hash)));
        assertThat(
                new ConsistencyProof(from, to, hashes)
                    .proves(
                        hash(proof.path("from").path("root")), hash(proof.path("to").path("root"))))
            .as(from + " to " + to)
            .isTrue();
      }
    }
    JsonNode newest = open("/ledger/consistency?from=1");
    assertThat(newest.path("checkpoint").asText())
        .contains("\n" + RECORDS + "\n" + newest.path("to").path("root").asText() + "\n");
  }

  @ParameterizedTest
  @CsvSource({"3, 2", "0, 999", "-1, 2", "x, 2", "0, 99999999999999999999", "0, -1"})
  void sizesThatTheLedgerNeverHadAreRefused(String from, String to) throws Exception {
    HttpResponse<String> answer =
        node.send(
            HttpRequest.newBuilder(node.uri("/ledger/consistency?from=" + from + "&to=" + to)));

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  private static Sha256 hash(JsonNode base64) {
    return new Sha256(Bytes.ofBase64(base64.asText()));
  }

  private static JsonNode open(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = node.send(HttpRequest.newBuilder(node.uri(path)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RunningNode.json(answer);
  }

  private static String path(String id) {
    return "/api/v1/audits/" + id;
  }

  private static String begin(String order) throws Exception {
    HttpResponse<String> begun = post("auditor", "/api/v1/audits", order);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
    String id = RunningNode.json(begun).path("id").asText();
    assertThat(begun.headers().firstValue("Location")).hasValue(path(id));
    return id;
  }

  private static JsonNode change(String id, String word) throws Exception {
    HttpResponse<String> changed = post("auditor", path(id) + "/" + word, "");
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    return RunningNode.json(changed);
  }

  private static JsonNode get(String account, String path) throws Exception {
    HttpResponse<String> answer = node.get(account, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RunningNode.json(answer);
  }

  private static HttpResponse<String> post(String account, String path, String body)
      throws IOException, InterruptedException {
    return node.send(node.as(account, path).POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode await(String id, String state) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    JsonNode job = get("auditor", path(id));
    while (!job.path("state").asText().equals(state) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
      job = get("auditor", path(id));
    }
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo(state);
    return job;
  }
}

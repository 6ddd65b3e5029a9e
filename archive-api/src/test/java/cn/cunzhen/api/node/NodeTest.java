package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.monitor.TlogMonitor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
  private static final byte[] LETTER = "告知承诺书：本人承诺所述属实。".getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path folder;
  private static RunningNode node;

  @BeforeAll
  static void start() throws IOException {
    node = RunningNode.on(folder);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aTransactionIsFoundAtThePositionOfItsReceipt() throws Exception {
    HttpResponse<String> receipt = submit("position-1", LETTER);

    HttpResponse<String> found =
        node.send(
            node.as("clerk", "/api/v1/records?q=position-1")
                .header("Archive-Position", json(receipt).path("position").asText()));

    assertThat(receipt.statusCode()).isEqualTo(201);
    assertThat(json(found).path("hits").path(0).path("recordId"))
        .isEqualTo(json(receipt).path("recordId"));
  }

  @Test
  void theBytesComeBackAsTheyWereHandedIn() throws Exception {
    byte[] letter = "承诺书所述属实。".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    String record = json(submit("bytes-1", letter)).path("recordId").asText();

    HttpResponse<byte[]> file =
        node.bytes(
            node.as("clerk", "/api/v1/records/" + record + "/files/1")
                .header("Accept-Encoding", "gzip")
                .header("Archive-Purpose", "%E6%A0%B8%E5%AF%B9"));

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).isEqualTo(letter);
  }

  @Test
  void aLongFileComesBackWholeAndAnyRangeOfIt() throws Exception {
    byte[] letter =
        IntStream.range(0, 40_000)
            .mapToObj("%d\n"::formatted)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    assertThat(letter).hasSize(228_890);
    String record = json(submit("bytes-2", letter)).path("recordId").asText();
    HttpRequest.Builder whole =
        node.as("clerk", "/api/v1/records/" + record + "/files/1")
            .header("Archive-Purpose", "check");

    assertThat(node.bytes(whole).body()).isEqualTo(letter);
    HttpResponse<byte[]> part = node.bytes(whole.copy().header("Range", "bytes=1000-200000"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(letter, 1_000, 200_001));
    assertThat(node.bytes(whole.copy().header("Range", "bytes=-1")).body()).containsExactly('\n');
  }

  @Test
  void theHeadOfAnAnswerIsGivenToWhomTheAnswerIsAndRecordedLikeIt() throws Exception {
    String record = json(submit("head-1", LETTER)).path("recordId").asText();
    HttpRequest.Builder head = node.as("clerk", "/api/v1/records/" + record + "/files/1").HEAD();
    assertThat(node.send(head.copy()).statusCode()).isEqualTo(403);

    HttpResponse<String> given = node.send(head.copy().header("Archive-Purpose", "check"));
    assertThat(given.statusCode()).isEqualTo(200);
    assertThat(given.headers().firstValueAsLong("Content-Length")).hasValue(LETTER.length);
    assertThat(given.body()).isEmpty();
    JsonNode accesses =
        json(node.get("supervisor", "/api/v1/records/" + record + "/accesses")).path("accesses");
    assertThat(accesses.findValuesAsText("outcome")).contains("granted", "refused");
  }

  @Test
  void theSameSubmissionAgainGetsTheSameReceiptAndAnotherOneAConflict() throws Exception {
    HttpResponse<String> first = submit("twice-1", LETTER);
    HttpResponse<String> again = submit("twice-1", LETTER);
    HttpResponse<String> other = submit("twice-1", "anderes".getBytes(StandardCharsets.UTF_8));

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(json(other).path("type").asText()).endsWith("/conflict");
  }

  @Test
  void manyAtOnceOfTheSameBecomeOneRecord() throws Exception {
    List<HttpResponse<String>> all = atOnce(16, i -> submit("at-once", LETTER));

    assertThat(all).extracting(HttpResponse::statusCode).containsOnly(200, 201);
    assertThat(all).extracting(HttpResponse::statusCode).containsOnlyOnce(201);
    assertThat(all).extracting(HttpResponse::body).containsOnly(all.getFirst().body());
  }

  @Test
  void anAmendmentNeedsTheDigestOfTheVersionThatItFollows() throws Exception {
    JsonNode first = json(submit("amend-1", LETTER));
    String path = "/api/v1/records/" + first.path("recordId").asText() + "/versions";
    Map<String, byte[]> changed = Map.of("f1", "changed".getBytes(StandardCharsets.UTF_8));
    String digest = first.path("digest").asText();

    HttpResponse<String> without =
        node.send(RunningNode.multipart(node.as("clerk", path), submission("amend-1"), changed));
    HttpResponse<String> amended = amend(path, digest, changed);
    HttpResponse<String> again = amend(path, digest, changed);
    HttpResponse<String> stale =
        amend(path, digest, Map.of("f1", "other".getBytes(StandardCharsets.UTF_8)));

    assertThat(without.statusCode()).isEqualTo(412);
    assertThat(amended.statusCode()).isEqualTo(201);
    assertThat(json(amended).path("version").asInt()).isEqualTo(2);
    assertThat(json(amended).path("archiveNumber")).isEqualTo(first.path("archiveNumber"));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(amended.body());
    assertThat(stale.statusCode()).isEqualTo(412);
  }

  @Test
  void everyFaultIsNamedAtOnceAndNothingIsStored() throws Exception {
    long before = node.node().archive().ledger().size();
    ObjectNode wrong = (ObjectNode) RunningNode.JSON.readTree(submission("wrong-1"));
    wrong.put("item", "NO-SUCH");
    wrong.put("region", "x");
    wrong.put("surplus", 1);

    HttpResponse<String> refused = node.submit("source", wrong.toString(), Map.of("f1", LETTER));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).path("errors").findValuesAsText("pointer"))
        .contains("/item", "/region", "/surplus");
    assertThat(node.node().archive().ledger().size()).isEqualTo(before);
    assertThat(leftInTheSpool()).isEmpty();
  }

  @Test
  void whatIsNotJsonOrNotAFormIsSaidSo() throws Exception {
    HttpResponse<String> json = node.submit("source", "{\"a\":", Map.of("f1", LETTER));
    HttpResponse<String> form =
        node.send(
            node.as("source", "/api/v1/transactions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    HttpResponse<String> truncated =
        node.send(
            node.as("source", "/api/v1/transactions")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x\r\nContent-Disposition: form-data")));

    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(form.statusCode()).isEqualTo(415);
    assertThat(truncated.statusCode()).isEqualTo(400);
    assertThat(leftInTheSpool()).isEmpty();
  }

  @Test
  void aMissingFileASurplusOneAndAWrongDigestAreNamed() throws Exception {
    HttpResponse<String> missing = node.submit("source", submission("missing-1"), Map.of());
    HttpResponse<String> surplus =
        node.submit("source", submission("surplus-1"), Map.of("f1", LETTER, "f9", LETTER));
    ObjectNode digest = (ObjectNode) RunningNode.JSON.readTree(submission("digest-1"));
    ((ObjectNode) digest.path("files").path(0)).put("sha256", "0".repeat(64));
    HttpResponse<String> wrong = node.submit("source", digest.toString(), Map.of("f1", LETTER));

    assertThat(missing.statusCode()).isEqualTo(422);
    assertThat(surplus.statusCode()).isEqualTo(422);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(json(wrong).path("errors").findValuesAsText("pointer")).contains("/files/0/sha256");
  }

  @Test
  void aStrangersRecordIsNotThereAtAll() throws Exception {
    String record = archive("stranger-1");

    for (String path : List.of("", "/files/1", "/proof", "/verification")) {
      HttpResponse<String> answer = node.get("citizen", "/api/v1/records/" + record + path);
      HttpResponse<String> nothing =
          node.get("citizen", "/api/v1/records/" + "0".repeat(26) + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).as(path).isEqualTo(nothing.body());
    }
    assertThat(json(node.get("citizen", "/api/v1/records?q=stranger-1")).path("total").asInt())
        .isZero();
  }

  @Test
  void contentIsShownOnlyForAPurposeAndTheReadingIsListed() throws Exception {
    String record = archive("purpose-1");
    String file = "/api/v1/records/" + record + "/files/1";

    HttpResponse<String> without = node.get("clerk", file);
    node.send(node.as("clerk", file).header("Archive-Purpose", "case 17"));
    JsonNode readers = json(node.get("supervisor", "/api/v1/records/" + record + "/accesses"));

    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(json(without).path("type").asText()).endsWith("/purpose-required");
    assertThat(readers.path("accesses").findValuesAsText("purpose")).contains("case 17");
    assertThat(readers.path("accesses").findValuesAsText("outcome")).contains("refused", "granted");
  }

  @Test
  void everyRouteIsGuardedByWhatItDeclares() throws Exception {
    for (Route route : node.node().routes()) {
      if (route.access() instanceof Access.Roles allowed) {
        String path = route.path().replaceAll("[{<][a-z]+[}>]", "1");
        HttpResponse<String> nobody =
            node.send(request(route, HttpRequest.newBuilder(node.uri(path))));
        assertThat(nobody.statusCode()).as("nobody %s", route.path()).isEqualTo(401);
        for (cn.cunzhen.core.access.Role role : cn.cunzhen.core.access.Role.values()) {
          if (!allowed.roles().contains(role)) {
            HttpResponse<String> stranger = node.send(request(route, node.as(role.word(), path)));
            assertThat(stranger.statusCode())
                .as("%s %s %s", role, route.method(), route.path())
                .isEqualTo(403);
          }
        }
      }
    }
  }

  @Test
  void onlyTheseCallsAreOpenToAnyone() {
    List<String> open =
        node.node().routes().stream()
            .filter(route -> route.access() instanceof Access.Anyone)
            .map(route -> route.method() + " " + route.path())
            .toList();

    assertThat(open)
        .containsExactlyInAnyOrder(
            "POST /api/v1/sessions",
            "POST /api/v1/verifications",
            "GET /ledger/checkpoint",
            "GET /ledger/tile/<path>",
            "GET /ledger/stamp",
            "GET /ledger/cosigned",
            "GET /ledger/consistency",
            "GET /ledger/vkey",
            "GET /ledger/ca.pem",
            "GET /ledger/ca.crl",
            "GET /ledger/ca-gm.crl",
            "GET /ledger/ca-pq.crl",
            "GET /ledger/tsa-ca.pem",
            "GET /ledger/access",
            "GET /ledger/access/{node}/checkpoint",
            "GET /ledger/access/{node}/tile/<path>",
            "GET /health",
            "GET /ready",
            "GET /openapi.json",
            "GET /assets/style.css",
            "GET /worker.js",
            "GET /assets/offline.html",
            "GET /assets/my.css",
            "GET /assets/icon.svg",
            "GET /assets/icon-192.png",
            "GET /assets/icon-512.png",
            "GET /assets/kinds.svg",
            "GET /assets/app.webmanifest",
            "GET /assets/htmx.js",
            "GET /assets/pages.js",
            "GET /assets/intake.js",
            "GET /assets/batch.js",
            "GET /assets/viewer.js",
            "GET /assets/verify.js",
            "GET /verify",
            "GET /verify/offline",
            "GET /verify/{code}",
            "GET /",
            "GET /signin",
            "POST /signin",
            "POST /signin/password",
            "POST /signin/code",
            "POST /signout",
            "POST /language");
  }

  @Test
  void aMonitorThatSharesNoCodeFollowsTheGrowingLedger() throws Exception {
    String key = node.send(HttpRequest.newBuilder(node.uri("/ledger/vkey"))).body().strip();
    TlogMonitor monitor = new TlogMonitor(key.substring(0, key.indexOf('+')), key, this::fetch);

    monitor.follow();
    atOnce(40, i -> submit("monitor-" + i, LETTER));
    monitor.follow();
    atOnce(300, i -> submit("monitor2-" + i, LETTER));

    assertThat(monitor.follow()).hasSizeGreaterThanOrEqualTo(300);
  }

  @Test
  void aPackageIsVerifiedByTheVeryCommandsOfThePageForIt() throws Exception {
    String record = archive("by-hand-1");
    Path work = Files.createDirectory(folder.resolve("by-hand"));
    Files.write(
        work.resolve("package.zip"),
        node.bytes(node.as("archivist", "/api/v1/records/" + record + "/package")).body());
    Files.writeString(
        work.resolve("ca.pem"),
        node.send(HttpRequest.newBuilder(node.uri("/ledger/ca.pem"))).body());

    assertThat(VerifyByHand.run(work, VerifyByHand.commandsOfThePage())).isZero();
    Files.writeString(work.resolve("package.zip.sh"), "printf x >> */data/application/001.txt\n");
    assertThat(
            VerifyByHand.run(
                work, "sh package.zip.sh && cd */ && sha256sum -c manifest-sha256.txt"))
        .isNotZero();
  }

  private Optional<byte[]> fetch(String path) {
    try {
      HttpResponse<byte[]> answer = node.bytes(HttpRequest.newBuilder(node.uri("/ledger/" + path)));
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder request(Route route, HttpRequest.Builder request) {
    return request.method(route.method().name(), BodyPublishers.noBody());
  }

  private static HttpResponse<String> amend(String path, String digest, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    return node.send(
        RunningNode.multipart(
            node.as("clerk", path).header("If-Match", "\"" + digest + "\""),
            submission("amend-1"),
            files));
  }

  private static String archive(String transaction) throws IOException, InterruptedException {
    HttpResponse<String> receipt = submit(transaction, LETTER);
    assertThat(receipt.statusCode()).isEqualTo(201);
    return json(receipt).path("recordId").asText();
  }

  private static HttpResponse<String> submit(String transaction, byte[] file)
      throws IOException, InterruptedException {
    return node.submit("source", submission(transaction), Map.of("f1", file));
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

  private static List<Path> leftInTheSpool() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }

  /** A question that may be put many times at once. */
  private interface Numbered<T> {
    T ask(int number) throws Exception;
  }

  private static <T> List<T> atOnce(int count, Numbered<T> question) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<T>> asked =
          IntStream.range(0, count).<Callable<T>>mapToObj(i -> () -> question.ask(i)).toList();
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(asked)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}

package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.Gathering;
import cn.cunzhen.core.audit.Audit;
import cn.cunzhen.core.audit.Defect;
import cn.cunzhen.core.revocation.RevocationLookup.Why;
import cn.cunzhen.core.seal.OpenSslAuthority;
import cn.cunzhen.storage.Bytes;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What validates seals and stamps is gathered from the archive's own authority and one outside. */
class GatheringTest {
  private static final byte[] LETTER = "告知承诺书：本人承诺所述属实。".getBytes(StandardCharsets.UTF_8);

  private static final String SUBMISSION =
      """
      {"sourceSystem": "teller", "transactionId": "gathered-1", "item": "SI-0107",
       "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
       "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
       "handler": "T1024", "acceptedAt": "2026-11-20T09:12:00+08:00",
       "completedAt": "2026-11-20T09:13:40+08:00", "outcome": "granted",
       "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
       "fileName": "告知承诺书.txt"}]}
      """;

  @TempDir private Path folder;

  private final HttpServer server;
  private volatile boolean silent;

  /** The authority outside stamps nothing. */
  private volatile boolean deaf;

  GatheringTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  void everyCertificateInUseIsKeptWithWhatItsIssuerSaysAndAuditReadsItAgain() throws Exception {
    Map<String, String> settings = archiveOne();

    Gathering.Done done = gather(settings);

    assertThat(done.troubles()).isEmpty();
    assertThat(done.left()).isEmpty();
    assertThat(done.unrooted()).isEmpty();
    assertThat(done.to()).isEqualTo(1);
    // Two seals and a stamp, each with its root.
    assertThat(done.certificates()).isEqualTo(6);
    assertThat(done.lists()).isEqualTo(3);
    assertThat(done.answers()).isZero();
    assertThat(audit(settings).clean()).isTrue();
  }

  @Test
  void whatCanNotBeHadIsSaidAndHoldsUpNothingElse() throws Exception {
    Map<String, String> settings = archiveOne();
    silent = true;

    Gathering.Done first = gather(settings);

    assertThat(first.lists()).isEqualTo(2);
    assertThat(first.troubles()).hasSize(1);
    assertThat(first.troubles().getFirst().subject()).contains("time stamps");
    assertThat(first.troubles().getFirst().misses())
        .extracting(miss -> miss.why())
        .containsExactly(Why.UNREACHABLE, Why.UNREACHABLE);

    silent = false;
    Gathering.Done second = gather(settings);

    assertThat(second.troubles()).isEmpty();
    assertThat(second.certificates()).isEqualTo(first.certificates());
    assertThat(audit(settings).clean()).isTrue();
  }

  @Test
  void whatWasGatheredAndIsDamagedIsFoundByAudit() throws Exception {
    Map<String, String> settings = archiveOne();
    Gathering.Done _ = gather(settings);

    for (Path object : evidence()) {
      byte[] whole = Files.readAllBytes(object);
      byte[] damaged = whole.clone();
      damaged[damaged.length / 2] ^= 1;
      Files.write(object, damaged);

      assertThat(audit(settings).defects())
          .as(object.toString())
          .extracting(Defect::kind)
          .containsExactly(Defect.Kind.EVIDENCE);
      Files.write(object, whole);
    }
  }

  @Test
  void aPackageThatCanNotBeReadIsNamedAndLookedAtAgain() throws Exception {
    Map<String, String> settings = archiveOne();
    Path stored = one("/records/", "");
    byte[] whole = Files.readAllBytes(stored);
    write(stored, Arrays.copyOf(whole, whole.length - 100));

    Gathering.Done first = gather(settings);

    assertThat(first.left()).singleElement().asString().startsWith("records/");
    assertThat(first.to()).isZero();
    assertThat(first.certificates()).isEqualTo(2);

    write(stored, whole);
    Gathering.Done second = gather(settings);

    assertThat(second.left()).isEmpty();
    assertThat(second.to()).isEqualTo(1);
    assertThat(second.certificates()).isEqualTo(6);
  }

  @Test
  void aTimeStampThatCanNotBeReadIsNamedAndLookedAtAgain() throws Exception {
    Map<String, String> settings = archiveOne();
    Path stored = one("/heads/ledger/stamps/", "");
    byte[] whole = Files.readAllBytes(stored);
    write(stored, new byte[] {1, 2, 3});

    Gathering.Done first = gather(settings);

    assertThat(first.left()).containsExactly("the time stamp over 1 entries");
    assertThat(first.to()).isZero();
    assertThat(first.certificates()).isEqualTo(4);

    write(stored, whole);
    Gathering.Done second = gather(settings);

    assertThat(second.left()).isEmpty();
    assertThat(second.to()).isEqualTo(1);
    assertThat(second.certificates()).isEqualTo(6);
  }

  @Test
  void aRenewalThatCanNotBeReadIsNamed() throws Exception {
    Map<String, String> settings = archiveOne();
    Gathering.Done _ = gather(settings);
    Path named = one("/evidence/", "{");
    Files.delete(named);

    try (EvidenceWork work = EvidenceWork.open(configuration(settings))) {
      // It might have named who was revoked: somebody has to say that it will not come back.
      work.remembering().beginAnewWhereLost();
      assertThat(work.gathering().gather(_ -> {}).left())
          .containsExactly("evidence/" + named.getFileName());
    }
  }

  @Test
  void entriesThatAreNotStampedYetAreLookedAtAgainWhenTheyAre() throws Exception {
    deaf = true;
    Map<String, String> settings = archiveOne();

    Gathering.Done first = gather(settings);

    assertThat(first.to()).isZero();
    assertThat(first.certificates()).isEqualTo(4);
    deaf = false;
    try (RunningNode node = RunningNode.on(folder.resolve("data"), settings)) {
      awaitStamp(node);
    }
    Gathering.Done second = gather(settings);

    assertThat(second.to()).isPositive();
    assertThat(second.certificates()).isEqualTo(6);
  }

  @Test
  void whoLeadsToNoBelievedRootIsNamedAndFoundAgainWhenItsRootIs() throws Exception {
    Map<String, String> settings = archiveOne();
    Map<String, String> others = new HashMap<>(settings);
    OpenSslAuthority stranger =
        OpenSslAuthority.in(Files.createDirectory(folder.resolve("stranger")));
    others.put("ARCHIVE_STAMP_ANCHORS", stranger.anchors().toString());

    Gathering.Done first = gather(others);

    assertThat(first.unrooted()).containsExactly("CN=Somebody elses time stamps");
    assertThat(first.to()).isZero();
    assertThat(first.certificates()).isEqualTo(4);

    Gathering.Done second = gather(settings);

    assertThat(second.unrooted()).isEmpty();
    assertThat(second.to()).isEqualTo(1);
    assertThat(second.certificates()).isEqualTo(6);
  }

  private static void write(Path file, byte[] content) throws IOException {
    assertThat(file.toFile().setWritable(true)).isTrue();
    Files.write(file, content);
  }

  /** The only file of the store whose path holds the one and whose content begins so. */
  private Path one(String part, String beginning) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data/store"))) {
      List<Path> found = new ArrayList<>();
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file)
            && file.toString().contains(part)
            && Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(beginning)) {
          found.add(file);
        }
      }
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  /** A record, sealed in both suites, whose checkpoint somebody outside has stamped. */
  private Map<String, String> archiveOne() throws Exception {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    OpenSslAuthority authority =
        OpenSslAuthority.in(
            Files.createDirectory(folder.resolve("outside")),
            "crlDistributionPoints = URI:%s/crl\nauthorityInfoAccess = OCSP;URI:%s/ocsp"
                .formatted(address, address));
    server.createContext(
        "/tsa",
        exchange -> {
          if (deaf) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
          } else {
            give(exchange, authority.answer(body(exchange)));
          }
        });
    server.createContext("/crl", exchange -> tell(exchange, authority.list()));
    server.createContext("/ocsp", exchange -> tell(exchange, authority.status(body(exchange))));
    server.start();
    Map<String, String> settings = new HashMap<>();
    settings.put("ARCHIVE_STAMP_AUTHORITY", address + "/tsa");
    settings.put("ARCHIVE_STAMP_ANCHORS", authority.anchors().toString());
    settings.put("ARCHIVE_STAMP_SECONDS", "1");
    settings.put("ARCHIVE_VALIDATION_HOSTS", "127.0.0.1");
    settings.put("ARCHIVE_TEXT_PROCESSES", "0");
    settings.put("ARCHIVE_DATA", folder.resolve("data").toString());
    try (RunningNode node = RunningNode.on(folder.resolve("data"), settings)) {
      HttpResponse<String> receipt = node.submit("source", SUBMISSION, Map.of("f1", LETTER));
      assertThat(receipt.statusCode()).isEqualTo(201);
      assertThat(json(receipt).path("recordId").asText()).isNotEmpty();
      if (!deaf) {
        awaitStamp(node);
      }
    }
    return settings;
  }

  private static void awaitStamp(RunningNode node) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (node.node().attested() < 1) {
      assertThat(System.nanoTime()).isLessThan(until);
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static Configuration configuration(Map<String, String> settings) {
    return Configuration.load(Optional.empty(), settings);
  }

  private static Gathering.Done gather(Map<String, String> settings) throws Exception {
    try (EvidenceWork work = EvidenceWork.open(configuration(settings))) {
      return work.gathering().gather(_ -> {});
    }
  }

  private static Audit.Report audit(Map<String, String> settings) throws Exception {
    return Inspection.audit(configuration(settings), _ -> {});
  }

  private List<Path> evidence() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data/store"))) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().contains("/evidence/"))
          .toList();
    }
  }

  private static Bytes body(HttpExchange exchange) throws IOException {
    return Bytes.of(exchange.getRequestBody().readAllBytes());
  }

  private void tell(HttpExchange exchange, Bytes answer) throws IOException {
    if (silent) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
    } else {
      give(exchange, answer);
    }
  }

  private static void give(HttpExchange exchange, Bytes answer) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, answer.size());
      exchange.getResponseBody().write(answer.toArray());
    }
  }
}

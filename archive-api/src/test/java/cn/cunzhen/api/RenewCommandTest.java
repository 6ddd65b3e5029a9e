package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.api.samples.SampleArchive;
import cn.cunzhen.core.seal.OpenSslAuthority;
import cn.cunzhen.storage.Bytes;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code archive renew --validation}, as it is typed. */
class RenewCommandTest {
  private static final int RECORDS = 2;

  @TempDir private Path folder;
  private Path data;
  private Path config;
  private CommandRun commands;

  @BeforeEach
  void configuration() throws IOException {
    data = folder.resolve("data");
    config = Files.writeString(folder.resolve("archive.properties"), "data=" + data + "\n");
    commands = new CommandRun(Locale.ENGLISH, "--config", config.toString());
  }

  @AfterEach
  void restore() {
    commands.close();
  }

  @Test
  void whereAllIsHadItSaysHowMuchAndEndsWithZero() throws Exception {
    archive(Map.of());

    assertThat(commands.run("renew", "--validation")).as(commands.err()).isZero();

    // Two seals and a stamp, and two roots; a list for each root.
    assertThat(commands.out())
        .isEqualToIgnoringNewLines(
            "5 certificates known; 2 lists and 0 answers new; the first 2 entries need not be"
                + " looked through again; 0 things left out");
    assertThat(commands.run("audit")).as(commands.out()).isZero();

    Locale.setDefault(Locale.CHINESE);
    assertThat(commands.run("renew", "--validation")).as(commands.err()).isZero();
    assertThat(commands.out()).contains("已知证书 5 张", "前 2 个条目不必再查", "未覆盖 0 项");

    assertThat(auditorsRoom())
        .contains("Validation data of seals", " entries; status as of")
        .doesNotContain("Due: run");
  }

  private String auditorsRoom() throws Exception {
    try (RunningNode node = RunningNode.on(data)) {
      return node.send(
              HttpRequest.newBuilder(node.uri("/audit"))
                  .header("Cookie", "lang=en; session=" + node.token("auditor")))
          .body();
    }
  }

  @Test
  void whatIsLeftOutIsNamedByItsKeyAndTheExitCodeSaysSo() throws Exception {
    archive(Map.of());
    Path stored = packages().getFirst();
    byte[] whole = Files.readAllBytes(stored);
    assertThat(stored.toFile().setWritable(true)).isTrue();
    Files.write(stored, Arrays.copyOf(whole, whole.length - 100));

    assertThat(commands.run("renew", "--validation")).isEqualTo(3);
    assertThat(commands.out().lines().findFirst().orElseThrow())
        .startsWith("records/")
        .endsWith(stored.getFileName().toString());
    assertThat(commands.out()).contains("1 things left out");

    Files.write(stored, whole);
    assertThat(commands.run("renew", "--validation")).as(commands.out()).isZero();
    assertThat(commands.out()).contains("the first 2 entries", "0 things left out");
  }

  @Test
  void whatAnIssuerDoesNotGiveIsSaidWithItsReason() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    OpenSslAuthority outside =
        OpenSslAuthority.in(
            Files.createDirectory(folder.resolve("outside")),
            "crlDistributionPoints = URI:%s/ca.crl".formatted(address));
    server.createContext(
        "/tsa",
        exchange -> {
          try (exchange) {
            Bytes token = outside.answer(Bytes.of(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, token.size());
            exchange.getResponseBody().write(token.toArray());
          }
        });
    server.start();
    try {
      archive(
          Map.of(
              "stamp.authority",
              address + "/tsa",
              "stamp.anchors",
              outside.anchors().toString(),
              "validation.hosts",
              "127.0.0.1"));

      assertThat(commands.run("renew", "--validation")).isEqualTo(3);

      assertThat(commands.out())
          .contains("Not had for CN=Somebody elses time stamps:")
          .contains(address + "/ca.crl: status 404")
          .contains("2 lists and 0 answers new");
      Path stranger = Files.createDirectory(folder.resolve("stranger"));
      configure(
          Map.of(
              "stamp.authority",
              address + "/tsa",
              "stamp.anchors",
              OpenSslAuthority.in(stranger).anchors().toString()));
      delete("/evidence/");
      assertThat(commands.run("renew", "--validation", "--anew-where-lost")).isEqualTo(3);
      assertThat(commands.out())
          .contains("No root that is believed stands behind CN=Somebody elses time stamps");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatCanNotBeMeantIsRefusedBeforeAnythingIsOpened() {
    assertThat(commands.run("renew")).isEqualTo(2);
    assertThat(commands.run("renew", "--validation", "--tokens")).isEqualTo(2);
    assertThat(commands.run("renew", "--tokens", "--anew-where-lost")).isEqualTo(2);
    assertThat(commands.err()).contains("--validation");
    assertThat(data).doesNotExist();
  }

  @Test
  void whileANodeServesItSaysThatTheFolderIsInUse() throws Exception {
    try (RunningNode _ = RunningNode.on(data)) {
      assertThat(commands.run("renew", "--validation")).isEqualTo(1);
      assertThat(commands.err()).contains(data.toString());
    }
  }

  @Test
  void whatWasRevokedIsNotForgottenWithTheEvidenceThatSaidSo() throws Exception {
    archive(Map.of());
    assertThat(commands.run("keys", "revoke", "seal", "--reason", "key-compromise")).isZero();
    delete("/evidence/");

    assertThat(commands.run("renew", "--validation")).isEqualTo(1);
    assertThat(commands.err()).contains("what was revoked is not known", "--anew-where-lost");

    assertThat(commands.run("renew", "--validation", "--anew-where-lost")).isEqualTo(3);
    assertThat(commands.out()).contains("evidence/");
    Files.delete(data.resolve("store/heads/state/crl-p256"));
    assertThat(commands.run("keys", "list")).as(commands.err()).isZero();
    assertThat(commands.out()).contains("revoked since");
  }

  /** An archive of two records, stamped. */
  private void archive(Map<String, String> settings) throws Exception {
    configure(settings);
    Map<String, String> environment = new HashMap<>(Map.of("ARCHIVE_STAMP_SECONDS", "1"));
    settings.forEach((key, value) ->
        environment.put("ARCHIVE_" + key.replace('.', '_').toUpperCase(Locale.ROOT), value));
    try (RunningNode node = RunningNode.on(data, environment)) {
      SampleArchive.deposit(node.node().archive(), RECORDS, done -> {});
      long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      CountDownLatch never = new CountDownLatch(1);
      while (node.node().attested() < RECORDS) {
        assertThat(System.nanoTime()).isLessThan(until);
        assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
      }
    }
  }

  private void configure(Map<String, String> settings) throws IOException {
    String lines =
        settings.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue() + "\n")
            .collect(Collectors.joining());
    Files.writeString(config, "data=" + data + "\n" + lines);
  }

  private List<Path> packages() throws IOException {
    return stored("/records/");
  }

  private void delete(String part) throws IOException {
    for (Path file : stored(part)) {
      assertThat(file.toFile().setWritable(true)).isTrue();
      Files.delete(file);
    }
  }

  private List<Path> stored(String part) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("store"))) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().contains(part))
          .toList();
    }
  }
}

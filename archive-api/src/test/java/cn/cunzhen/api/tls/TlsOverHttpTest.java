package cn.cunzhen.api.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.api.http.Address;
import cn.cunzhen.api.http.HttpServer;
import cn.cunzhen.api.http.Pace;
import cn.cunzhen.api.http.Proxies;
import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.core.judge.Judge;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that speaks TLS itself, called over HTTP/2 and HTTP/1.1. */
@Timeout(60)
class TlsOverHttpTest {
  private static final int STREAMS = 128;

  @TempDir private static Path folder;
  private static ServerCertificates authority;
  private static SSLContext believing;
  private static RunningNode node;
  private static ExecutorService callers;
  private static Future<String> slow;

  @BeforeAll
  static void start() throws Exception {
    authority = new ServerCertificates(folder);
    authority.renew();
    believing = authority.believing();
    node =
        RunningNode.overTls(
            folder.resolve("data"),
            Map.of(
                "ARCHIVE_TEXT_PROCESSES", "0",
                "ARCHIVE_HTTP_TLS_CERTIFICATE", authority.files().certificate().toString(),
                "ARCHIVE_HTTP_TLS_KEY", authority.files().key().toString()),
            believing);
    callers = Executors.newVirtualThreadPerTaskExecutor();
    slow = callers.submit(TlsOverHttpTest::drip); // beside the others, for it takes long
  }

  @AfterAll
  static void stop() {
    callers.shutdownNow();
    node.close();
  }

  private static int port() {
    return node.node().port();
  }

  private static HttpRequest.Builder health() {
    return HttpRequest.newBuilder(node.uri("/health"));
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().sslContext(believing).build();
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static Certificate shown(HttpResponse<?> response) throws SSLPeerUnverifiedException {
    return response.sslSession().orElseThrow().getPeerCertificates()[0];
  }

  private static Judge openssl(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl", "s_client", "-connect", "127.0.0.1:" + port(), "-verify_return_error"));
    command.addAll(List.of("-CAfile", authority.rootFile().toString()));
    command.addAll(List.of(more));
    return Judge.run(folder, command.toArray(String[]::new));
  }

  @Test
  void http2IsSpokenWithWhoeverOffersIt() throws Exception {
    HttpResponse<String> answer = node.send(health());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void http11IsSpokenWithAllOthers() throws Exception {
    HttpResponse<String> answer = node.send(health().version(HttpClient.Version.HTTP_1_1));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void whatIsHandedInOverHttp2IsReadOverIt() throws Exception {
    String json =
        """
        {"sourceSystem": "teller", "transactionId": "tls-1", "item": "SI-0107",
         "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "acceptedAt": "2026-01-05T09:12:00+08:00", "completedAt": "2026-01-05T09:13:40+08:00",
         "outcome": "granted", "files": [{"name": "f1", "material": "commitment-letter",
         "part": "application", "fileName": "a.txt"}]}
        """;
    byte[] letter = "告知承诺书。".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    HttpResponse<String> receipt = node.submit("source", json, Map.of("f1", letter));
    String record = RunningNode.json(receipt).path("recordId").asText();
    HttpResponse<byte[]> file =
        node.bytes(
            node.as("clerk", "/api/v1/records/" + record + "/files/1")
                .header("Archive-Purpose", "SI-0107"));

    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    assertThat(receipt.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(file.body()).isEqualTo(letter);
  }

  @Test
  void opensslIsContent() throws Exception {
    Judge http2 = openssl("-alpn", "h2,http/1.1");
    Judge http1 = openssl("-alpn", "http/1.1");

    assertThat(http2.output())
        .contains("TLSv1.3", "ALPN protocol: h2", "Verify return code: 0 (ok)", "Issuer of the");
    assertThat(http2.agrees()).isTrue();
    assertThat(http1.output()).contains("ALPN protocol: http/1.1");
  }

  @Test
  void whoDoesNotBelieveTheRootDoesNotGetIn() {
    assertThatThrownBy(() -> send(HttpClient.newHttpClient(), health()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void olderTlsIsRefused() throws Exception {
    for (String version : new String[] {"-tls1_2", "-tls1_1"}) {
      Judge judge = openssl(version, "-cipher", "ALL@SECLEVEL=0");
      assertThat(judge.agrees()).as(judge.output()).isFalse();
      assertThat(judge.output()).as(version).contains("Cipher is (NONE)");
    }
  }

  @Test
  void plainHttpIsRefused() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket
          .getOutputStream()
          .write("GET /health HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).doesNotContain("HTTP", "status");
    } catch (SocketException e) {
      // Or the connection is reset.
    }
    assertThat(node.send(health()).statusCode()).isEqualTo(200);
  }

  @Test
  void everyAnswerKeepsBrowsersToTlsAndNoneSaysWhatServes() throws Exception {
    for (HttpClient.Version version : HttpClient.Version.values()) {
      for (String path : List.of("/health", "/signin", "/nothing", "/api/v1/records", "/%00")) {
        HttpResponse<String> answer =
            node.send(HttpRequest.newBuilder(node.uri(path)).version(version));

        assertThat(answer.headers().allValues("Strict-Transport-Security"))
            .as("%s %s", path, answer)
            .containsExactly("max-age=31536000");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
      }
    }
  }

  @Test
  void theSessionNeverLeavesTheBrowserWithoutTls() throws Exception {
    HttpResponse<String> answer =
        node.send(
            HttpRequest.newBuilder(node.uri("/signin"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=auditor&password=auditor-demo")));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Set-Cookie"))
        .get()
        .asString()
        .contains("session=", "Secure", "HttpOnly", "SameSite=Strict");
  }

  @Test
  void anotherPairServesNewConnectionsAndABadOneNone() throws Exception {
    try (HttpClient staying = client()) {
      HttpResponse<String> before = send(staying, health());
      Certificate second = authority.renew();

      awaitCertificate(second);

      HttpResponse<String> still = send(staying, health());
      assertThat(shown(still)).isEqualTo(shown(before)).isNotEqualTo(second);

      String key = Files.readString(authority.files().key());
      authority.putKey("no key");
      awaitMetric("archive_tls_failing 1.0");
      try (HttpClient another = client()) {
        assertThat(shown(send(another, health()))).isEqualTo(second);
      }
      authority.putKey(key);
    }
    String left = metrics().replaceAll("(?s).*\narchive_tls_seconds ([0-9.E]+)\n.*", "$1");
    assertThat(Double.parseDouble(left) / 86_400).isBetween(29.9, 30.0);
  }

  private static void awaitCertificate(Certificate wanted) throws Exception {
    Certificate found = null;
    while (!wanted.equals(found)) {
      try (HttpClient another = client()) {
        found = shown(send(another, health()));
      }
    }
  }

  private static String metrics() throws Exception {
    return node.send(HttpRequest.newBuilder(node.uri("/metrics"))).body();
  }

  private static void awaitMetric(String wanted) throws Exception {
    while (!metrics().contains(wanted)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void headersThatAreTooLargeAreRefusedOverHttp2() throws Exception {
    try (Frames frames = new Frames(port(), believing)) {
      assertThat(frames.await(each -> each.type() == Frames.SETTINGS).payload())
          .as("SETTINGS_MAX_HEADER_LIST_SIZE is 16384")
          .contains("\0\6\0\0\100\0");
      frames.call(1, Frames.END_STREAM, Frames.call("GET", "/health", "a", "a".repeat(12_000)));
      assertThat(frames.body(1)).contains("\"up\"");

      // Within a frame of the size that any server takes.
      byte[] large = Frames.call("GET", "/health", "a", "a".repeat(8_000), "b", "b".repeat(8_200));
      frames.call(3, Frames.END_STREAM, large);
      assertThat(frames.await(each -> each.stream() != 1).type()).isEqualTo(Frames.GOAWAY);
    }
  }

  @Test
  void headersWithoutEndEndTheConnection() throws Exception {
    try (Frames frames = new Frames(port(), believing)) {
      byte[] block = Frames.call("GET", "/health", "a", "a".repeat(10_000));
      frames.send(Frames.HEADERS, 0, 1, block);

      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  frames.send(Frames.CONTINUATION, 0, 1, block);
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(node.send(health()).statusCode()).isEqualTo(200);
  }

  @Test
  void oneConnectionHasSoManyCallsAtOnceAndNoMore() throws Exception {
    byte[] block =
        Frames.call(
            "POST", "/api/v1/sessions", "content-type", "application/json", "content-length", "9");
    try (Frames frames = new Frames(port(), believing)) {
      for (int i = 0; i < STREAMS; i++) {
        frames.call(2 * i + 1, 0, block);
      }
      int oneMore = 2 * STREAMS + 1;
      frames.call(oneMore, 0, block);

      Frames.Frame answer = frames.await(each -> each.stream() != 0);
      assertThat(answer.stream()).isEqualTo(oneMore);
      assertThat(answer.type()).isEqualTo(Frames.RST_STREAM);
      assertThat(answer.error()).isEqualTo(Frames.REFUSED_STREAM);

      // The others still come to their end.
      frames.send(
          Frames.DATA, Frames.END_STREAM, 1, "{\"a\": 10}".getBytes(StandardCharsets.US_ASCII));
      assertThat(frames.body(1)).contains("/problems/");
    }
  }

  @Test
  void callsThatAreTakenBackAtOnceEndTheConnection() throws Exception {
    byte[] block = Frames.call("GET", "/health");
    try (Frames frames = new Frames(port(), believing)) {
      Future<Frames.Frame> end =
          callers.submit(() -> frames.await(each -> each.type() == Frames.GOAWAY));
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  frames.call(2 * i + 1, Frames.END_STREAM, block);
                  frames.reset(2 * i + 1);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(end.get().error()).isEqualTo(Frames.ENHANCE_YOUR_CALM);
    }
    assertThat(node.send(health()).statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsNotAsLongAsItSaysIsRefused() throws Exception {
    byte[] block =
        Frames.call(
            "POST", "/api/v1/sessions", "content-type", "application/json", "content-length", "2");
    try (Frames frames = new Frames(port(), believing)) {
      frames.call(1, 0, block);
      frames.send(Frames.DATA, Frames.END_STREAM, 1, new byte[100]);

      assertThat(frames.await(each -> each.stream() == 1).type()).isEqualTo(Frames.RST_STREAM);
    }
  }

  @Test
  void aBodyThatComesInByteByByteIsEndedOverHttp2() throws Exception {
    assertThat(slow.get()).contains("/problems/too-slow");
  }

  /** A byte each second, until an answer comes. */
  private static String drip() throws Exception {
    byte[] block =
        Frames.call(
            "POST",
            "/api/v1/sessions",
            "content-type",
            "application/json",
            "content-length",
            "999");
    try (Frames frames = new Frames(port(), believing)) {
      frames.call(1, 0, block);
      Future<String> answer = callers.submit(() -> frames.body(1));
      while (true) {
        try {
          return answer.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
          frames.send(Frames.DATA, 0, 1, new byte[] {' '});
        }
      }
    }
  }

  @Test
  void aServerEndsAlthoughConnectionsAreOpen() throws Exception {
    HttpServer server =
        new HttpServer(
            "127.0.0.1",
            0,
            ServerTls.open(authority.files(), Clock.systemUTC()),
            List.of(),
            Proxies.NONE,
            Pace.Rate.USUAL,
            new Address(null, "127.0.0.1", true),
            token -> Optional.empty(),
            (context, problem) -> {});
    try (HttpClient client = client();
        Frames frames = new Frames(server.port(), believing)) {
      URI uri = URI.create("https://127.0.0.1:" + server.port() + "/nothing");
      assertThat(send(client, HttpRequest.newBuilder(uri)).statusCode()).isEqualTo(404);
      long began = System.nanoTime();

      server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      assertThatThrownBy(() -> frames.await(each -> false)).isInstanceOf(EOFException.class);
    }
  }
}

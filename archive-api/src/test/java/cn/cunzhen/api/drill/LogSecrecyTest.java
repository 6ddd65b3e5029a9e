package cn.cunzhen.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process, its whole output, and everything that is personal or secret in what it was asked.
 */
class LogSecrecyTest {
  private static final String NAME = "欧阳慕容雪";
  private static final String NUMBER = "460100199003074518";
  private static final String PHONE = "13807551234";
  private static final String FILE_NAME = "欧阳慕容雪的承诺书-私密.docx";
  private static final String WRONG_PASSWORD = "Tr0ub4dor-and-3";
  private static final String TRANSACTION = "460100-secret-17";
  private static final Duration START = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SUBMISSION =
      """
      {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
       "holders": [{"name": "%s", "idType": "resident-id", "idNumber": "%s"}],
       "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
       "acceptedAt": "2026-11-20T09:12:00+08:00", "completedAt": "2026-11-20T09:13:40+08:00",
       "outcome": "granted", "process": [{"code": 1, "name": "受理", "actor": "%s",
       "at": "2026-11-20T09:12:00+08:00", "remark": "电话 %s"}],
       "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
       "fileName": "%s"}]}
      """
          .formatted(TRANSACTION, NAME, NUMBER, NAME, PHONE, FILE_NAME);

  @TempDir private Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private int port;
  private String token = "";

  @Test
  void noLineOfTheLogSaysWhoOrWhatItIsAbout() throws Exception {
    port = freePort();
    Process process = start();
    String record = goodRequests();
    badRequests(record);
    brokenConnections();
    askWhatTheStoreHasLost(record);
    stop(process);

    String log = Files.readString(folder.resolve("log"));
    assertThat(log).as("the output of the process").contains("http://127.0.0.1:" + port);
    assertThat(log.lines().filter(line -> line.startsWith("{") && line.contains("failed")))
        .as("lines that tell of failures")
        .hasSizeGreaterThanOrEqualTo(2);
    for (String secret :
        List.of(
            NAME,
            NUMBER,
            PHONE,
            FILE_NAME,
            WRONG_PASSWORD,
            TRANSACTION,
            token,
            encoded(NAME),
            "慕容",
            "private-purpose")) {
      assertThat(log).doesNotContain(secret);
    }
    // What a demonstration prints for its user is said on purpose, and by it alone.
    assertThat(log.lines().filter(line -> line.contains("clerk-demo"))).hasSize(1);
  }

  private String goodRequests() throws Exception {
    token = signIn("clerk", "clerk-demo");
    HttpResponse<String> receipt = submit(SUBMISSION, "not really a document");
    assertThat(receipt.statusCode()).isEqualTo(201);
    String record = JSON.readTree(receipt.body()).path("recordId").asText();
    assertThat(submit(SUBMISSION, "not really a document").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/records?q=" + encoded(NAME)).statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/records/search", "{\"q\":\"" + NUMBER + "\"}").statusCode())
        .isEqualTo(200);
    assertThat(get("/api/v1/records/" + record).statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/records/" + record + "/files/1").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/records/" + record + "/verification").statusCode()).isEqualTo(200);
    assertThat(get("/records?q=" + encoded(NAME)).statusCode()).isLessThan(500);
    return record;
  }

  private void badRequests(String record) throws Exception {
    assertThat(post("/api/v1/sessions", session("clerk", WRONG_PASSWORD)).statusCode())
        .isEqualTo(401);
    post("/api/v1/sessions", session(NAME, WRONG_PASSWORD));
    post("/api/v1/sessions", "{\"username\":\"" + NAME);
    submit(SUBMISSION.replace("\"item\"", "\"" + NAME + "\""), "x");
    submit(SUBMISSION.replace("},", "} " + NAME), "x");
    submit(SUBMISSION.replace(NUMBER, "46010019900307451X"), "x");
    assertThat(submit(SUBMISSION.replace("A03", "A04"), "x").statusCode()).isEqualTo(409);
    post("/api/v1/transactions", NAME);
    post("/api/v1/verifications", NAME + NUMBER);
    post("/api/v1/verifications", "PK" + NAME + NUMBER);
    get("/api/v1/records/" + encoded(NAME));
    get("/api/v1/records/" + record + "/files/" + NUMBER);
    get("/" + encoded(NAME) + "?" + encoded(FILE_NAME));
    get("/api/v1/records?" + encoded(NAME) + "=" + NUMBER);
    get("/api/v1/records?from=" + encoded(NAME));
    get("/api/v1/records?cursor=" + encoded(NAME));
    get("/ledger/tile/" + encoded(NAME));
    get("/verify/" + encoded(NAME));
    get("/api/v1/records?q=" + encoded(NAME.repeat(2000)));
  }

  /** Clients that speak no HTTP, or stop halfway. */
  private void brokenConnections() throws IOException {
    raw("GET /" + NAME + " HTTP/1.1\r\nHost: " + NAME + "\r\n\r\n");
    raw(NAME + " " + NUMBER + "\r\n\r\n");
    raw("GET /api/v1/records?q=" + encoded(NAME) + "%ZZ HTTP/1.1\r\nHost: x\r\n\r\n");
    raw("GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\nBad " + NAME + "\r\n");
    raw(
        "POST /api/v1/transactions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"transaction\"\r\n\r\n"
            + SUBMISSION.replace(TRANSACTION, TRANSACTION + "-half")
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"f1\"; filename=\""
            + FILE_NAME
            + "\"\r\n\r\nhalf");
  }

  /** Failures are logged with all that is known of them. */
  private void askWhatTheStoreHasLost(String record) throws Exception {
    try (Stream<Path> stored = Files.walk(folder.resolve("data/demo/store/objects/records"))) {
      for (Path file : stored.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    // What it is about is still in memory; what it holds is gone.
    String path = "/api/v1/records/" + record;
    for (int call = 0; call < 2; call++) {
      assertThat(get(path + "/files/1").statusCode()).isGreaterThanOrEqualTo(500);
    }
    assertThat(get(path + "/verification").body()).contains("\"fails\"");
  }

  private void raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(3_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      in.readAllBytes();
    }
  }

  private HttpResponse<String> submit(String submission, String content) throws Exception {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"transaction\"\r\n\r\n"
            + submission
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"f1\"; filename=\""
            + FILE_NAME
            + "\"\r\n\r\n"
            + content
            + "\r\n--b--\r\n";
    byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
    return client.send(
        request("/api/v1/transactions")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(30))
            .header("Archive-Purpose", encoded("private-purpose " + NAME + " " + PHONE));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private String signIn(String name, String password) throws Exception {
    JsonNode answer = JSON.readTree(post("/api/v1/sessions", session(name, password)).body());
    return answer.path("token").asText();
  }

  private static String session(String name, String password) {
    return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Process start() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "cn.cunzhen.api.Main",
                "demo",
                "--records",
                "0")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .directory(folder.toFile());
    builder.environment().put("ARCHIVE_HTTP_PORT", Integer.toString(port));
    builder.environment().put("ARCHIVE_LANG", "en");
    builder.environment().remove("ARCHIVE_DATA");
    Process process = builder.start();
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).as("ended at its start").isFalse();
      if (Files.readString(folder.resolve("log")).contains("clerk-demo")) {
        return process;
      }
    }
    throw new AssertionError("the process does not become ready");
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(15, TimeUnit.SECONDS)).as("ends when told to").isTrue();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

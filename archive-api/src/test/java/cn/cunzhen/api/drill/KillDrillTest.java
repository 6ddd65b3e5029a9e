package cn.cunzhen.api.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.node.Inspection;
import cn.cunzhen.core.Audit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often it kills is the system property {@code cunzhen.kills}. */
class KillDrillTest {
  private static final int KILLS = Integer.getInteger("cunzhen.kills", 5);
  private static final int SUBMITTERS = 8;
  private static final Duration START = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORM_WITH_NUMBER =
      """
      --b\r
      Content-Disposition: form-data; name="transaction"\r
      \r
      {"sourceSystem": "teller", "transactionId": "@NUMBER@", "item": "SI-0107",
       "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
       "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
       "acceptedAt": "2026-11-20T09:12:00+08:00", "completedAt": "2026-11-20T09:13:40+08:00",
       "outcome": "granted", "files": [{"name": "f1", "material": "commitment-letter",
       "part": "application", "fileName": "a.txt"}]}\r
      --b\r
      Content-Disposition: form-data; name="f1"; filename="a.txt"\r
      \r
      告知承诺书 @NUMBER@\r
      --b--\r
      """;

  @TempDir private Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Map<String, String> receipts = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private int port;

  @Test
  void everyReceiptIsHonouredHoweverOftenTheProcessIsKilled() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    port = freePort();

    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start();
      String token = signIn();
      submitUntilKilled(process, token, 200 + random.nextInt(2000));
    }
    Process last = start();
    String token = signIn();
    for (Map.Entry<String, String> receipt : receipts.entrySet()) {
      HttpResponse<String> again = submit(token, receipt.getKey());
      assertThat(again.statusCode()).as("seed %d, %s", seed, receipt.getKey()).isEqualTo(200);
      assertThat(again.body()).as("seed %d", seed).isEqualTo(receipt.getValue());
    }
    stop(last);

    Audit.Report report = Inspection.audit(configuration(), done -> {});
    assertThat(receipts).as("seed %d", seed).isNotEmpty();
    assertThat(report.defects()).as("seed %d", seed).isEmpty();
    assertThat(report.entries()).isEqualTo(report.whole());
    assertThat(report.entries()).isGreaterThanOrEqualTo(receipts.size());
  }

  private void submitUntilKilled(Process process, String token, int millis) throws Exception {
    CountDownLatch killed = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(SUBMITTERS)) {
      for (int i = 0; i < SUBMITTERS; i++) {
        threads.execute(() -> submitOneAfterTheOther(token, killed));
      }
      boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
      assertThat(ended).as("the process ends by itself").isFalse();
      process.destroyForcibly().waitFor();
      killed.countDown();
    }
  }

  private void submitOneAfterTheOther(String token, CountDownLatch killed) {
    while (killed.getCount() > 0) {
      String number = "drill-" + numbers.incrementAndGet();
      try {
        HttpResponse<String> answer = submit(token, number);
        if (answer.statusCode() == 201) {
          receipts.put(number, answer.body());
        }
      } catch (IOException e) {
        // The process was killed: this one has no receipt, and none is owed.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private HttpResponse<String> submit(String token, String number)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri("/api/v1/transactions"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(FORM_WITH_NUMBER.replace("@NUMBER@", number)))
            .build(),
        BodyHandlers.ofString());
  }

  private String signIn() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri("/api/v1/sessions"))
                .POST(
                    BodyPublishers.ofString(
                        "{\"username\":\"source\",\"password\":\"source-demo\"}"))
                .build(),
            BodyHandlers.ofString());
    JsonNode session = JSON.readTree(answer.body());
    return session.path("token").asText();
  }

  private Process start() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "cn.cunzhen.api.Main",
                "demo",
                "--records",
                "0")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .directory(folder.toFile());
    builder.environment().put("ARCHIVE_HTTP_PORT", Integer.toString(port));
    builder.environment().remove("ARCHIVE_DATA");
    return awaitReady(builder.start());
  }

  private Process awaitReady(Process process) throws Exception {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).as("ended at its start").isFalse();
      try {
        int status =
            client
                .send(HttpRequest.newBuilder(uri("/ready")).build(), BodyHandlers.discarding())
                .statusCode();
        if (status == 200 && !signIn().isEmpty()) {
          return process;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
    }
    throw new AssertionError("the process does not become ready");
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(15, TimeUnit.SECONDS)).as("ends when told to").isTrue();
  }

  private Configuration configuration() {
    return Configuration.load(
        Optional.empty(), Map.of("ARCHIVE_DATA", folder.resolve("data/demo").toString()));
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

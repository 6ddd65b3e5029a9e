package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The end of a node while somebody hands in. */
@Timeout(60)
class EndingTest {
  private static final String JSON =
      """
      {"sourceSystem": "teller", "transactionId": "slow", "item": "SI-0107",
       "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
       "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
       "acceptedAt": "2026-01-05T09:12:00+08:00", "completedAt": "2026-01-05T09:13:40+08:00",
       "outcome": "granted", "files": [{"name": "f1", "material": "commitment-letter",
       "part": "application", "fileName": "a.txt"}]}
      """;
  private static final String LETTER = "告知承诺书";

  @TempDir private Path folder;

  @Test
  void aSubmissionThatDoesNotComeToItsEndInTimeIsRefusedWholeAndMayBeSentAgain() throws Exception {
    String answer;
    try (RunningNode node = RunningNode.on(folder);
        SlowClient client = new SlowClient(node)) {
      client.sendAllButTheEnd();
      long began = System.nanoTime();

      node.node().close();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      answer = client.answer();
    }
    assertThat(answer).startsWith("HTTP/1.1 503");
    assertThat(answer)
        .contains("Retry-After: 1", "\"type\":\"/problems/closing\"", "send the same");
    assertThat(filesInTheMaking()).isEmpty();

    try (RunningNode node = RunningNode.on(folder)) {
      assertThat(node.node().archive().ledger().size()).isZero();
      HttpResponse<String> again =
          node.submit("source", JSON, Map.of("f1", LETTER.getBytes(StandardCharsets.UTF_8)));
      assertThat(again.statusCode()).isEqualTo(201);
    }
  }

  @Test
  void aSubmissionThatComesToItsEndInTimeGetsItsReceipt() throws Exception {
    String answer;
    try (RunningNode node = RunningNode.on(folder);
        SlowClient client = new SlowClient(node)) {
      client.sendAllButTheEnd();

      CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> node.node().close());
      awaitRefusal(node);
      client.sendTheEnd();

      answer = client.answer();
      closed.join();
    }
    assertThat(answer).startsWith("HTTP/1.1 201");
    try (RunningNode node = RunningNode.on(folder)) {
      assertThat(node.node().archive().ledger().size()).isEqualTo(1);
    }
  }

  @Test
  void whatAKilledProcessLeftInTheMakingIsGoneAfterTheNextStart() throws Exception {
    Path left;
    try (RunningNode node = RunningNode.on(folder);
        SlowClient client = new SlowClient(node)) {
      client.sendAllButTheEnd();
      left = client.awaitPackage();
      Files.copy(left, left.resolveSibling("package-of-a-killed-process.tmp"));
    }
    assertThat(filesInTheMaking()).hasSize(1);

    try (RunningNode node = RunningNode.on(folder)) {
      assertThat(filesInTheMaking()).isEmpty();
      assertThat(node.node().archive().ledger().size()).isZero();
    }
  }

  /** Once it ends, a node takes no more calls. */
  private static void awaitRefusal(RunningNode node) throws Exception {
    HttpResponse<String> health = node.get("clerk", "/health");
    while (health.statusCode() == 200) {
      health = node.get("clerk", "/health");
    }
    assertThat(health.statusCode()).isEqualTo(503);
  }

  private List<Path> filesInTheMaking() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("store/spool"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** Sends a submission, all but its last bytes, and those when it is told to. */
  private final class SlowClient implements AutoCloseable {
    private final Socket socket;
    private final byte[] form;

    SlowClient(RunningNode node) throws IOException {
      this.socket = new Socket(InetAddress.getLoopbackAddress(), node.node().port());
      String body =
          """
          --b\r
          Content-Disposition: form-data; name="transaction"\r
          \r
          %s\r
          --b\r
          Content-Disposition: form-data; name="f1"\r
          \r
          %s\r
          --b--\r
          """
              .formatted(JSON, LETTER);
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      this.form =
          """
          POST /api/v1/transactions HTTP/1.1\r
          Host: localhost\r
          Accept-Language: en\r
          Authorization: Bearer %s\r
          Content-Type: multipart/form-data; boundary=b\r
          Content-Length: %d\r
          \r
          %s\
          """
              .formatted(node.token("source"), length, body)
              .getBytes(StandardCharsets.UTF_8);
    }

    void sendAllButTheEnd() throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(form, 0, form.length - 10);
      out.flush();
      awaitPackage();
    }

    void sendTheEnd() throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(form, form.length - 10, 10);
      out.flush();
    }

    /** The file in the making, once there is one. */
    Path awaitPackage() throws IOException {
      Optional<Path> found = Optional.empty();
      while (found.isEmpty()) {
        found = filesInTheMaking().stream().findFirst();
      }
      return found.get();
    }

    String answer() throws IOException {
      InputStream in = socket.getInputStream();
      StringBuilder answer = new StringBuilder();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        if (answer.toString().endsWith("}")) {
          break;
        }
      }
      return answer.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}

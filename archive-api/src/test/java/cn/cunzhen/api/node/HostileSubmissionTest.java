package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Submissions that mean no good, or were cut off: a clear answer, and nothing is left of them. */
@Timeout(180)
class HostileSubmissionTest {
  private static final byte[] LETTER = "告知承诺书".getBytes(StandardCharsets.UTF_8);
  private static final int MANY = 10_000;

  @TempDir private static Path folder;
  private static RunningNode node;

  @BeforeAll
  static void start() throws IOException {
    node =
        RunningNode.on(
            folder,
            Map.of(
                "ARCHIVE_LIMIT_FILE_BYTES", Integer.toString(1 << 20),
                "ARCHIVE_LIMIT_TOTAL_BYTES", Integer.toString(2 << 20),
                "ARCHIVE_TEXT_PROCESSES", "0"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void nothingIsLeftInTheSpool() throws IOException {
    List<Path> left = spooled();
    while (!left.isEmpty()) {
      left = spooled();
    }
    assertThat(left).isEmpty();
  }

  @Test
  void tenThousandFilesAreMoreThanTheLimitAndTheAnswerSaysSo() throws Exception {
    long before = node.node().archive().ledger().size();
    Map<String, byte[]> files = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      names.add("第" + i + "页.txt");
      files.put("f" + i, LETTER);
    }

    HttpResponse<String> refused =
        node.submit("source", submission("many-1", names).toString(), files);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).path("errors").findValuesAsText("pointer")).contains("/files");
    assertThat(refused.body()).contains("500");
    assertThat(node.node().archive().ledger().size()).isEqualTo(before);
  }

  @Test
  void aStreamWithoutEndIsCutOffAndItsSenderHearsWhy() throws Exception {
    long before = node.node().archive().ledger().size();
    try (Socket socket = connect()) {
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> answer(socket));
      OutputStream out = socket.getOutputStream();
      out.write(head("Transfer-Encoding: chunked"));
      chunk(out, beginning("endless-1"));
      while (!answer.isDone()) {
        try {
          chunk(out, new byte[64 << 10]);
        } catch (IOException e) {
          break;
        }
      }
      assertThat(answer.get()).startsWith("HTTP/1.1 413").contains("too-large");
    }
    assertThat(node.node().archive().ledger().size()).isEqualTo(before);
  }

  @Test
  void aClientThatStopsHalfwayLeavesNothing() throws Exception {
    long before = node.node().archive().ledger().size();
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(head("Content-Length: 1000000"));
      out.write(beginning("halfway-1"));
      out.write(new byte[300_000]);
      out.flush();
      awaitSomethingInTheSpool();
    }
    nothingIsLeftInTheSpool();

    assertThat(node.node().archive().ledger().size()).isEqualTo(before);
    assertThat(submit("halfway-1", "承诺书.txt").statusCode()).isEqualTo(201);
  }

  @Test
  void namesThatClimbOutOfFoldersAreKeptAsWordsAndNeverBecomePaths() throws Exception {
    for (String name :
        List.of(
            "../../../../etc/cron.d/evil.txt",
            "..\\..\\windows\\evil.txt",
            "/etc/passwd.txt",
            "a\u202Etxt.gnp",
            "承诺书\r\nSet-Cookie: a=b.txt",
            "\".txt")) {
      HttpResponse<String> receipt = submit("name-" + name.hashCode(), name);
      if (receipt.statusCode() == 201) {
        String record = "/api/v1/records/" + json(receipt).path("recordId").asText();
        JsonNode metadata = json(node.get("archivist", record));
        assertThat(metadata.path("files").path(0).path("fileName").asText()).isEqualTo(name);
        HttpResponse<byte[]> file =
            node.bytes(node.as("clerk", record + "/files/1").header("Archive-Purpose", "test"));
        assertThat(file.body()).isEqualTo(LETTER);
        assertThat(file.headers().map()).doesNotContainKey("set-cookie");
      } else {
        assertThat(receipt.statusCode()).as(name).isEqualTo(422);
        assertThat(json(receipt).path("errors").findValuesAsText("pointer"))
            .containsExactly("/files/0/fileName");
      }
    }
    assertThat(Files.exists(folder.resolve("evil.txt"))).isFalse();
  }

  @Test
  void twoFilesOfOnePartNameAreRefusedAndTwoOfOneFileNameAreNot() throws Exception {
    ObjectNode collision = submission("collision-1", List.of("甲.txt", "乙.txt"));
    ((ObjectNode) collision.path("files").path(1)).put("name", "f0");
    Map<String, byte[]> files = Map.of("f0", LETTER, "f1", LETTER);

    HttpResponse<String> parts = node.submit("source", collision.toString(), files);
    HttpResponse<String> names =
        node.submit(
            "source", submission("collision-2", List.of("甲.txt", "甲.txt")).toString(), files);

    assertThat(parts.statusCode()).isEqualTo(422);
    assertThat(json(parts).path("errors").findValuesAsText("pointer")).contains("/files/1/name");
    assertThat(names.statusCode()).isEqualTo(201);
  }

  @Test
  void jsonThatSaysTheSameTwiceOrHidesCharactersIsMalformed() throws Exception {
    String good = submission("json-1", List.of("甲.txt")).toString();
    String twice = good.replaceFirst("\\{", "{\"item\":\"SI-0001\",");
    String nul = good.replace("甲.txt", "\\u0000.txt");
    String surrogate = good.replace("甲.txt", "\\ud800.txt");

    for (String wrong : List.of(twice, nul, surrogate, good + "x", "[".repeat(100_000), "")) {
      HttpResponse<String> answer = node.submit("source", wrong, Map.of("f0", LETTER));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(json(answer).path("type").asText()).endsWith("/malformed");
    }
  }

  @Test
  void aProgramIsRefusedWhateverItIsCalled() throws Exception {
    byte[] program = new byte[4096];
    program[0] = 'M';
    program[1] = 'Z';
    program[0x3c] = 0x40;
    System.arraycopy("PE\0\0".getBytes(StandardCharsets.US_ASCII), 0, program, 0x40, 4);

    HttpResponse<String> refused =
        node.submit(
            "source",
            submission("program-1", List.of("承诺书.pdf")).toString(),
            Map.of("f0", program));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).path("errors").findValuesAsText("pointer")).contains("/files/0");
  }

  private static HttpResponse<String> submit(String transaction, String name) throws Exception {
    return node.submit(
        "source", submission(transaction, List.of(name)).toString(), Map.of("f0", LETTER));
  }

  private static ObjectNode submission(String transaction, List<String> names) throws IOException {
    ObjectNode submission =
        (ObjectNode)
            RunningNode.JSON.readTree(
                """
                {"sourceSystem": "teller", "item": "SI-0107",
                 "holders": [{"name": "王小明", "idType": "resident-id",
                 "idNumber": "460100199003074518"}], "agency": "460100-SI", "region": "460100",
                 "window": "A03", "channel": "window", "handler": "T1024",
                 "acceptedAt": "2026-01-05T09:12:00+08:00",
                 "completedAt": "2026-01-05T09:13:40+08:00", "outcome": "granted"}
                """);
    submission.put("transactionId", transaction);
    ArrayNode files = submission.putArray("files");
    for (String name : names) {
      files
          .addObject()
          .put("name", "f" + (files.size() - 1))
          .put("material", files.size() == 1 ? "commitment-letter" : "supporting")
          .put("part", "application")
          .put("fileName", name);
    }
    return submission;
  }

  private static Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), node.node().port());
  }

  private static byte[] head(String length) {
    return """
    POST /api/v1/transactions HTTP/1.1\r
    Host: localhost\r
    Authorization: Bearer %s\r
    Content-Type: multipart/form-data; boundary=b\r
    %s\r
    \r
    """
        .formatted(node.token("source"), length)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A form up to where its first file begins. */
  private static byte[] beginning(String transaction) throws IOException {
    return """
    --b\r
    Content-Disposition: form-data; name="transaction"\r
    \r
    %s\r
    --b\r
    Content-Disposition: form-data; name="f0"\r
    \r
    """
        .formatted(submission(transaction, List.of("承诺书.txt")))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void chunk(OutputStream out, byte[] content) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write((Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunk.write(content);
    chunk.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.write(chunk.toByteArray());
    out.flush();
  }

  private static String answer(Socket socket) {
    StringBuilder answer = new StringBuilder();
    byte[] buffer = new byte[4096];
    try {
      for (int n = socket.getInputStream().read(buffer); n > 0; ) {
        answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        if (answer.toString().endsWith("}")) {
          return answer.toString();
        }
        n = socket.getInputStream().read(buffer);
      }
      return answer.toString();
    } catch (IOException e) {
      return answer + " and then " + e;
    }
  }

  private static void awaitSomethingInTheSpool() throws IOException {
    List<Path> found = spooled();
    while (found.isEmpty()) {
      found = spooled();
    }
  }

  /** What goes away while one looks is looked for again. */
  private static List<Path> spooled() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("store/spool"))) {
      return all.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      return spooled();
    }
  }
}

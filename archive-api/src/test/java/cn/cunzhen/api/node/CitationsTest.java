package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a submission says of records that are in the archive must be so. */
class CitationsTest {
  private static final byte[] LETTER = "告知承诺书".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CHANGED = "改后的告知承诺书".getBytes(StandardCharsets.UTF_8);
  private static final String PATH = "data/application/001.txt";
  private static final String NOBODY = "0".repeat(26);

  private static @TempDir Path data;
  private static @TempDir Path otherData;
  private static RunningNode node;

  @BeforeAll
  static void aNode() throws IOException {
    node = RunningNode.on(data);
  }

  @AfterAll
  static void endIt() {
    node.close();
  }

  @Test
  void aFileThatIsThereMayBeCited() throws Exception {
    String held = recordOf(submit("held-1"));

    HttpResponse<String> citing = cite("citing-1", held, PATH, Sha256.of(LETTER).hex());

    assertThat(citing.statusCode()).isEqualTo(201);
    assertThat(cite("citing-1", held, PATH, Sha256.of(LETTER).hex()).statusCode()).isEqualTo(200);
  }

  @Test
  void aRecordThatIsNotThereCanNotBeCited() throws Exception {
    assertThat(faults(cite("citing-2", NOBODY, PATH, Sha256.of(LETTER).hex())))
        .containsExactly("/cited/0/record cited-unknown");
  }

  @Test
  void aFileThatTheRecordLacksCanNotBeCited() throws Exception {
    String held = recordOf(submit("held-3"));
    String path = "data/application/002.txt";

    assertThat(faults(cite("citing-3", held, path, Sha256.of(LETTER).hex())))
        .containsExactly("/cited/0/path cited-path-unknown");
  }

  @Test
  void aContentThatTheFileNeverHadCanNotBeCited() throws Exception {
    String held = recordOf(submit("held-4"));

    assertThat(faults(cite("citing-4", held, PATH, Sha256.of(CHANGED).hex())))
        .containsExactly("/cited/0/sha256 cited-digest-disagrees");
  }

  @Test
  void everyVersionOfARecordMayBeCited() throws Exception {
    HttpResponse<String> first = submit("held-5");
    assertThat(amend(first, "held-5", CHANGED).statusCode()).isEqualTo(201);
    String held = recordOf(first);

    assertThat(cite("citing-5", held, PATH, Sha256.of(LETTER).hex()).statusCode()).isEqualTo(201);
    assertThat(cite("citing-6", held, PATH, Sha256.of(CHANGED).hex()).statusCode()).isEqualTo(201);
  }

  @Test
  void aRefusalIsGivenWithAllOthersAndStoresNothing() throws Exception {
    String held = recordOf(submit("held-7"));
    long before = node.node().archive().ledger().size();
    String wrong =
        citation(NOBODY, PATH, Sha256.of(LETTER).hex())
            + ","
            + citation(held, PATH, Sha256.of(CHANGED).hex());

    HttpResponse<String> refused =
        node.submit("source", submission("citing-7", wrong), Map.of("other", LETTER));

    assertThat(faults(refused))
        .contains("/cited/0/record cited-unknown", "/cited/1/sha256 cited-digest-disagrees")
        .anySatisfy(fault -> assertThat(fault).endsWith("file-not-received"));
    assertThat(node.node().archive().ledger().size()).isEqualTo(before);
  }

  @Test
  void whatAnotherNodeHasJustTakenInMayBeCitedAtOnce() throws Exception {
    Map<String, String> sameStore =
        Map.of(
            "ARCHIVE_STORE",
            "file:" + data.resolve("store"),
            "ARCHIVE_KEYS",
            data.resolve("keys.p12").toString(),
            "ARCHIVE_KEYS_PASSWORD_FILE",
            data.resolve("keys.p12.password").toString());
    try (RunningNode other = RunningNode.on(otherData, sameStore)) {
      for (int i = 0; i < 5; i++) {
        String held =
            recordOf(other.submit("source", submission("far-" + i, ""), Map.of("f1", LETTER)));

        assertThat(cite("near-" + i, held, PATH, Sha256.of(LETTER).hex()).statusCode())
            .isEqualTo(201);
      }
    }
  }

  @Test
  void anAmendmentIsOfTheSameTransaction() throws Exception {
    HttpResponse<String> first = submit("held-8");
    long before = node.node().archive().ledger().size();

    assertThat(faults(amend(first, "stranger-8", CHANGED)))
        .containsExactly("/transactionId other-transaction");

    assertThat(node.node().archive().ledger().size()).isEqualTo(before);
    assertThat(amend(first, "held-8", CHANGED).statusCode()).isEqualTo(201);
  }

  private static HttpResponse<String> submit(String transaction) throws Exception {
    return node.submit("source", submission(transaction, ""), Map.of("f1", LETTER));
  }

  private static HttpResponse<String> cite(
      String transaction, String record, String path, String sha256) throws Exception {
    String submission = submission(transaction, citation(record, path, sha256));
    return node.submit("source", submission, Map.of("f1", LETTER));
  }

  private static HttpResponse<String> amend(
      HttpResponse<String> first, String transaction, byte[] letter) throws Exception {
    String digest = RunningNode.json(first).path("digest").asText();
    return node.send(
        RunningNode.multipart(
            node.as("source", "/api/v1/records/" + recordOf(first) + "/versions")
                .header("If-Match", "\"" + digest + "\""),
            submission(transaction, ""),
            Map.of("f1", letter)));
  }

  private static String recordOf(HttpResponse<String> receipt) throws IOException {
    return RunningNode.json(receipt).path("recordId").asText();
  }

  private static List<String> faults(HttpResponse<String> refused) throws IOException {
    assertThat(refused.statusCode()).isEqualTo(422);
    JsonNode errors = RunningNode.json(refused).path("errors");
    return errors
        .valueStream()
        .map(error -> error.path("pointer").asText() + " " + error.path("code").asText())
        .toList();
  }

  private static String citation(String record, String path, String sha256) {
    return "{\"record\": \"%s\", \"path\": \"%s\", \"sha256\": \"%s\"}"
        .formatted(record, path, sha256);
  }

  private static String submission(String transaction, String cited) {
    return """
    {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
     "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "acceptedAt": "2026-11-20T09:12:00+08:00", "completedAt": "2026-11-20T09:13:40+08:00",
     "outcome": "granted", "files": [{"name": "f1", "material": "commitment-letter",
     "part": "application", "fileName": "a.txt"}], "cited": [%s]}
    """
        .formatted(transaction, cited);
  }
}

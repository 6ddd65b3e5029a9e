package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.api.samples.SampleFile;
import cn.cunzhen.api.samples.SampleTransaction;
import cn.cunzhen.api.samples.SampleTransactions;
import cn.cunzhen.indexer.recognition.Recognition;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a record says of the text of its files, and scans that are found by it. */
class FileTextsTest {
  private static final String PRINTED = "通讯地址";

  @TempDir private Path folder;

  @Test
  void everyFileSaysWhatCameOfReadingIt() throws Exception {
    try (RunningNode node = RunningNode.on(folder)) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      files.put("letter.txt", "告知承诺书：本人承诺所述属实。".getBytes(UTF_8));
      files.put("broken.pdf", "%PDF-1.7\nand then nothing of the kind".getBytes(UTF_8));
      files.put(
          "sound.mp3", "ID3\u0003\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".getBytes(UTF_8));
      String record = submit(node, files);
      awaitTexts(node);

      List<String> chinese = messages(node, record, "zh");
      List<String> english = messages(node, record, "en");

      assertThat(chinese).containsExactly("read", "已损坏，无法读取", "不支持此格式的文字");
      assertThat(english)
          .containsExactly("read", "it is damaged", "text of this format can't be read");
    }
  }

  @Test
  void aScanIsFoundByTheWordsOnIt() throws Exception {
    assumeTrue(
        Recognition.installed().filter(r -> r.languages().contains("chi_sim")).isPresent(),
        "Tesseract with chi_sim is not installed");
    try (RunningNode node = RunningNode.on(folder)) {
      SampleTransaction sample = withScannedForm();
      Map<String, byte[]> files = new LinkedHashMap<>();
      sample.files().forEach(file -> files.put(file.name(), file.content().toArray()));
      HttpResponse<String> receipt = node.submit("source", sample.submission().utf8(), files);
      assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
      awaitTexts(node);

      JsonNode found =
          json(node.get("clerk", "/api/v1/records?q=" + URLEncoder.encode(PRINTED, UTF_8)));

      assertThat(found.path("approximate").asBoolean()).isFalse();
      List<Integer> where = new ArrayList<>();
      for (JsonNode highlight : found.path("hits").path(0).path("highlights")) {
        assertThat(highlight.path("page").asInt()).isPositive();
        where.add(highlight.path("file").asInt());
      }
      assertThat(where).anyMatch(n -> isScan(sample.files().get(n - 1)));
    }
  }

  private static SampleTransaction withScannedForm() {
    SampleTransactions samples = SampleTransactions.of(7);
    for (int i = 0; i < 1_000; i++) {
      SampleTransaction sample = samples.get(i);
      if (sample.files().stream()
          .anyMatch(file -> isScan(file) && file.fileName().contains("申请表"))) {
        return sample;
      }
    }
    throw new AssertionError("no sample has a scanned form");
  }

  private static boolean isScan(SampleFile file) {
    return file.mediaType().startsWith("image/");
  }

  private static List<String> messages(RunningNode node, String record, String language)
      throws Exception {
    HttpRequest.Builder question =
        node.as("clerk", "/api/v1/records/" + record).header("Accept-Language", language);
    List<String> messages = new ArrayList<>();
    for (JsonNode file : json(node.send(question)).path("files")) {
      JsonNode text = file.path("text");
      messages.add(text.path("message").asText(text.path("state").asText()));
    }
    return messages;
  }

  private static void awaitTexts(RunningNode node) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    long size = node.node().archive().ledger().size();
    HttpRequest.Builder any =
        node.as("clerk", "/api/v1/records?q=").header("Archive-Position", Long.toString(size));
    assertThat(node.send(any).statusCode()).isEqualTo(200);
    while (node.node().textsPending() > 0) {
      assertThat(System.nanoTime()).as("read in time").isLessThan(end);
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static String submit(RunningNode node, Map<String, byte[]> files) throws Exception {
    List<String> entries = new ArrayList<>();
    for (String name : files.keySet()) {
      String material = entries.isEmpty() ? "commitment-letter" : "supporting";
      entries.add(
          """
          {"name": "%s", "material": "%s", "part": "application", "fileName": "%1$s"}\
          """
              .formatted(name, material));
    }
    String submission =
        """
        {"sourceSystem": "teller", "transactionId": "texts-1", "item": "SI-0107",
         "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "handler": "T1024", "acceptedAt": "2026-11-21T09:12:00+08:00",
         "completedAt": "2026-11-21T09:13:40+08:00", "outcome": "granted", "files": [%s]}\
        """
            .formatted(String.join(",", entries));
    HttpResponse<String> receipt = node.submit("source", submission, files);
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return json(receipt).path("recordId").asText();
  }
}

package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.corpora.Corpora;
import cn.cunzhen.monitor.ProofChecker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One transaction with files as people really have them, and what others say of its record. */
class RealFilesTest {
  private static final int LARGE = 100 << 20;
  private static final long SEED = 20261121;

  @TempDir private Path folder;

  @Test
  void realFilesComeBackByteForByteAndOthersProveThemWhereTheCorpusIs() throws Exception {
    Map<String, Path> files = files();
    try (RunningNode node = RunningNode.on(folder.resolve("data"))) {
      HttpResponse<String> receipt =
          node.send(
              RunningNode.streamed(
                  node.as("source", "/api/v1/transactions"), submission(files), parts(files)));
      assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
      String record = "/api/v1/records/" + json(receipt).path("recordId").asText();

      bytesComeBack(node, record, files);
      othersVerifyThePackage(node, record);
      othersVerifyTheProof(node, record, json(receipt));
    }
  }

  /** By the name that a person gave each. */
  private Map<String, Path> files() throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("参保单位补缴本年度社保费业务告知承诺书.pdf", some("zh-docs", ".pdf"));
    files.put("电子凭证（社会保险费）.ofd", some("ofd", ".ofd"));
    files.put("情况说明.docx", some("zh-docs", ".docx"));
    files.put("补缴明细表.xls", some("zh-docs", ".xls"));
    files.put("身份证 正面.jpg", some("zh-images", ".jpg"));
    files.put("批准文件（已签名）.pdf", some("signed/pades", ".pdf"));
    files.put("历年档案扫描件合订本.bin", large());
    return files;
  }

  private static Path some(String name, String ending) throws IOException {
    try (var found = Files.walk(Corpora.folder(name))) {
      return found
          .filter(file -> file.toString().endsWith(ending) && file.toFile().length() > 1000)
          .sorted()
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " has no " + ending));
    }
  }

  private Path large() throws IOException {
    Path file = folder.resolve("large");
    Random random = new Random(SEED);
    byte[] chunk = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int written = 0; written < LARGE; written += chunk.length) {
        random.nextBytes(chunk);
        out.write(chunk);
      }
    }
    return file;
  }

  private static String submission(Map<String, Path> files) throws IOException {
    ObjectNode submission =
        (ObjectNode)
            RunningNode.JSON.readTree(
                """
                {"sourceSystem": "teller", "transactionId": "46010020261121000017",
                 "item": "SI-0107", "holders": [{"name": "王小明", "idType": "resident-id",
                 "idNumber": "460100199003074518"}], "agency": "460100-SI", "region": "460100",
                 "window": "A03", "channel": "window", "handler": "T1024",
                 "acceptedAt": "2026-11-20T09:12:00+08:00",
                 "completedAt": "2026-11-20T09:13:40+08:00", "outcome": "granted"}
                """);
    ArrayNode list = submission.putArray("files");
    for (String name : files.keySet()) {
      int n = list.size() + 1;
      list.addObject()
          .put("name", "f" + n)
          .put("material", n == 1 ? "commitment-letter" : "supporting")
          .put("part", n < 6 ? "application" : "result")
          .put("fileName", name);
    }
    return submission.toString();
  }

  private static Map<String, Path> parts(Map<String, Path> files) {
    Map<String, Path> parts = new LinkedHashMap<>();
    files.values().forEach(file -> parts.put("f" + (parts.size() + 1), file));
    return parts;
  }

  private void bytesComeBack(RunningNode node, String record, Map<String, Path> files)
      throws Exception {
    int n = 0;
    for (Map.Entry<String, Path> file : files.entrySet()) {
      n++;
      Path back = folder.resolve("back-" + n);
      HttpRequest.Builder request =
          node.as("clerk", record + "/files/" + n).header("Archive-Purpose", "test");
      assertThat(node.save(request, back).statusCode()).isEqualTo(200);
      assertThat(Files.mismatch(back, file.getValue())).as(file.getKey()).isEqualTo(-1);
    }
  }

  private void othersVerifyThePackage(RunningNode node, String record) throws Exception {
    Path work = Files.createDirectory(folder.resolve("by-hand"));
    node.save(node.as("archivist", record + "/package"), work.resolve("package.zip"));
    node.save(HttpRequest.newBuilder(node.uri("/ledger/ca.pem")), work.resolve("ca.pem"));

    assertThat(VerifyByHand.run(work, VerifyByHand.commandsOfThePage())).isZero();
  }

  private static void othersVerifyTheProof(RunningNode node, String record, JsonNode receipt)
      throws Exception {
    String key = node.send(HttpRequest.newBuilder(node.uri("/ledger/vkey"))).body().strip();
    String origin = key.substring(0, key.indexOf('+'));
    byte[] zip =
        node.bytes(node.as("clerk", record + "/proof").header("Accept", "application/zip")).body();
    Map<String, byte[]> proof = unzipped(zip);
    byte[] leaf = Objects.requireNonNull(proof.get("leaf.json"));
    byte[] path = Objects.requireNonNull(proof.get("leaf.tlog-proof"));

    assertThat(new String(leaf, StandardCharsets.UTF_8)).contains(receipt.path("digest").asText());
    assertThat(ProofChecker.proves(path, leaf, origin, key)).isTrue();
  }

  private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (InputStream bytes = new ByteArrayInputStream(zip);
        ZipInputStream in = new ZipInputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }
}

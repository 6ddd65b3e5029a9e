package cn.cunzhen.api.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.FileVerification;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.UnfitKeysException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive whose records are sealed with ML-DSA too. */
class PostQuantumTest {
  private static final Map<String, String> WITH = Map.of("ARCHIVE_POST_QUANTUM", "true");

  @TempDir private Path folder;

  @Test
  void recordsHaveAThirdSealWhichHoldsAndIsAudited() throws Exception {
    Path data = folder.resolve("data");
    Path file = folder.resolve("package.zip");
    try (RunningNode node = RunningNode.on(data, WITH)) {
      HttpResponse<String> receipt =
          node.submit("source", submission(), Map.of("f1", "承诺".getBytes(StandardCharsets.UTF_8)));
      assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
      String record = RunningNode.json(receipt).path("recordId").asText();
      HttpRequest.Builder request = node.as("archivist", "/api/v1/records/" + record + "/package");
      Files.write(file, node.bytes(request.header("Archive-Purpose", "x")).body());
      Files.writeString(
          folder.resolve("ca.pem"),
          node.send(HttpRequest.newBuilder(node.uri("/ledger/ca.pem"))).body());
      assertThat(node.get("auditor", "/ledger/ca-pq.crl").statusCode()).isEqualTo(200);
    }

    Anchors anchors = Anchors.parse(Files.readString(folder.resolve("ca.pem")));
    List<Check> checks = FileVerification.with(anchors, null, null, null, null).of(file).checks();

    assertThat(checks)
        .contains(new Check(Check.Name.SEAL_PQ, Check.Verdict.HOLDS))
        .allMatch(check -> check.verdict() == Check.Verdict.HOLDS);
    assertThat(
            Inspection.audit(
                    Configuration.load(Optional.empty(), Map.of("ARCHIVE_DATA", data.toString())),
                    n -> {})
                .clean())
        .isTrue();
  }

  @Test
  void anArchiveWithoutSuchAKeyDoesNotStartAsIfItHadOne() throws Exception {
    Path data = folder.resolve("data");
    RunningNode.on(data).close();

    assertThatThrownBy(() -> RunningNode.on(data, WITH).close())
        .isInstanceOf(UnfitKeysException.class)
        .hasMessageContaining("seal-pq");
  }

  private static String submission() {
    return """
    {"sourceSystem": "teller", "transactionId": "pq-1", "item": "SI-0107",
     "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
     "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
     "handler": "T1024", "acceptedAt": "2026-11-20T09:12:00+08:00",
     "completedAt": "2026-11-20T09:13:40+08:00", "outcome": "granted",
     "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
     "title": "告知承诺书", "fileName": "承诺书.txt"}]}
    """;
  }
}

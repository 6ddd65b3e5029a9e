package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.revocation.RevocationList;
import cn.cunzhen.core.revocation.RevocationReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealCallsTest {
  private static final byte[] LETTER = "告知承诺书：本人承诺所述属实。".getBytes(StandardCharsets.UTF_8);
  private static final String SUBMISSION =
      """
      {"sourceSystem": "teller", "transactionId": "sealed-1", "item": "SI-0107",
       "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
       "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
       "handler": "T1024", "acceptedAt": "2026-11-20T09:12:00+08:00",
       "completedAt": "2026-11-20T09:13:40+08:00", "outcome": "granted",
       "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
       "fileName": "告知承诺书.txt"}]}
      """;

  @TempDir private Path folder;

  @Test
  void aSealIsGivenInTheFormThatIsAskedForUntilItsCertificateIsRevoked() throws Exception {
    Map<String, String> settings = Map.of("ARCHIVE_TEXT_PROCESSES", "0");
    try (RunningNode node = RunningNode.on(folder.resolve("data"), settings)) {
      HttpResponse<String> receipt = node.submit("source", SUBMISSION, Map.of("f1", LETTER));
      String path = "/api/v1/records/" + json(receipt).path("recordId").asText() + "/seal";
      awaitLists(node);

      int size = 0;
      for (String form : new String[] {"B-B", "B-T", "B-LT", "B-LTA"}) {
        Map<String, byte[]> files = files(node.bytes(ask(node, path + "?form=" + form)));
        assertThat(files).containsOnlyKeys("record.json", "seal.p7s");
        assertThat(files.get("seal.p7s")).hasSizeGreaterThan(size);
        size = Objects.requireNonNull(files.get("seal.p7s")).length;
      }
      assertThat(files(node.bytes(ask(node, path + "?suite=sm2"))))
          .containsOnlyKeys("record.json", "seal-gm.p7s");
      assertThat(node.send(ask(node, path + "?form=B-X")).statusCode()).isEqualTo(400);
      assertThat(node.get("citizen", path).statusCode()).isEqualTo(403);

      revoke();

      HttpResponse<String> refused = node.send(ask(node, path + "?form=B-LT"));
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("unattainable", "revoked: CN=Archive seal");
      assertThat(node.send(ask(node, path + "?form=B-B")).statusCode()).isEqualTo(200);
    }
  }

  private void revoke() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("ARCHIVE_DATA", folder.resolve("data").toString());
    try (KeyDesk desk = KeyDesk.open(Configuration.load(Optional.empty(), environment))) {
      RevocationList _ =
          desk.lists()
              .revoke(
                  Objects.requireNonNull(desk.keys().certificates().get("seal")),
                  RevocationReason.KEY_COMPROMISE);
    }
  }

  private static void awaitLists(RunningNode node) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (node.bytes(HttpRequest.newBuilder(node.uri("/ledger/ca-gm.crl"))).statusCode() != 200) {
      assertThat(System.nanoTime()).isLessThan(until);
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static HttpRequest.Builder ask(RunningNode node, String path) {
    return node.as("archivist", path).header("Archive-Purpose", "check");
  }

  private static Map<String, byte[]> files(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(200);
    Map<String, byte[]> files = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }
}

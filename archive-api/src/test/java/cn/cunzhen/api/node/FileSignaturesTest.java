package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a record says of the signatures inside of its files. */
class FileSignaturesTest {
  private static final String BROKEN =
      """
      %PDF-1.7
      1 0 obj<</SubFilter/adbe.pkcs7.detached/ByteRange[0 9 9 9]/Contents<00>>>endobj
      startxref
      0
      %%EOF
      """;

  @TempDir private Path folder;

  @Test
  void aFileWithABrokenSignatureIsKeptAsItCameAndItIsSaid() throws Exception {
    try (RunningNode node = RunningNode.on(folder)) {
      String record = submit(node);

      JsonNode file = json(node.get("clerk", "/api/v1/records/" + record)).at("/files/0");
      HttpResponse<String> content =
          node.send(
              node.as("clerk", "/api/v1/records/" + record + "/files/1")
                  .header("Archive-Purpose", "test"));
      HttpResponse<String> page =
          node.send(node.as("clerk", "/records/" + record).header("Accept-Language", "zh"));

      assertThat(file.at("/signatures/0/indication").textValue()).isEqualTo("failed");
      assertThat(file.at("/signatures/0/subIndication").textValue()).isEqualTo("FORMAT_FAILURE");
      assertThat(file.at("/signatures/0/message").textValue()).isNotEmpty();
      assertThat(content.body()).isEqualTo(BROKEN);
      assertThat(page.body()).contains("签名无效：签名结构损坏");
    }
  }

  private static String submit(RunningNode node) throws Exception {
    String submission =
        """
        {"sourceSystem": "teller", "transactionId": "signed-1", "item": "SI-0107",
         "holders": [{"name": "王小明", "idType": "resident-id", "idNumber": "460100199003074518"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "handler": "T1024", "acceptedAt": "2026-11-21T09:12:00+08:00",
         "completedAt": "2026-11-21T09:13:40+08:00", "outcome": "granted",
         "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
           "fileName": "letter.pdf"}]}\
        """;
    HttpResponse<String> receipt =
        node.submit("source", submission, Map.of("f1", BROKEN.getBytes(UTF_8)));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return json(receipt).path("recordId").asText();
  }
}

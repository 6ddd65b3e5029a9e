package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.samples.SampleTransactions;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A holder objects to a reading, and a supervisor answers, over HTTP. */
class ObjectionsOverHttpTest {
  @TempDir private static Path folder;
  private static RunningNode node;
  private static String record;

  @BeforeAll
  static void start() throws Exception {
    node = RunningNode.on(folder, Map.of("ARCHIVE_TEXT_PROCESSES", "0"));
    HttpResponse<String> receipt =
        node.submit(
            "source",
            """
            {"sourceSystem": "teller", "transactionId": "O-1", "item": "SI-0107",
             "holders": [{"name": "x", "idType": "resident-id", "idNumber": "%s"}],
             "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
             "acceptedAt": "2026-11-21T09:12:00+08:00",
             "completedAt": "2026-11-21T09:13:40+08:00", "outcome": "granted",
             "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                        "fileName": "承诺书.txt"}]}
            """
                .formatted(SampleTransactions.CITIZEN.number()),
            Map.of("f1", "text".getBytes(StandardCharsets.UTF_8)));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    record = json(receipt).path("recordId").asText();
    node.awaitFound(receipt);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static HttpResponse<String> post(String account, String path, String body)
      throws Exception {
    return node.send(node.as(account, path).POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> object(String account, String reader, String at)
      throws Exception {
    return post(
        account,
        "/api/v1/records/" + record + "/objections",
        "{\"account\": \"%s\", \"at\": \"%s\", \"words\": \"我没有办过业务\"}".formatted(reader, at));
  }

  private static JsonNode readByClerk() throws Exception {
    node.send(
        node.as("clerk", "/api/v1/records/" + record + "/files/1")
            .header("Archive-Purpose", "case-17"));
    for (JsonNode access : json(node.get("citizen", "/api/v1/me/accesses")).path("accesses")) {
      if (access.path("account").asText().equals("clerk")) {
        return access;
      }
    }
    throw new AssertionError("the clerk's reading is not shown");
  }

  @Test
  void aHolderObjectsASupervisorAnswersAndBothStandUnderTheRecord() throws Exception {
    JsonNode reading = readByClerk();

    HttpResponse<String> made = object("citizen", "clerk", reading.path("at").asText());
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = json(made).path("id").asText();
    assertThat(json(node.get("supervisor", "/api/v1/objections")).path("objections"))
        .anyMatch(each -> each.path("id").asText().equals(id));
    String answer = "/api/v1/objections/" + id + "/answer";
    assertThat(post("supervisor", answer, "{\"words\": \" \"}").statusCode()).isEqualTo(400);
    assertThat(post("clerk", answer, "{\"words\": \"x\"}").statusCode()).isEqualTo(403);
    assertThat(post("supervisor", answer, "{\"words\": \"已核实，属误查\"}").statusCode()).isEqualTo(200);
    HttpResponse<String> again = post("supervisor", answer, "{\"words\": \"x\"}");
    assertThat(again.statusCode()).isEqualTo(409);

    JsonNode own = json(node.get("citizen", "/api/v1/me/objections")).path("objections");
    assertThat(own.path(0).path("answer").path("words").asText()).isEqualTo("已核实，属误查");
    JsonNode accesses =
        json(node.get("supervisor", "/api/v1/records/" + record + "/accesses")).path("accesses");
    assertThat(accesses.findValuesAsText("action")).contains("objection", "answer");
  }

  @Test
  void whatNobodyReadCantBeObjectedTo() throws Exception {
    String at = readByClerk().path("at").asText();

    assertThat(object("citizen", "nobody", at).statusCode()).isEqualTo(404);
    assertThat(object("citizen", "clerk", "2020-01-01T00:00:00Z").statusCode()).isEqualTo(404);
    assertThat(object("citizen", "clerk", "yesterday").statusCode()).isEqualTo(400);
    assertThat(object("employer", "clerk", at).statusCode()).isEqualTo(404);
    assertThat(object("clerk", "clerk", at).statusCode()).isEqualTo(403);
    assertThat(post("supervisor", "/api/v1/objections/x/answer", "{\"words\": \"x\"}").statusCode())
        .isEqualTo(404);
  }
}

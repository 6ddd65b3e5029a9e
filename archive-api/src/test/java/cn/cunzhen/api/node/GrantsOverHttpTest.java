package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asking to read what is sensitive, and letting it be read, over HTTP. */
class GrantsOverHttpTest {
  private static final String ALL = "/api/v1/grants";

  @TempDir private static Path folder;
  private static RunningNode node;
  private static String record;

  @BeforeAll
  static void start() throws Exception {
    node = RunningNode.on(folder, Map.of("ARCHIVE_TEXT_PROCESSES", "0"));
    record = archive("grant-1");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static String archive(String transaction) throws Exception {
    return submit(transaction).path("recordId").asText();
  }

  private static JsonNode submit(String transaction) throws Exception {
    HttpResponse<String> receipt =
        node.submit(
            "source",
            """
            {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
             "holders": [{"name": "王小明", "idType": "resident-id",
                          "idNumber": "460100199003074518"}],
             "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
             "acceptedAt": "2026-11-21T09:12:00+08:00",
             "completedAt": "2026-11-21T09:13:40+08:00",
             "outcome": "granted", "confidentiality": "sensitive",
             "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                        "fileName": "承诺书.txt"}]}
            """
                .formatted(transaction),
            Map.of("f1", transaction.getBytes(StandardCharsets.UTF_8)));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return json(receipt);
  }

  private static HttpResponse<String> post(String account, String path, String body)
      throws Exception {
    return node.send(node.as(account, path).POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> ask(String account, String of, int hours) throws Exception {
    return post(
        account,
        ALL,
        "{\"records\": [\"%s\"], \"reason\": \"工伤复核\", \"hours\": %d}".formatted(of, hours));
  }

  private static String asked(String account, String of) throws Exception {
    HttpResponse<String> answer = ask(account, of, 24);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  private static HttpResponse<String> answer(String account, String grant, boolean given)
      throws Exception {
    return post(account, ALL + "/" + grant + "/answer", "{\"given\": %s}".formatted(given));
  }

  private static int read(String account, String of) throws Exception {
    return node.send(
            node.as(account, "/api/v1/records/" + of + "/files/1")
                .header("Archive-Purpose", "case-17"))
        .statusCode();
  }

  private static JsonNode accesses(String of) throws Exception {
    return json(node.get("supervisor", "/api/v1/records/" + of + "/accesses")).path("accesses");
  }

  @Test
  void aSensitiveFileOpensWhenASecondPersonLetsItAndShutsWhenThatEnds() throws Exception {
    String own = archive("grant-2");
    assertThat(read("clerk", own)).isEqualTo(403);
    String grant = asked("clerk", own);
    assertThat(read("clerk", own)).isEqualTo(403);

    HttpResponse<String> given = answer("archivist", grant, true);
    assertThat(json(given).path("state").asText()).isEqualTo("open");
    assertThat(read("clerk", own)).isEqualTo(200);

    HttpResponse<String> ended = node.send(node.as("clerk", ALL + "/" + grant).DELETE());
    assertThat(json(ended).path("state").asText()).isEqualTo("over");
    assertThat(read("clerk", own)).isEqualTo(403);
    assertThat(accesses(own).findValuesAsText("action"))
        .contains("grant_asked", "grant_given", "grant_ended");
    assertThat(accesses(own).findValuesAsText("purpose")).contains("clerk: 工伤复核");
    List<String> holderSees =
        json(node.get("citizen", "/api/v1/me/accesses"))
            .path("accesses")
            .findValuesAsText("record");
    assertThat(holderSees).isNotNull();
  }

  @Test
  void whatIsRefusedStaysShut() throws Exception {
    String own = archive("grant-3");
    String grant = asked("clerk", own);

    assertThat(json(answer("supervisor", grant, false)).path("state").asText())
        .isEqualTo("refused");
    HttpResponse<String> late = answer("supervisor", grant, true);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(json(late).path("type").asText()).endsWith("/grant-over");
    assertThat(read("clerk", own)).isEqualTo(403);
  }

  @Test
  void anAuditorsWarrantIsGivenByASupervisorAlone() throws Exception {
    String own = archive("grant-4");
    String grant = asked("auditor", own);

    assertThat(answer("archivist", grant, true).statusCode()).isEqualTo(404);
    assertThat(answer("clerk", grant, true).statusCode()).isEqualTo(403);
    assertThat(answer("auditor", grant, true).statusCode()).isEqualTo(403);
    assertThat(answer("supervisor", grant, true).statusCode()).isEqualTo(200);
    assertThat(read("auditor", own)).isEqualTo(200);
    assertThat(node.get("auditor", "/api/v1/records/" + own + "/package").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aWarrantForASampleOpensWhatTheSeedDraws() throws Exception {
    for (int i = 0; i < 6; i++) {
      archive("sample-" + i);
    }
    long entries = submit("sample-last").path("position").asLong();
    String body =
        "{\"sample\": {\"seed\": \"2026 一季度\", \"count\": 3, \"entries\": %d},"
            + " \"reason\": \"年度审计\", \"hours\": 48}";

    HttpResponse<String> answer = post("auditor", ALL, body.formatted(entries));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode first = json(answer);
    JsonNode again = json(post("auditor", ALL, body.formatted(entries)));

    assertThat(first.path("records")).hasSizeBetween(1, 3).isEqualTo(again.path("records"));
    assertThat(first.path("reason").asText())
        .isEqualTo("sample(2026 一季度, 3, %d) 年度审计".formatted(entries));
    assertThat(post("auditor", ALL, body.formatted(entries + 1_000)).statusCode()).isEqualTo(400);
    answer("supervisor", first.path("id").asText(), true);
    for (JsonNode each : first.path("records")) {
      assertThat(read("auditor", each.asText())).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"records\": [], \"reason\": \"r\", \"hours\": 1} | 400",
        "{\"reason\": \"r\", \"hours\": 1} | 400",
        "{\"records\": [\"RECORD\"], \"reason\": \"\", \"hours\": 1} | 400",
        "{\"records\": [\"RECORD\"], \"reason\": \"r\"} | 400",
        "{\"records\": [\"RECORD\"], \"reason\": \"r\", \"hours\": 0} | 400",
        "{\"records\": [\"RECORD\"], \"reason\": \"r\", \"hours\": 721} | 400",
        "{\"records\": [\"RECORD\"], \"reason\": \"r\", \"hours\": 99999999999} | 400",
        "{\"records\": [\"RECORD\"], \"reason\": \"r\", \"hours\": \"1\"} | 400",
        "{\"records\": [\"../x\"], \"reason\": \"r\", \"hours\": 1} | 404",
        "{\"records\": [\"00000000000000000000000001\"], \"reason\": \"r\", \"hours\": 1} | 404",
        "{\"sample\": {}, \"reason\": \"r\", \"hours\": 1} | 400",
        "[] | 400",
        "{ | 400"
      })
  void whatCantBeGrantedCantBeAskedFor(String body, int status) throws Exception {
    HttpResponse<String> answer = post("clerk", ALL, body.replace("RECORD", record));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void nobodySeesGrantsThatDoNotConcernThem() throws Exception {
    String grant = asked("clerk", record);

    assertThat(node.get("auditor", ALL + "/" + grant).statusCode()).isEqualTo(404);
    assertThat(node.send(node.as("auditor", ALL + "/" + grant).DELETE()).statusCode())
        .isEqualTo(404);
    assertThat(node.get("citizen", ALL).statusCode()).isEqualTo(403);
    assertThat(ids(node.get("auditor", ALL))).doesNotContain(grant);
    assertThat(ids(node.get("clerk", ALL))).contains(grant);
    assertThat(ids(node.get("supervisor", ALL))).contains(grant);
  }

  private static List<String> ids(HttpResponse<String> list) throws Exception {
    List<String> ids = new ArrayList<>();
    json(list).path("grants").forEach(grant -> ids.add(grant.path("id").asText()));
    return ids;
  }
}

package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.samples.SampleTransactions;
import cn.cunzhen.core.record.Holder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchOverHttpTest {
  private static final Holder CITIZEN = SampleTransactions.CITIZEN;
  private static final Holder STRANGER =
      new Holder("王小明", Holder.IdType.RESIDENT_ID, "460100199003074518", null, null);

  @TempDir private static Path folder;
  private static RunningNode node;
  private static String own;
  private static String strangers;
  private static String position;

  @BeforeAll
  static void fill() throws Exception {
    node = RunningNode.on(folder);
    own = archive("own-1", CITIZEN, "2024").path("recordId").asText();
    archive("own-2", CITIZEN, "2025");
    strangers = archive("strangers-1", STRANGER, "2025").path("recordId").asText();
    JsonNode last = archive("strangers-2", STRANGER, "2026");
    position = last.path("position").asText();
    search("clerk", "wait");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void pinyinFindsOverHttpAndIsNotApproximate() throws Exception {
    JsonNode found = search("clerk", "wangxiaoming");

    assertThat(found.path("total").asInt()).isEqualTo(2);
    assertThat(found.path("approximate").asBoolean()).isFalse();
  }

  @Test
  void aWrongDigitIsAnsweredAsApproximate() throws Exception {
    JsonNode found = search("clerk", "460100199003074578");

    assertThat(found.path("total").asInt()).isEqualTo(2);
    assertThat(found.path("approximate").asBoolean()).isTrue();
  }

  @Test
  void suggestionsNameKindTextAndCount() throws Exception {
    JsonNode suggestions = suggest("clerk", "{\"q\": \"wangx\"}");

    assertThat(suggestions.toString())
        .isEqualTo("{\"suggestions\":[{\"kind\":\"holder\",\"text\":\"王小明\",\"count\":2}]}");
    assertThat(suggest("clerk", "{\"q\": \"1990030\"}").toString())
        .contains("\"4601**********4518\"")
        .doesNotContain(STRANGER.number());
  }

  @Test
  void nothingOfAStrangerIsSuggestedToACitizen() throws Exception {
    for (String typed : new String[] {"王", "wangxm", "4601", "strangers"}) {
      assertThat(suggest("citizen", "{\"q\": \"%s\"}".formatted(typed)).toString())
          .as(typed)
          .doesNotContain("王小明", "4518", "strangers");
    }
  }

  @Test
  void aQuestionForSuggestionsHasNothingButWhatWasTyped() throws Exception {
    HttpResponse<String> refused = post("clerk", "suggestions", "{\"q\": \"王\", \"item\": \"x\"}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("errors").path(0).path("pointer").asText()).isEqualTo("/item");
  }

  @Test
  void aDossierHasAllRecordsOfTheHolderNewestFirstCountedByYear() throws Exception {
    JsonNode dossier = json(node.get("clerk", dossierOf(strangers, 1)));

    assertThat(dossier.path("holder").path("name").asText()).isEqualTo("王小明");
    assertThat(dossier.toString()).doesNotContain(STRANGER.number());
    assertThat(dossier.path("total").asInt()).isEqualTo(2);
    assertThat(dossier.path("hits").path(0).path("completedAt").asText()).startsWith("2026");
    assertThat(dossier.path("facets").path("year").size()).isEqualTo(2);
    assertThat(dossier.path("facets").has("item")).isTrue();
    assertThat(dossier.path("facets").has("agency")).isTrue();
  }

  @Test
  void aDossierIsNarrowedByTheFieldsOfASearch() throws Exception {
    JsonNode dossier = json(node.get("clerk", dossierOf(strangers, 1) + "?from=2026-01-01"));

    assertThat(dossier.path("total").asInt()).isEqualTo(1);
  }

  @Test
  void aCitizenSeesTheOwnDossierAndNoOther() throws Exception {
    assertThat(json(node.get("citizen", dossierOf(own, 1))).path("total").asInt()).isEqualTo(2);
    assertThat(node.get("citizen", dossierOf(strangers, 1)).statusCode()).isEqualTo(404);
    assertThat(node.get("clerk", dossierOf(own, 2)).statusCode()).isEqualTo(404);
    assertThat(node.get("clerk", "/api/v1/records/" + own + "/holders/x/records").statusCode())
        .isEqualTo(404);
  }

  @Test
  void whoLookedIntoADossierIsListedWithTheRecordItBeganAt() throws Exception {
    node.get("clerk", dossierOf(strangers, 1));

    JsonNode readers = json(node.get("supervisor", "/api/v1/records/" + strangers + "/accesses"));

    assertThat(readers.path("accesses").findValuesAsText("action")).contains("search");
  }

  private static String dossierOf(String record, int k) {
    return "/api/v1/records/" + record + "/holders/" + k + "/records";
  }

  private static JsonNode suggest(String account, String body) throws Exception {
    return json(post(account, "suggestions", body));
  }

  private static JsonNode search(String account, String typed) throws Exception {
    return json(post(account, "search", "{\"q\": \"%s\"}".formatted(typed)));
  }

  private static HttpResponse<String> post(String account, String call, String body)
      throws IOException, InterruptedException {
    return node.send(
        node.as(account, "/api/v1/records/" + call)
            .header("Archive-Position", position)
            .POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode archive(String transaction, Holder holder, String year) throws Exception {
    String json =
        """
        {"sourceSystem": "teller", "transactionId": "%s", "item": "SI-0107",
         "holders": [{"name": "%s", "idType": "resident-id", "idNumber": "%s"}],
         "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
         "handler": "T1024", "acceptedAt": "%s-02-20T09:12:00+08:00",
         "completedAt": "%s-02-20T09:13:40+08:00", "outcome": "granted",
         "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                    "fileName": "告知承诺书.txt"}]}
        """
            .formatted(transaction, holder.name(), holder.number(), year, year);
    byte[] letter = "本人承诺所述属实。".getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> receipt = node.submit("source", json, Map.of("f1", letter));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return json(receipt);
  }
}

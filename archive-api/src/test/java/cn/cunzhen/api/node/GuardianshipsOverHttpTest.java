package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Holder.IdType;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mother who reads what her child holds, from the window on, over HTTP. */
class GuardianshipsOverHttpTest {
  private static final String ALL = "/api/v1/guardianships";
  private static final String PASSWORD = "a-long-password";
  private static final String MOTHER = "460100198001010014";
  private static final String CHILD = "460100201006010018";

  @TempDir private static Path folder;
  private static RunningNode node;
  private static String record;

  @BeforeAll
  static void start() throws Exception {
    node = RunningNode.on(folder, Map.of("ARCHIVE_TEXT_PROCESSES", "0"));
    citizen("mother", MOTHER);
    citizen("child", CHILD);
    HttpResponse<String> receipt =
        node.submit(
            "source",
            """
            {"sourceSystem": "teller", "transactionId": "school-1", "item": "SI-0107",
             "holders": [{"name": "吴小雨", "idType": "resident-id", "idNumber": "%s"}],
             "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
             "acceptedAt": "2026-11-21T09:12:00+08:00",
             "completedAt": "2026-11-21T09:13:40+08:00", "outcome": "granted",
             "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                        "fileName": "承诺书.txt"}]}
            """
                .formatted(CHILD),
            Map.of("f1", "参保登记".getBytes(StandardCharsets.UTF_8)));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    record = json(receipt).path("recordId").asText();
    node.awaitFound(receipt);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static void citizen(String account, String number) throws Exception {
    Person person = new Person(IdType.RESIDENT_ID, number);
    node.node()
        .accounts()
        .put(new Caller(account, Role.CITIZEN, person, null, null, Set.of()), PASSWORD);
    node.signIn(account, PASSWORD);
  }

  private static HttpResponse<String> post(String account, String path, String body)
      throws Exception {
    return node.send(node.as(account, path).POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> ask(String account, String fields) throws Exception {
    return post(account, ALL, "{%s}".formatted(fields.replace('\'', '"')));
  }

  private static String asked() throws Exception {
    HttpResponse<String> asked =
        ask(
            "clerk",
            "'guardianIdNumber': '%s', 'wardIdNumber': '%s', 'kind': 'parent', 'papers': '出生证 T46'"
                .formatted(MOTHER, CHILD));
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
    return json(asked).path("id").asText();
  }

  private static HttpResponse<String> answer(String account, String id, boolean given)
      throws Exception {
    return post(account, ALL + "/" + id + "/answer", "{\"given\": %s}".formatted(given));
  }

  private static int reads(String account) throws Exception {
    return node.get(account, "/api/v1/records/" + record + "/files/1").statusCode();
  }

  private static int found(String account) throws Exception {
    return json(post(account, "/api/v1/records/search", "{}")).path("hits").size();
  }

  @Test
  void theMotherReadsFindsAndIsSeenToHaveReadAndStopsAtOnceWhenItIsEnded() throws Exception {
    assertThat(reads("mother")).isEqualTo(404);
    assertThat(found("mother")).isZero();
    String id = asked();
    assertThat(reads("mother")).isEqualTo(404);

    JsonNode given = json(answer("supervisor", id, true));
    assertThat(given.path("state").asText()).isEqualTo("holds");
    assertThat(given.path("until").asText()).isEqualTo("2028-05-31");
    assertThat(given.toString()).doesNotContain(MOTHER, CHILD).contains("4601**********0018");
    assertThat(reads("mother")).isEqualTo(200);
    assertThat(found("mother")).isEqualTo(1);
    assertThat(json(node.get("child", "/api/v1/me/accesses")).toString())
        .contains("\"account\":\"mother\"");
    assertThat(
            json(node.get("mother", "/api/v1/me/guardianships"))
                .path("guardianships")
                .findValuesAsText("state"))
        .contains("holds");

    JsonNode standing = json(node.get("child", "/api/v1/me/guardians"));
    assertThat(standing.path("guardianships").findValuesAsText("id")).contains(id);
    assertThat(standing.toString()).doesNotContain(MOTHER);
    assertThat(json(node.get("mother", "/api/v1/me/guardians")).path("guardianships")).isEmpty();

    HttpResponse<String> ended = node.send(node.as("clerk", ALL + "/" + id).DELETE());
    assertThat(json(ended).path("state").asText()).isEqualTo("over");
    assertThat(reads("mother")).isEqualTo(404);
    assertThat(found("mother")).isZero();
  }

  @Test
  void eachStepStandsInTheLedgerOfAccessesWithoutWholeNumbers() throws Exception {
    String id = asked();
    answer("supervisor", id, false);
    post("clerk", ALL + "/search", "{\"guardianIdNumber\": \"%s\"}".formatted(MOTHER));

    for (String account : new String[] {"clerk", "supervisor"}) {
      JsonNode accesses = json(node.get("supervisor", "/api/v1/watch/" + account + "/accesses"));
      assertThat(accesses.toString()).as(account).contains("guardianship").doesNotContain(MOTHER);
    }
  }

  @Test
  void whoeverLooksUpAGuardianSeesAllOfThem() throws Exception {
    String id = asked();
    JsonNode found =
        json(
            post(
                "supervisor", ALL + "/search", "{\"guardianIdNumber\": \"%s\"}".formatted(MOTHER)));
    assertThat(found.path("guardianships").findValuesAsText("id")).contains(id);
    assertThat(json(node.get("clerk", ALL)).path("guardianships").findValuesAsText("id"))
        .contains(id);
    assertThat(node.send(node.as("clerk", ALL + "/" + id).DELETE()).statusCode()).isEqualTo(200);
    assertThat(answer("supervisor", id, true).statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'guardianIdNumber': '460100198001010014' | /wardIdNumber | missing",
        "'guardianIdNumber': '460100198001010015' | /guardianIdNumber | resident-id-check",
        "'guardianIdNumber': 'x', 'wardIdNumber': 'y' | /guardianIdNumber | bad-resident-id",
        "'guardianIdType': 'uscc', 'guardianIdNumber': 'x' | /guardianIdType | not-a-word",
        "'kind': 'friend' | /kind | not-a-word",
        "'papers': ' ' | /papers | blank",
        "'until': 'soon' | /until | bad-day",
        "'until': '2027-02-30' | /until | bad-day",
        "'role': 'supervisor' | /role | unknown-field",
      })
  void whatCanNotBeReadIsSaidWithItsPlace(String fields, String pointer, String code)
      throws Exception {
    HttpResponse<String> refused = ask("clerk", fields);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(errors(refused)).contains(pointer + " " + code);
  }

  @ParameterizedTest
  @CsvSource({
    "460100198001010014, parent, , /wardIdNumber own-guardian",
    "460100199003074518, parent, , /wardIdNumber of-age",
    "460100201006010018, parent, 2028-06-01, /until until-too-late",
    "460100201006010018, guardian, 2126-01-01, /until until-too-late",
    "460100201006010018, guardian, 2020-01-01, /until until-past",
  })
  void whatNobodyCanConfirmIsRefusedAtOnce(String ward, String kind, String until, String fault)
      throws Exception {
    String last = until == null ? "" : ", 'until': '" + until + "'";
    HttpResponse<String> refused =
        ask(
            "clerk",
            "'guardianIdNumber': '%s', 'wardIdNumber': '%s', 'kind': '%s', 'papers': 'p'%s"
                .formatted(MOTHER, ward, kind, last));

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(errors(refused)).containsExactly(fault);
  }

  private static List<String> errors(HttpResponse<String> refused) throws Exception {
    return json(refused)
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").asText() + " " + error.path("code").asText())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "archivist, POST",
    "citizen, POST",
    "operator, POST",
    "supervisor, POST",
    "citizen, GET",
    "auditor, GET",
  })
  void nobodyElseRegistersOrSeesThem(String account, String method) throws Exception {
    int status =
        method.equals("GET")
            ? node.get(account, ALL).statusCode()
            : ask(account, "'guardianIdNumber': 'x'").statusCode();

    assertThat(status).isEqualTo(403);
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    assertThat(answer("supervisor", "0".repeat(64), true).statusCode()).isEqualTo(404);
    assertThat(answer("supervisor", "x", true).statusCode()).isEqualTo(404);
    assertThat(answer("clerk", "0".repeat(64), true).statusCode()).isEqualTo(403);
    assertThat(post("supervisor", ALL + "/" + "0".repeat(64) + "/answer", "{}").statusCode())
        .isEqualTo(400);
  }
}

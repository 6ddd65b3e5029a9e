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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits per person, and what a supervisor sees, over HTTP. */
class WatchOverHttpTest {
  private static final int HOUR = 6;

  @TempDir private Path folder;

  private RunningNode start() throws Exception {
    return RunningNode.on(
        folder,
        Map.of(
            "ARCHIVE_TEXT_PROCESSES", "0",
            "ARCHIVE_LIMIT_RECORDS_HOUR", Integer.toString(HOUR),
            "ARCHIVE_LIMIT_RECORDS_DAY", "100"));
  }

  private static String archive(RunningNode node, int n) throws Exception {
    HttpResponse<String> receipt =
        node.submit(
            "source",
            """
            {"sourceSystem": "teller", "transactionId": "T-%06d", "item": "SI-0107",
             "holders": [{"name": "王伟", "idType": "passport", "idNumber": "E1234567%d"}],
             "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
             "acceptedAt": "2026-11-21T09:12:00+08:00",
             "completedAt": "2026-11-21T09:13:40+08:00", "outcome": "granted",
             "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                        "fileName": "承诺书.txt"}]}
            """
                .formatted(n, n),
            Map.of("f1", "text".getBytes(StandardCharsets.UTF_8)));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return json(receipt).path("recordId").asText();
  }

  private static HttpResponse<String> open(RunningNode node, String record, String purpose)
      throws Exception {
    return node.send(
        node.as("clerk", "/api/v1/records/" + record).header("Archive-Purpose", purpose));
  }

  private static JsonNode watched(RunningNode node, String account) throws Exception {
    for (JsonNode each : json(node.get("supervisor", "/api/v1/watch")).path("accounts")) {
      if (each.path("account").asText().equals(account)) {
        return each;
      }
    }
    throw new AssertionError(account + " is not watched");
  }

  private static HttpResponse<String> release(RunningNode node, String by, String account)
      throws Exception {
    return node.send(
        node.as(by, "/api/v1/watch/" + account + "/release")
            .POST(BodyPublishers.ofString("{\"words\": \"集中核查\"}")));
  }

  @Test
  void whoeverHasOpenedEnoughIsStoppedUntilASupervisorLetsThemGoOn() throws Exception {
    List<String> records = new ArrayList<>();
    try (RunningNode node = start()) {
      for (int n = 0; n < HOUR + 2; n++) {
        records.add(archive(node, n));
      }
      for (int n = 0; n < HOUR; n++) {
        assertThat(open(node, records.get(n), "T-000001").statusCode()).isEqualTo(200);
        assertThat(open(node, records.get(n), "T-000001").statusCode()).isEqualTo(200);
      }
      HttpResponse<String> stopped = open(node, records.get(HOUR), "T-000001");
      assertThat(stopped.statusCode()).isEqualTo(403);
      assertThat(json(stopped).path("type").asText()).endsWith("/limit-reached");
      assertThat(open(node, records.get(0), "T-000001").statusCode()).isEqualTo(200);
      assertThat(node.get("clerk", "/api/v1/records?q=王伟").statusCode()).isEqualTo(200);
      assertThat(node.get("archivist", "/api/v1/records/" + records.get(HOUR)).statusCode())
          .isEqualTo(200);
    }
    try (RunningNode node = start()) {
      assertThat(open(node, records.get(HOUR), "T-000001").statusCode()).isEqualTo(403);
      JsonNode clerk = watched(node, "clerk");
      assertThat(clerk.path("opened").asInt()).isEqualTo(HOUR);
      assertThat(clerk.path("limit").asInt()).isEqualTo(HOUR);
      assertThat(clerk.path("records").asInt()).isEqualTo(HOUR);
      assertThat(clerk.path("refused").asInt()).isEqualTo(2);
      assertThat(clerk.path("withoutTransaction").asInt()).isZero();
      assertThat(clerk.path("namesakes").asInt()).isEqualTo(HOUR);
      // Whoever runs this test at night in China has read at night.
      assertThat(clerk.path("oddities"))
          .extracting(JsonNode::asText)
          .filteredOn(oddity -> !oddity.equals("night"))
          .containsExactly("namesakes");

      assertThat(release(node, "clerk", "clerk").statusCode()).isEqualTo(403);
      assertThat(release(node, "archivist", "clerk").statusCode()).isEqualTo(403);
      assertThat(release(node, "supervisor", "supervisor").statusCode()).isEqualTo(403);
      HttpResponse<String> released = release(node, "supervisor", "clerk");
      assertThat(released.statusCode()).as(released.body()).isEqualTo(200);
      assertThat(json(released).path("opened").asInt()).isZero();
      assertThat(open(node, records.get(HOUR), "T-000001").statusCode()).isEqualTo(200);
      JsonNode deeds =
          json(node.get("supervisor", "/api/v1/watch/supervisor/accesses")).path("accesses");
      assertThat(deeds.findValuesAsText("purpose")).contains("clerk: 集中核查");
      assertThat(
              json(node.get("supervisor", "/api/v1/watch/clerk/accesses"))
                  .path("accesses")
                  .findValuesAsText("record"))
          .contains(records.get(0), records.get(HOUR));
    }
  }

  @Test
  void whatIsReadForNoTransactionIsCounted() throws Exception {
    try (RunningNode node = start()) {
      String first = archive(node, 1);
      String second = archive(node, 2);
      open(node, first, "no-such-number");
      open(node, second, "case%20T-000002");
      node.send(node.as("clerk", "/api/v1/records?q=T").header("Archive-Position", "3"));

      assertThat(watched(node, "clerk").path("records").asInt()).isEqualTo(2);
      assertThat(watched(node, "clerk").path("withoutTransaction").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aPeriodHasOneToThirtyOneDays() throws Exception {
    try (RunningNode node = start()) {
      for (String days : List.of("0", "32", "x", "-1", "100", "1.5")) {
        assertThat(node.get("supervisor", "/api/v1/watch?days=" + days).statusCode())
            .as(days)
            .isEqualTo(400);
      }
      assertThat(node.get("supervisor", "/api/v1/watch?days=31").statusCode()).isEqualTo(200);
    }
  }
}

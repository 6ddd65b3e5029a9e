package cn.cunzhen.api.node;

import static cn.cunzhen.api.node.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionFaultsTest {
  @TempDir private static Path folder;
  private static RunningNode node;

  @BeforeAll
  static void start() throws IOException {
    node = RunningNode.on(folder);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sort=upwards              | /sort   | not-a-word    | Use one of these: relevance, newest, oldest.
          channel=window,pigeon     | /channel| not-a-word    | Use one of these: window, web, app, batch.
          facets=colour             | /facets | not-a-word    | Use one of these: item, agency, region, channel, outcome, year.
          limit=0                   | /limit  | not-a-number  | A whole number from 1 to 200 belongs here.
          limit=many                | /limit  | not-a-number  | A whole number from 1 to 200 belongs here.
          from=yesterday            | /from   | bad-day       | Write a date like 2026-11-21, or a time with its offset.
          to=2026-02-30             | /to     | bad-day       | Write a date like 2026-11-21, or a time with its offset.
          cursor=x                  | /cursor | bad-cursor    | Use the value of next from the answer before, as it is, with the same order.
          colour=red                | /colour | unknown-field | There is no such field: remove it or correct its name.
          """)
  void aFieldThatCanNotBeReadIsNamed(String query, String pointer, String code, String message)
      throws Exception {
    HttpResponse<String> refused =
        node.send(node.as("clerk", "/api/v1/records?" + query).header("Accept-Language", "en"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("type").asText()).endsWith("/malformed");
    JsonNode fault = json(refused).path("errors").path(0);
    assertThat(fault.path("pointer").asText()).isEqualTo(pointer);
    assertThat(fault.path("code").asText()).isEqualTo(code);
    assertThat(fault.path("message").asText()).isEqualTo(message);
  }

  @Test
  void whatIsTooLongOrTooMuchIsSaidInTheCallersLanguageAllAtOnce() throws Exception {
    String question =
        "{\"q\": \"%s\", \"holder\": \"%s\", \"item\": [%s], \"region\": \"460100\"}"
            .formatted("问".repeat(201), "王".repeat(201), codes(51));

    JsonNode chinese = errors(question, "zh-CN");
    JsonNode english = errors(question, "en");

    assertThat(chinese.findValuesAsText("pointer")).containsExactly("/q", "/holder", "/item");
    assertThat(chinese.findValuesAsText("message"))
        .containsExactly("内容过长，请控制在 200 个字符以内。", "内容过长，请控制在 200 个字符以内。", "项数过多，最多 50 项，请分开提交。");
    assertThat(english.findValuesAsText("message"))
        .containsExactly(
            "This is too long: keep it within 200 characters.",
            "This is too long: keep it within 200 characters.",
            "There are too many: at most 50 are taken, so divide them.");
  }

  @Test
  void whatIsJustWithinTheLimitsIsAnswered() throws Exception {
    String question =
        "{\"q\": \"%s\", \"holder\": \"%s\", \"item\": [%s], \"limit\": 200}"
            .formatted("问".repeat(200), "王".repeat(200), codes(50));

    assertThat(ask(question, "zh").statusCode()).isEqualTo(200);
  }

  @Test
  void aPageNamesWhatIsTooLongTooAndBreaksNothing() throws Exception {
    HttpResponse<String> page =
        node.send(
            node.as("clerk", "/search")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("q=" + "a".repeat(201))));

    assertThat(page.statusCode()).isEqualTo(400);
  }

  private static String codes(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> "\"SI-%04d\"".formatted(n))
        .collect(Collectors.joining(", "));
  }

  private static JsonNode errors(String question, String language) throws Exception {
    HttpResponse<String> refused = ask(question, language);
    assertThat(refused.statusCode()).isEqualTo(400);
    return json(refused).path("errors");
  }

  private static HttpResponse<String> ask(String question, String language) throws Exception {
    return node.send(
        node.as("clerk", "/api/v1/records/search")
            .header("Accept-Language", language)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(question)));
  }
}

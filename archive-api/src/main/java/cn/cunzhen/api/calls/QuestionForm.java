package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Problem;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.Question.Numbers;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A question as it is written in a URL or in JSON: named fields, several values by comma. */
record QuestionForm(Map<String, String> values) {
  /** Every field and what it means. */
  static final Map<String, String> FIELDS = fields();

  QuestionForm {
    values = Map.copyOf(values);
  }

  private static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(
        "q",
        "words, names, numbers, dates, pinyin: each must be found, in whatever field, or in that"
            + " which it names (item:, holder:, number:, agency:, region:, date:, title:, text:);"
            + " what stands between quotation marks stays together");
    fields.put("holder", "name or number of a holder, or a part of it");
    fields.put("item", "item codes");
    fields.put("agency", "agency codes");
    fields.put("region", "region codes; a region includes those within");
    fields.put("channel", "window, web, app, batch");
    fields.put("from", "completed on this day or later (date, or RFC 3339 time)");
    fields.put("to", "completed on this day or earlier (date, or RFC 3339 time)");
    fields.put("sort", "relevance, newest or oldest");
    fields.put("cursor", "where the next page begins, from the answer before");
    fields.put("limit", "1 to 200, 20 if not said");
    fields.put("facets", "item, agency, region, channel, outcome, year");
    return fields;
  }

  static QuestionForm ofQuery(Context context) {
    Map<String, String> values = new HashMap<>();
    for (String name : context.queryParamMap().keySet()) {
      values.put(known(name), String.join(",", context.queryParams(name)));
    }
    return new QuestionForm(values);
  }

  static QuestionForm ofJson(JsonNode json) {
    Json.only(FIELDS.keySet(), json, "");
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      values.put(field.getKey(), text(field.getValue()));
    }
    return new QuestionForm(values);
  }

  /** What somebody has typed so far, of a question that has nothing else. */
  static String typed(JsonNode json) {
    Json.only(Set.of("q"), json, "");
    return ofJson(json).question(Numbers.MASKED).text();
  }

  private static String known(String name) {
    if (!FIELDS.containsKey(name)) {
      throw Json.malformed(Json.unknown("", name));
    }
    return name;
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return String.join(",", value.valueStream().map(JsonNode::asText).toList());
    }
    return value.asText();
  }

  /**
   * @throws Problem with every fault
   */
  Question question(Numbers numbers) {
    return new QuestionReader(values).read(numbers);
  }
}

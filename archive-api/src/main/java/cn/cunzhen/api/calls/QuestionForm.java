package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.indexer.search.Cursor;
import cn.cunzhen.indexer.search.Facet;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.Question.Filter;
import cn.cunzhen.indexer.search.Question.Numbers;
import cn.cunzhen.indexer.search.Question.Order;
import cn.cunzhen.indexer.search.Question.Page;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A question as it is written in a URL or in JSON: named fields, several values by comma. */
record QuestionForm(Map<String, String> values) {
  private static final int DEFAULT_LIMIT = 20;

  /** Every field and what it means. */
  static final Map<String, String> FIELDS = fields();

  QuestionForm {
    values = Map.copyOf(values);
  }

  private static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("q", "words, names, numbers: every part must be found, in whatever field");
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
    if (!json.isObject()) {
      throw new Problem(ProblemCode.MALFORMED, "a question is a JSON object");
    }
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      values.put(known(field.getKey()), text(field.getValue()));
    }
    return new QuestionForm(values);
  }

  private static String known(String name) {
    if (!FIELDS.containsKey(name)) {
      throw new Problem(ProblemCode.MALFORMED, "a question has no field of this name");
    }
    return name;
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return String.join(",", value.valueStream().map(JsonNode::asText).toList());
    }
    return value.asText();
  }

  Question question(Numbers numbers) {
    Filter filter =
        new Filter(
            one("holder"),
            many("item", Function.identity()),
            many("agency", Function.identity()),
            many("region", Function.identity()),
            many("channel", channel -> Channel.valueOf(channel.toUpperCase(Locale.ROOT))),
            List.of(),
            time("from", false),
            time("to", true));
    return new Question(values.getOrDefault("q", ""), filter, page(), facets(), numbers);
  }

  private @Nullable String one(String name) {
    String value = values.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private <T> List<T> many(String name, Function<String, T> reader) {
    String value = one(name);
    if (value == null) {
      return List.of();
    }
    try {
      return Arrays.stream(value.split(",")).map(String::strip).map(reader).toList();
    } catch (IllegalArgumentException e) {
      throw wrong(name);
    }
  }

  private Set<Facet> facets() {
    Set<Facet> facets = EnumSet.noneOf(Facet.class);
    facets.addAll(many("facets", facet -> Facet.valueOf(facet.toUpperCase(Locale.ROOT))));
    return facets;
  }

  private Page page() {
    try {
      String sort = one("sort");
      Order order = sort == null ? Order.RELEVANCE : Order.valueOf(sort.toUpperCase(Locale.ROOT));
      String limit = one("limit");
      String cursor = one("cursor");
      return new Page(
          order,
          cursor == null ? null : Cursor.parse(cursor),
          limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit));
    } catch (IllegalArgumentException e) {
      throw wrong("sort, cursor or limit");
    }
  }

  /** A date is a day by the archive's clocks; the last day counts whole. */
  private @Nullable Instant time(String name, boolean end) {
    String value = one(name);
    if (value == null) {
      return null;
    }
    try {
      if (value.length() > 10) {
        return OffsetDateTime.parse(value).toInstant();
      }
      LocalDate day = LocalDate.parse(value);
      return (end ? day.plusDays(1) : day).atStartOfDay(Retention.ZONE).toInstant();
    } catch (DateTimeException e) {
      throw wrong(name);
    }
  }

  private static Problem wrong(String field) {
    return new Problem(ProblemCode.MALFORMED, "the field " + field + " can't be read");
  }
}

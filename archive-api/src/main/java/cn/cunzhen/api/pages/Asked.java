package cn.cunzhen.api.pages;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search page asks for: what was typed, how it is sorted, and what it is narrowed down to.
 *
 * @param sort relevance, newest or oldest; empty for what is usual
 * @param chosen values of the narrowing fields; years are those from the first to the last chosen
 */
record Asked(String text, String sort, Map<String, List<String>> chosen) {
  static final String YEAR = "year";
  private static final List<String> NARROWING =
      List.of("item", "agency", "region", "channel", YEAR);
  private static final String EVERYTHING_COUNTED = "item,agency,region,channel,year";

  Asked {
    chosen = Map.copyOf(chosen);
  }

  static Asked of(Context context) {
    Map<String, List<String>> chosen = new HashMap<>();
    for (String field : NARROWING) {
      List<String> values = new ArrayList<>();
      for (String each : context.formParams(field)) {
        values.addAll(List.of(each.split(",")));
      }
      values.removeIf(String::isBlank);
      if (!values.isEmpty()) {
        chosen.put(field, List.copyOf(values));
      }
    }
    return new Asked(typed(context.formParam("q")), typed(context.formParam("sort")), chosen);
  }

  private static String typed(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  /** The sort that counts: without words there is nothing to match best. */
  String order() {
    boolean best = sort.isEmpty() || sort.equals("relevance");
    if (best) {
      return text.isEmpty() ? "newest" : "relevance";
    }
    return sort;
  }

  List<String> chosen(String field) {
    return chosen.getOrDefault(field, List.of());
  }

  /** Whether a value is among what the question is narrowed down to. */
  boolean isChosen(String field, String value) {
    List<String> values = chosen(field);
    if (field.equals(YEAR) && !values.isEmpty()) {
      return value.compareTo(first()) >= 0 && value.compareTo(last()) <= 0;
    }
    return values.contains(value);
  }

  private String first() {
    return chosen(YEAR).stream().min(String::compareTo).orElseThrow();
  }

  private String last() {
    return chosen(YEAR).stream().max(String::compareTo).orElseThrow();
  }

  /** The same as the page's form has it. */
  Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("q", text);
    form.put("sort", sort);
    chosen.forEach((field, values) -> form.put(field, String.join(",", values)));
    return form;
  }

  /** The same as the fields of a search. */
  Map<String, String> fields(@Nullable String cursor) {
    Map<String, String> fields = new HashMap<>();
    fields.put("q", text);
    fields.put("sort", order());
    fields.put("facets", EVERYTHING_COUNTED);
    chosen.forEach((field, values) -> fields.put(field, String.join(",", values)));
    if (fields.remove(YEAR) != null) {
      fields.put("from", first() + "-01-01");
      fields.put("to", last() + "-12-31");
    }
    if (cursor != null) {
      fields.put("cursor", cursor);
    }
    return fields;
  }
}

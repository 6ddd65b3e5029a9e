package cn.cunzhen.api.pages;

import cn.cunzhen.indexer.search.Facet;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What an answer can be narrowed down to in one respect.
 *
 * @param field what the page's form calls it
 */
public record FacetGroup(Text text, String field, List<Value> values) {
  /** More are not listed: nobody would look through them. */
  private static final int MOST = 8;

  public FacetGroup {
    values = List.copyOf(values);
  }

  /** One of the values, and how many records have it. */
  public record Value(String code, String name, long count, boolean chosen) {}

  /** The groups in which there is something to choose, or was. */
  static List<FacetGroup> of(Asked asked, Answer answer, Names names) {
    List<FacetGroup> groups = new ArrayList<>();
    for (Facet facet : List.of(Facet.YEAR, Facet.ITEM, Facet.AGENCY, Facet.REGION, Facet.CHANNEL)) {
      String field = facet.name().toLowerCase(Locale.ROOT);
      List<Value> values = values(facet, field, asked, answer, names);
      if (values.size() > 1 || !asked.chosen(field).isEmpty()) {
        groups.add(new FacetGroup(text(facet), field, values));
      }
    }
    return groups;
  }

  private static List<Value> values(
      Facet facet, String field, Asked asked, Answer answer, Names names) {
    List<Value> values = new ArrayList<>();
    for (Count count : answer.facets().getOrDefault(facet, List.of())) {
      String code = code(facet, count.value());
      boolean chosen = asked.isChosen(field, code);
      if (values.size() < MOST || chosen) {
        values.add(new Value(code, names.of(facet, code), count.records(), chosen));
      }
    }
    for (String code : asked.chosen(field)) {
      if (values.stream().noneMatch(value -> value.code().equals(code))) {
        values.add(new Value(code, names.of(facet, code), 0, true));
      }
    }
    if (facet == Facet.YEAR) {
      values.sort(Comparator.comparing(Value::code).reversed());
    }
    return values;
  }

  private static String code(Facet facet, String value) {
    return facet == Facet.CHANNEL ? value.toLowerCase(Locale.ROOT) : value;
  }

  private static Text text(Facet facet) {
    return switch (facet) {
      case ITEM -> Text.ITEM;
      case AGENCY -> Text.AGENCY;
      case REGION -> Text.REGION;
      case CHANNEL -> Text.CHANNEL;
      case OUTCOME -> Text.OUTCOME;
      case YEAR -> Text.YEAR;
    };
  }
}

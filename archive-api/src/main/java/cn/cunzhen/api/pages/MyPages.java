package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.calls.SearchCalls;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.pages.MyPage.Chip;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.indexer.search.Facet;
import cn.cunzhen.indexer.search.Question.Filter;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Count;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One's own records: all of them, of a year, of a kind, or those that say something. */
final class MyPages {
  static final Access HOLDERS = Access.only(Role.CITIZEN, Role.EMPLOYER);
  private static final String AT_ONCE = "50";

  /** So few are seen at a glance, and nothing is offered to choose from. */
  private static final int FEW = 3;

  private final SearchCalls search;
  private final Catalogue catalogue;
  private final Places places;

  MyPages(SearchCalls search, Catalogue catalogue, Places places) {
    this.search = search;
    this.catalogue = catalogue;
    this.places = places;
  }

  /** What was typed is posted, so that it stands in no URL; a year or a kind may stand in one. */
  List<Route> routes() {
    return List.of(
        Pages.page(GET, "/my", HOLDERS, "One's own records.", this::records),
        Pages.page(POST, "/my", HOLDERS, "Search one's own records.", this::records));
  }

  private void records(Exchange exchange) throws InterruptedException {
    Context context = exchange.context();
    Names names = Names.of(View.of(context), catalogue, places);
    String words = Pages.field(context, "q").strip();
    String year = last(context, "year");
    String kind = last(context, "kind");
    String cursor = context.formParam("cursor");
    boolean narrow = !year.isEmpty() || !kind.isEmpty();
    Map<String, String> fields = fields(words);
    // The chips offer every year and kind there is, so they are counted before one is chosen.
    Answer all = search.page(exchange, narrow ? fields : at(cursor, fields));
    Choices choices = Choices.of(all, year, kind, names);
    choices.narrow(fields);
    Answer found = narrow ? search.narrower(exchange, at(cursor, fields)) : all;
    MyPage page =
        new MyPage(
            words,
            choices.year(),
            choices.kind(),
            found.total(),
            found.approximate(),
            choices.yearChips(names.view()),
            choices.kindChips(names.view()),
            MyPage.byYear(found.hits(), names),
            found.next() == null ? null : found.next().format());
    Pages.show(context, "my", "page", page);
  }

  private static Map<String, String> fields(String words) {
    Map<String, String> fields = new HashMap<>();
    fields.put("q", words);
    fields.put("sort", "newest");
    fields.put("facets", "year,item");
    fields.put("limit", AT_ONCE);
    return fields;
  }

  private static Map<String, String> at(@Nullable String cursor, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    if (cursor != null) {
      all.put("cursor", cursor);
    }
    return all;
  }

  /** A chip that is pressed is sent after what was chosen before. */
  private static String last(Context context, String field) {
    List<String> posted = context.formParams(field);
    String asked = context.queryParam(field);
    if (!posted.isEmpty()) {
      return posted.getLast();
    }
    return asked == null ? "" : asked;
  }

  /**
   * The years and kinds that there are, and those chosen; what there is not can't be chosen.
   *
   * @param kinds with the codes of their items
   */
  private record Choices(
      List<String> years, Map<Kind, List<String>> kinds, String year, String kind) {
    static Choices of(Answer all, String year, String kind, Names names) {
      if (all.total() <= FEW && year.isEmpty() && kind.isEmpty()) {
        return new Choices(List.of(), Map.of(), "", "");
      }
      List<String> years = values(all, Facet.YEAR).sorted(Comparator.reverseOrder()).toList();
      Map<Kind, List<String>> kinds =
          values(all, Facet.ITEM)
              .collect(Collectors.groupingBy(names::kind, LinkedHashMap::new, Collectors.toList()));
      kinds.values().removeIf(items -> items.size() > Filter.MOST); // more can't be asked for
      return new Choices(
          years,
          kinds,
          years.contains(year) ? year : "",
          kinds.keySet().stream().anyMatch(each -> each.code().equals(kind)) ? kind : "");
    }

    private static Stream<String> values(Answer answer, Facet facet) {
      return answer.facets().getOrDefault(facet, List.of()).stream().map(Count::value);
    }

    void narrow(Map<String, String> fields) {
      if (!year.isEmpty()) {
        fields.put("from", year + "-01-01");
        fields.put("to", year + "-12-31");
      }
      kinds.forEach((each, items) -> {
        if (each.code().equals(kind)) {
          fields.put("item", String.join(",", items));
        }
      });
    }

    List<Chip> yearChips(View view) {
      List<Chip> chips = new ArrayList<>();
      chips.add(year("", view.t(MyText.ALL_YEARS)));
      years.forEach(each -> chips.add(year(each, view.t(MyText.YEAR, each))));
      return years.size() > 1 || !year.isEmpty() ? chips : List.of();
    }

    List<Chip> kindChips(View view) {
      List<Chip> chips = new ArrayList<>();
      chips.add(kind("", view.t(MyText.ALL_KINDS), null));
      kinds.keySet().forEach(each -> chips.add(kind(each.code(), each.name(), each.picture())));
      return kinds.size() > 1 || !kind.isEmpty() ? chips : List.of();
    }

    private Chip year(String value, String name) {
      return new Chip("year", value, query(value, kind), name, null, value.equals(year));
    }

    private Chip kind(String value, String name, @Nullable String picture) {
      return new Chip("kind", value, query(year, value), name, picture, value.equals(kind));
    }

    private static String query(String year, String kind) {
      return "/my?year=" + year + "&kind=" + kind;
    }
  }
}

package cn.cunzhen.api.pages;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.indexer.search.Description;
import cn.cunzhen.indexer.search.Hit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's own records, by year.
 *
 * @param words what was searched for; empty for nothing
 * @param year the one chosen; empty for all
 * @param kind the code of the one chosen; empty for all
 * @param near whether nothing is exactly what was searched for, and these are near it
 * @param next where the next page begins; null where there is none
 */
public record MyPage(
    String words,
    String year,
    String kind,
    long total,
    boolean near,
    List<Chip> years,
    List<Chip> kinds,
    List<Year> records,
    @Nullable String next) {
  /** How many chips of years stand in sight. */
  public static final int YEARS_SHOWN = 7;

  private static final int NAMED = 2;

  public MyPage {
    years = List.copyOf(years);
    kinds = List.copyOf(kinds);
    records = List.copyOf(records);
  }

  /**
   * Something to choose, with a press.
   *
   * @param value what a form sends
   * @param link the same where nothing was typed
   * @param picture null for none
   */
  public record Chip(
      String field,
      String value,
      String link,
      String name,
      @Nullable String picture,
      boolean chosen) {}

  /**
   * The records that were completed in a year.
   *
   * @param heading empty where that is not known yet
   */
  public record Year(String heading, List<Row> rows) {
    public Year {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A record.
   *
   * @param about null where nothing is known of it yet
   */
  public record Row(String record, @Nullable About about) {}

  /**
   * What a record is about.
   *
   * @param with whom else it concerns; empty for nobody
   * @param others how many more, of whom the viewer may see nothing
   */
  public record About(
      String item, Kind kind, Outcome outcome, String completed, String with, int others) {}

  /** How many there are, in words. */
  public String sentence(View view) {
    if (near) {
      return view.t(MyText.NEAR, total);
    }
    return view.t(words.isEmpty() ? MyText.COUNT : MyText.FOUND, total);
  }

  static List<Year> byYear(List<Hit> hits, Names names) {
    Map<String, List<Row>> years = new LinkedHashMap<>();
    for (Hit hit : hits) {
      Description about = hit.description();
      String year = about == null ? "" : names.view().year(about.completedAt());
      years
          .computeIfAbsent(year, _ -> new ArrayList<>())
          .add(new Row(hit.record().value(), about == null ? null : about(about, names)));
    }
    return years.entrySet().stream().map(each -> new Year(each.getKey(), each.getValue())).toList();
  }

  private static About about(Description about, Names names) {
    return new About(
        names.item(about.itemCode(), about.itemName()),
        names.kind(about.itemCode()),
        about.outcome(),
        names.view().day(about.completedAt()),
        with(about.holders(), names.view()),
        about.others());
  }

  /** Whom a record concerns but the viewer; empty for nobody. */
  static String with(List<Holder> holders, View view) {
    Person own = view.viewer() == null ? null : view.viewer().person();
    List<Holder> others =
        holders.stream()
            .filter(holder -> !new Person(holder.idType(), holder.number()).equals(own))
            .toList();
    String named = others.stream().limit(NAMED).map(Holder::name).collect(Collectors.joining("、"));
    return others.size() > NAMED ? view.t(MyText.AND_OTHERS, named, others.size()) : named;
  }

  /** Whether this is less than all that there is. */
  public boolean narrowed() {
    return !words.isEmpty() || !year.isEmpty() || !kind.isEmpty();
  }
}

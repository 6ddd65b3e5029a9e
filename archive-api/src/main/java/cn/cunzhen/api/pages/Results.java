package cn.cunzhen.api.pages;

import cn.cunzhen.core.record.Holder;
import cn.cunzhen.indexer.search.Description;
import cn.cunzhen.indexer.search.Highlight;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, as the page shows it.
 *
 * @param asked the fields of the form that asked
 * @param approximate whether nothing is exactly so, and these are near it
 * @param suggestions what may be meant, where nothing is found
 * @param position how much of the ledger is covered
 * @param narrowed whether more than words was asked for
 */
public record Results(
    String question,
    Map<String, String> asked,
    long total,
    boolean approximate,
    long position,
    boolean narrowed,
    List<Suggestion> suggestions,
    List<Order> orders,
    List<FacetGroup> facets,
    List<Row> rows,
    @Nullable String next) {
  private static final int PLACES = 3;

  public Results {
    suggestions = List.copyOf(suggestions);
    orders = List.copyOf(orders);
    facets = List.copyOf(facets);
    rows = List.copyOf(rows);
  }

  /** A way to sort. */
  public record Order(String word, Text text, boolean chosen) {}

  /** A record that was found. */
  public record Row(
      String record,
      String item,
      String holders,
      String completed,
      String archiveNumber,
      String agency,
      List<Place> places) {}

  /** Some words around what was asked for, and in which file and page they stand. */
  public record Place(@Nullable Integer file, @Nullable Integer page, List<Piece> pieces) {}

  /** A piece of text, marked or not. */
  public record Piece(String text, boolean marked) {}

  static Results of(Asked asked, Answer answer, List<Suggestion> suggestions, Names names) {
    return new Results(
        asked.text(),
        asked.form(),
        answer.total(),
        answer.approximate(),
        answer.position(),
        !asked.chosen().isEmpty(),
        suggestions,
        orders(asked),
        FacetGroup.of(asked, answer, names),
        answer.hits().stream().map(hit -> row(hit, names)).toList(),
        answer.next() == null ? null : answer.next().format());
  }

  /** The usual one is sent as nothing, so that it is another as soon as there are words. */
  private static List<Order> orders(Asked asked) {
    Order oldest = new Order("oldest", Text.SORT_OLDEST, asked.sort().equals("oldest"));
    boolean newest = asked.sort().equals("newest");
    return asked.text().isEmpty()
        ? List.of(new Order("", Text.SORT_NEWEST, !oldest.chosen()), oldest)
        : List.of(
            new Order("", Text.SORT_RELEVANCE, !newest && !oldest.chosen()),
            new Order("newest", Text.SORT_NEWEST, newest),
            oldest);
  }

  /** What came of it, in words. */
  public String sentence(View view) {
    String covers = " · " + view.t(Text.COVERS, position);
    if (approximate) {
      return view.t(Text.APPROXIMATE, total) + covers;
    }
    if (total > 0) {
      boolean newest = question.isEmpty() && !narrowed;
      return view.t(newest ? Text.NEWEST : Text.FOUND, total) + covers;
    }
    boolean empty = question.isEmpty() && !narrowed;
    return view.t(empty ? Text.NOTHING_THERE : Text.NOTHING_FOUND) + covers;
  }

  private static Row row(Hit hit, Names names) {
    Description about = hit.description();
    List<Place> places = hit.highlights().stream().limit(PLACES).map(Results::place).toList();
    if (about == null) {
      return new Row(hit.record().value(), hit.record().value(), "", "", "", "", places);
    }
    return new Row(
        hit.record().value(),
        about.itemName(),
        holders(about, names.view()),
        about.completedAt().toLocalDate().toString(),
        about.archiveNumber(),
        names.places().agency(about.agency()),
        places);
  }

  private static String holders(Description about, View view) {
    Stream<String> shown = about.holders().stream().map(Results::holder);
    Stream<String> others =
        about.others() > 0 ? Stream.of(view.t(MyText.PART_SHORT, about.others())) : Stream.of();
    return Stream.concat(shown, others).collect(Collectors.joining("；"));
  }

  private static String holder(Holder holder) {
    return holder.name() + " " + holder.number();
  }

  private static Place place(Highlight highlight) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    for (Highlight.Mark mark : highlight.marks()) {
      pieces.add(new Piece(highlight.text().substring(at, mark.from()), false));
      pieces.add(new Piece(highlight.text().substring(mark.from(), mark.to()), true));
      at = mark.to();
    }
    pieces.add(new Piece(highlight.text().substring(at), false));
    return new Place(highlight.file(), highlight.page(), pieces);
  }
}

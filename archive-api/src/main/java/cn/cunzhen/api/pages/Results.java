package cn.cunzhen.api.pages;

import cn.cunzhen.core.record.Holder;
import cn.cunzhen.indexer.search.Description;
import cn.cunzhen.indexer.search.Highlight;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a search found, as the page shows it. */
public record Results(String question, long total, List<Row> rows, @Nullable String next) {
  private static final int PLACES = 2;

  public Results {
    rows = List.copyOf(rows);
  }

  /** A record that was found. */
  public record Row(
      String record,
      String item,
      String holders,
      String completed,
      String archiveNumber,
      String agency,
      List<Place> places) {}

  /** Some words around what was asked for. */
  public record Place(List<Piece> pieces) {}

  /** A piece of text, marked or not. */
  public record Piece(String text, boolean marked) {}

  static Results of(String question, Answer answer) {
    return new Results(
        question,
        answer.total(),
        answer.hits().stream().map(Results::row).toList(),
        answer.next() == null ? null : answer.next().format());
  }

  private static Row row(Hit hit) {
    Description about = hit.description();
    List<Place> places = hit.highlights().stream().limit(PLACES).map(Results::place).toList();
    if (about == null) {
      return new Row(hit.record().value(), hit.record().value(), "", "", "", "", places);
    }
    return new Row(
        hit.record().value(),
        about.itemName(),
        about.holders().stream().map(Results::holder).collect(Collectors.joining("；")),
        about.completedAt().toLocalDate().toString(),
        about.archiveNumber(),
        about.agency(),
        places);
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
    return new Place(pieces);
  }
}

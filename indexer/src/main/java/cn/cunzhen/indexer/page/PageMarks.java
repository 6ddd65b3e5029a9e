package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.page.PageWords.Place;
import cn.cunzhen.indexer.search.Highlight.Mark;
import cn.cunzhen.indexer.search.Occurrences;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where on a page stands what was searched for. */
public final class PageMarks {
  /** More are not shown on a page. */
  private static final int MOST = 2_000;

  private PageMarks() {}

  /** Rectangles around every occurrence, one for each line that it stands on. */
  public static List<Place> of(PageWords words, String question) {
    List<Place> marks = new ArrayList<>();
    for (Mark mark : Occurrences.of(question, words.text())) {
      @Nullable Place line = null;
      for (Place place : words.places().subList(mark.from(), mark.to())) {
        if (!place.isSomewhere()) {
          continue;
        }
        if (line != null && isNext(line, place)) {
          line = around(line, place);
        } else {
          add(line, marks);
          line = place;
        }
      }
      add(line, marks);
    }
    return List.copyOf(marks.subList(0, Math.min(MOST, marks.size())));
  }

  private static void add(@Nullable Place line, List<Place> to) {
    if (line != null) {
      to.add(line);
    }
  }

  /** Whether a character stands on the line, and not far from its end. */
  private static boolean isNext(Place line, Place place) {
    float middle = place.y() + place.height() / 2;
    float gap = place.x() - (line.x() + line.width());
    boolean level = middle > line.y() && middle < line.y() + line.height();
    return level && gap > -place.width() && gap < 2 * place.width();
  }

  private static Place around(Place one, Place other) {
    float left = Math.min(one.x(), other.x());
    float top = Math.min(one.y(), other.y());
    float right = Math.max(one.x() + one.width(), other.x() + other.width());
    float bottom = Math.max(one.y() + one.height(), other.y() + other.height());
    return new Place(left, top, right - left, bottom - top);
  }
}

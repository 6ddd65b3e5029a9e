package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.page.PageWords.Place;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts characters together to words as they are drawn, one by one. */
final class WordsDrawn {
  private final StringBuilder text = new StringBuilder();
  private final List<Place> places = new ArrayList<>();
  private final double width;
  private final double height;
  private @Nullable Rectangle2D last;

  /** For a page of that size, in whatever unit. */
  WordsDrawn(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /** A character is drawn; what lies far from the one before begins a word of its own. */
  void add(int character, Rectangle2D place) {
    if (text.length() + 3 > PageWords.MOST) {
      return;
    }
    if (last != null && !adjoin(last, place)) {
      put(" ", Place.NOWHERE);
    }
    put(
        Character.toString(character),
        new Place(
            (float) (place.getX() / width),
            (float) (place.getY() / height),
            (float) (place.getWidth() / width),
            (float) (place.getHeight() / height)));
    last = place;
  }

  private static boolean adjoin(Rectangle2D one, Rectangle2D other) {
    double high = Math.max(one.getHeight(), other.getHeight());
    boolean level = Math.abs(one.getCenterY() - other.getCenterY()) < high / 2;
    return level && Math.abs(other.getX() - one.getMaxX()) < high / 2;
  }

  private void put(String string, Place place) {
    text.append(string);
    for (int i = 0; i < string.length(); i++) {
      places.add(place);
    }
  }

  PageWords words() {
    return new PageWords(text.toString(), places);
  }
}

package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.child.NonsenseException;
import cn.cunzhen.indexer.child.Strings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page says, and where.
 *
 * @param text in the order of reading
 * @param places of each UTF-16 code unit of the text
 */
public record PageWords(String text, List<Place> places) {
  /** What follows on a page is not looked at. */
  static final int MOST = 200_000;

  public PageWords {
    places = List.copyOf(places);
    if (text.length() != places.size()) {
      throw new IllegalArgumentException("a place for each of the characters, and no more");
    }
  }

  /** These words and then those, as far as there is room for all of those. */
  PageWords and(PageWords others) {
    if (others.text.isEmpty() || text.length() + 1 + others.text.length() > MOST) {
      return this;
    }
    List<Place> all = new ArrayList<>(places);
    all.add(Place.NOWHERE);
    all.addAll(others.places);
    return new PageWords(text + "\n" + others.text, all);
  }

  static final PageWords NONE = new PageWords("", List.of());

  /**
   * A rectangle, in fractions of the page's width and height from its upper left corner.
   *
   * @param width 0 where a character stands nowhere, as the end of a line does
   */
  public record Place(float x, float y, float width, float height) {
    static final Place NOWHERE = new Place(0, 0, 0, 0);

    boolean isSomewhere() {
      return width > 0;
    }
  }

  void write(DataOutputStream out) throws IOException {
    Strings.write(out, text);
    for (Place place : places) {
      out.writeFloat(place.x);
      out.writeFloat(place.y);
      out.writeFloat(place.width);
      out.writeFloat(place.height);
    }
  }

  static PageWords read(DataInputStream in) throws IOException {
    String text = Strings.read(in, 3L * MOST);
    if (text.length() > MOST) {
      throw new NonsenseException();
    }
    List<Place> places = new ArrayList<>(text.length());
    for (int i = 0; i < text.length(); i++) {
      places.add(new Place(in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat()));
    }
    return new PageWords(text, places);
  }
}

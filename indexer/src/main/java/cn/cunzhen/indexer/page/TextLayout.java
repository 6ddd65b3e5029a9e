package cn.cunzhen.indexer.page;

import cn.cunzhen.indexer.font.Typeface;
import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines and lines into pages. */
final class TextLayout {
  static final double SIZE = 11;
  private static final double LINE = 18;
  private static final double MARGIN = 56;

  /** What no line begins with. */
  private static final String CLOSING = "，。；：、！？）》”’〕】,.;:!?)]}";

  private final List<List<Line>> pages = new ArrayList<>();
  private final PageSize size;
  private double y;

  /** A line, from the left end of its base line, in points. */
  record Line(String text, double x, double y) {}

  TextLayout(PageSize size) {
    this.size = size;
  }

  /** Sets a text from the top of a new page on; of very many pages the last are left out. */
  void section(String text) {
    turn();
    for (String paragraph : text.split("\n", -1)) {
      int from = 0;
      do {
        int to = end(paragraph, from);
        put(paragraph.substring(from, to).stripTrailing());
        from = to;
      } while (from < paragraph.length());
    }
  }

  private void turn() {
    pages.add(new ArrayList<>());
    y = MARGIN + SIZE;
  }

  private void put(String line) {
    if (y > size.height() - MARGIN) {
      turn();
    }
    if (!line.isEmpty() && pages.size() <= PageList.MOST) {
      pages.getLast().add(new Line(line, MARGIN, y));
    }
    y += LINE;
  }

  /** Where the line ends that begins there: after a word, or before a character that fits not. */
  private int end(String text, int from) {
    double left = size.width() - 2 * MARGIN;
    int word = -1;
    int at = from;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      left -= Typeface.shared().advance(character) * SIZE;
      if (left < 0 && at > from) {
        return broken(text, from, at, word);
      }
      at += Character.charCount(character);
      if (!isOfWord(character)) {
        word = at;
      }
    }
    return at;
  }

  private static int broken(String text, int from, int at, int word) {
    int next = text.codePointAt(at);
    if (CLOSING.indexOf(next) >= 0) {
      return at + Character.charCount(next);
    }
    boolean within = isOfWord(next) && isOfWord(text.codePointBefore(at));
    return within && word > from ? word : at;
  }

  private static boolean isOfWord(int character) {
    return Character.isLetterOrDigit(character) && !Character.isIdeographic(character);
  }

  List<List<Line>> pages() {
    return pages.subList(0, Math.min(pages.size(), PageList.MOST));
  }
}

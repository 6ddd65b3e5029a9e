package cn.cunzhen.indexer.recognition;

import cn.cunzhen.indexer.recognition.Recognised.Box;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tesseract's table of words (TSV: level, page, block, paragraph, line, word, left, top, width,
 * height, confidence, text), laid over the text that it gave in the same run.
 *
 * <p>Of a run of Chinese it tells well where that begins and ends, and less well where each word in
 * it does; so such a run is one box.
 */
final class WordTable {
  private static final int COLUMNS = 12;
  private static final int LEFT = 6;
  private static final int PICTURE = 1;
  private static final int LINE = 4;
  private static final int WORD = 5;

  /** The first of the blocks of Chinese characters, their parts and their marks. */
  private static final int FIRST_WIDE = 0x2E80;

  /** Text that a word may not be found in is passed over so far, and no further. */
  private static final int FARTHEST = 200;

  private final String text;
  private final List<Box> boxes = new ArrayList<>();
  private Area picture = new Area(0, 0, 0, 0);
  private @Nullable Area line;
  private boolean begins;
  private int reached;

  private WordTable(String text) {
    this.text = text;
  }

  /** In pixels; right and bottom are exclusive. */
  private record Area(int left, int top, int right, int bottom) {
    Area within(Area other) {
      return new Area(
          Math.max(left, other.left),
          Math.max(top, other.top),
          Math.min(right, other.right),
          Math.min(bottom, other.bottom));
    }

    boolean isEmpty() {
      return left >= right || top >= bottom;
    }
  }

  /** The text with the boxes that can be told; none where the table is not what it should be. */
  static Recognised place(String text, String table) {
    if (text.length() > Recognised.LONGEST) {
      return new Recognised(text, List.of());
    }
    WordTable words = new WordTable(text);
    try {
      table.lines().skip(1).forEach(words::read);
    } catch (NumberFormatException e) {
      return new Recognised(text, List.of());
    }
    return new Recognised(text, words.boxes);
  }

  private void read(String row) {
    String[] columns = row.split("\t", COLUMNS);
    if (columns.length < COLUMNS - 1) {
      throw new NumberFormatException("not a row of words");
    }
    switch (Integer.parseInt(columns[0])) {
      case PICTURE -> picture = area(columns);
      case LINE -> {
        line = area(columns).within(picture);
        begins = true;
      }
      case WORD -> {
        if (columns.length == COLUMNS && line != null) {
          put(columns[COLUMNS - 1], area(columns).within(line));
        }
      }
      default -> {
        // a block or a paragraph: its lines say where it stands
      }
    }
  }

  private static Area area(String[] columns) {
    int left = Integer.parseInt(columns[LEFT]);
    int top = Integer.parseInt(columns[LEFT + 1]);
    int width = Integer.parseInt(columns[LEFT + 2]);
    int height = Integer.parseInt(columns[LEFT + 3]);
    return new Area(left, top, left + width, top + height);
  }

  private void put(String word, Area area) {
    int at = word.isBlank() ? -1 : text.indexOf(word, reached);
    if (at < 0 || at - reached > FARTHEST || area.isEmpty()) {
      return;
    }
    reached = at + word.length();
    int left = scaled(area.left, picture.right);
    int top = scaled(area.top, picture.bottom);
    int right = Math.max(left + 1, scaled(area.right, picture.right));
    int bottom = Math.max(top + 1, scaled(area.bottom, picture.bottom));
    add(new Box(at, reached, left, top, right, bottom));
  }

  private void add(Box box) {
    Box last = boxes.isEmpty() ? null : boxes.getLast();
    if (last != null && continues(last, box)) {
      boxes.removeLast();
      boxes.add(around(last, box));
    } else {
      boxes.add(box);
    }
    begins = false;
  }

  private static int scaled(int pixels, int side) {
    return (int) ((long) pixels * Box.WHOLE / side);
  }

  /** Whether a word goes on with the run of Chinese before it on its line. */
  private boolean continues(Box last, Box box) {
    boolean adjoins = !begins && last.to() == box.from() && box.right() > last.left();
    return adjoins && isWide(last) && isWide(box);
  }

  /** Whether all its characters are as wide as Chinese ones. */
  private boolean isWide(Box box) {
    return text.substring(box.from(), box.to()).codePoints().allMatch(c -> c >= FIRST_WIDE);
  }

  private static Box around(Box one, Box other) {
    return new Box(
        one.from(),
        other.to(),
        one.left(),
        Math.min(one.top(), other.top()),
        other.right(), // a word before may seem to reach farther, and does not
        Math.max(one.bottom(), other.bottom()));
  }
}

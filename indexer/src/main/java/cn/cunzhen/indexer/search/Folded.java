package cn.cunzhen.indexer.search;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A text as search sees it: folded letters and digits, and where in the text each came from.
 *
 * <p>Letters are all that carries meaning: ideographs, letters of alphabets, digits and other
 * numbers. Everything else separates them, or nothing: that is the difference between the two ways
 * of making one.
 */
final class Folded {
  /** Stands between letters that don't belong together. */
  static final int GAP = -1;

  /** Stands for any letter. */
  static final int WILD = -2;

  private int[] units = new int[16];
  private int[] origins = new int[16];
  private int size;

  private Folded() {}

  /**
   * Running text: punctuation separates. A blank separates only words of alphabets: a line of
   * Chinese may break anywhere.
   */
  static Folded ofText(String text) {
    Folded folded = new Folded();
    return folded.read(text, folded.new Text());
  }

  /** A name or a number: whatever separates its letters is left out. */
  static Folded ofName(String name) {
    Folded folded = new Folded();
    return folded.read(name, folded.new Name());
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The unit at this place: a code point, or {@link #GAP}. */
  int at(int index) {
    return units[index];
  }

  boolean isLetter(int index) {
    return units[index] >= 0;
  }

  /** Whether there are only letters in this span. */
  boolean areLetters(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isLetter(i)) {
        return false;
      }
    }
    return true;
  }

  /** A part of it. */
  Folded part(int from, int to) {
    Folded part = new Folded();
    part.addAll(this, from, to);
    return part;
  }

  /** The same, but any letter in place of this one. */
  Folded wildAt(int index) {
    Folded edited = without(index);
    edited.insertWild(index);
    return edited;
  }

  /** The same with any letter more before this one. */
  Folded wildBefore(int index) {
    Folded edited = part(0, size);
    edited.insertWild(index);
    return edited;
  }

  /** The same without this letter. */
  Folded without(int index) {
    Folded edited = part(0, index);
    edited.addAll(this, index + 1, size);
    return edited;
  }

  /** Where the unit's source begins in the text, in UTF-16 code units. */
  int origin(int index) {
    return origins[index];
  }

  /** The same for each unit of a span. */
  int[] origins(int from, int to) {
    return Arrays.copyOfRange(origins, from, to);
  }

  /** Where this sequence occurs first at or after a place; −1 where it does not. */
  int find(Folded part, int from) {
    for (int i = from; i <= size - part.size; i++) {
      if (Arrays.equals(units, i, i + part.size, part.units, 0, part.size)) {
        return i;
      }
    }
    return -1;
  }

  /** Units as a string. */
  String toString(int from, int to) {
    return new String(units, from, to - from);
  }

  /** All units as a string; only of one without gaps. */
  @Override
  public String toString() {
    return toString(0, size);
  }

  private Folded read(String text, Reader reader) {
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      reader.origin = i;
      Fold.fold(codePoint, reader);
      i += Character.charCount(codePoint);
    }
    return this;
  }

  private void add(int unit, int origin) {
    if (size == units.length) {
      units = Arrays.copyOf(units, size * 2);
      origins = Arrays.copyOf(origins, size * 2);
    }
    units[size] = unit;
    origins[size++] = origin;
  }

  private void addAll(Folded other, int from, int to) {
    for (int i = from; i < to; i++) {
      add(other.units[i], other.origins[i]);
    }
  }

  private void insertWild(int index) {
    int origin = index == 0 ? 0 : origins[index - 1];
    add(WILD, origin);
    System.arraycopy(units, index, units, index + 1, size - 1 - index);
    System.arraycopy(origins, index, origins, index + 1, size - 1 - index);
    units[index] = WILD;
    origins[index] = origin;
  }

  private static boolean isLetterlike(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.LETTER_NUMBER, Character.OTHER_NUMBER, Character.PRIVATE_USE -> true;
          default -> false;
        };
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint);
  }

  /** Takes one unit after the other, and knows where in the text it is. */
  private abstract static class Reader implements IntConsumer {
    int origin;
  }

  private final class Name extends Reader {
    @Override
    public void accept(int unit) {
      if (isLetterlike(unit)) {
        add(unit, origin);
      }
    }
  }

  private final class Text extends Reader {
    private boolean blank;
    private boolean mark;

    @Override
    public void accept(int unit) {
      if (!isLetterlike(unit)) {
        blank |= isBlank(unit);
        mark |= !isBlank(unit);
        return;
      }
      if (size > 0 && (mark || (blank && areOfWords(units[size - 1], unit)))) {
        add(GAP, origin);
      }
      add(unit, origin);
      blank = false;
      mark = false;
    }

    private boolean areOfWords(int before, int after) {
      return !Character.isIdeographic(before) && !Character.isIdeographic(after);
    }
  }
}

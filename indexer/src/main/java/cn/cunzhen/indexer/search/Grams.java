package cn.cunzhen.indexer.search;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The overlapping runs of so many letters in some values, each at the position of its first letter.
 *
 * <p>Between separated letters and between values a position is left out, so no phrase reaches
 * across.
 */
final class Grams extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);

  private final List<String> values;
  private final Function<String, Folded> folding;
  private final int shortest;
  private final int longest;
  private final boolean lastLetters;

  private Iterator<String> rest;
  private Folded folded;
  private int at;
  private int length;
  private int steps;

  private Grams(
      List<String> values,
      Function<String, Folded> folding,
      int shortest,
      int longest,
      boolean lastLetters) {
    this.values = values;
    this.folding = folding;
    this.shortest = shortest;
    this.longest = longest;
    this.lastLetters = lastLetters;
    this.rest = values.iterator();
    this.folded = folding.apply("");
  }

  /** Of names or numbers: from each letter, the grams of every length from one to another. */
  static Grams ofNames(List<String> names, int shortest, int longest) {
    return new Grams(names, Folded::ofName, shortest, longest, false);
  }

  /**
   * Of running text: the grams of one length, and at the end of every run of letters its last one
   * alone, so that each letter begins some gram.
   */
  static Grams ofTexts(List<String> texts, int length) {
    return new Grams(texts, Folded::ofText, length, length, length > 1);
  }

  @Override
  public void reset() {
    rest = values.iterator();
    folded = folding.apply("");
    at = 0;
    length = shortest;
    steps = 1;
  }

  @Override
  public boolean incrementToken() {
    while (at < folded.size() || rest.hasNext()) {
      if (at >= folded.size()) {
        folded = folding.apply(rest.next());
        at = 0;
        steps++;
      } else if (length <= longest && isRun(at, length)) {
        emit(length++);
        return true;
      } else if (lastLetters && length == longest && isRun(at, 1)) {
        emit(1);
        length++;
        return true;
      } else {
        at++;
        length = shortest;
        steps++;
      }
    }
    return false;
  }

  private boolean isRun(int from, int letters) {
    if (from + letters > folded.size()) {
      return false;
    }
    for (int i = from; i < from + letters; i++) {
      if (folded.at(i) == Folded.GAP) {
        return false;
      }
    }
    return true;
  }

  private void emit(int letters) {
    clearAttributes();
    for (int i = at; i < at + letters; i++) {
      append(folded.at(i));
    }
    step.setPositionIncrement(steps);
    steps = 0;
  }

  private void append(int codePoint) {
    if (Character.isBmpCodePoint(codePoint)) {
      term.append((char) codePoint);
    } else {
      term.append(Character.highSurrogate(codePoint)).append(Character.lowSurrogate(codePoint));
    }
  }
}

package cn.cunzhen.indexer.search;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The overlapping runs of n letters in some values, each at the position of its first letter.
 *
 * <p>Between separated letters and between values a position is left out, so no phrase reaches
 * across. Where letters end, a shorter gram stands for the last of them if that is asked for: then
 * every letter is at the head of some gram.
 */
final class Grams extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);

  private final List<String> values;
  private final Function<String, Folded> folding;
  private final int length;
  private final boolean ends;

  private Iterator<String> rest;
  private Folded folded;
  private int next;

  private Grams(List<String> values, Function<String, Folded> folding, int length, boolean ends) {
    this.values = values;
    this.folding = folding;
    this.length = length;
    this.ends = ends;
    this.rest = values.iterator();
    this.folded = folding.apply("");
  }

  /** Whole grams of names or numbers. */
  static Grams ofNames(List<String> names, int length) {
    return new Grams(names, Folded::ofName, length, false);
  }

  /** Grams of running text, and what is left at the ends where a gram has more than one letter. */
  static Grams ofTexts(List<String> texts, int length) {
    return new Grams(texts, Folded::ofText, length, length > 1);
  }

  @Override
  public void reset() {
    rest = values.iterator();
    folded = folding.apply("");
    next = 0;
  }

  @Override
  public boolean incrementToken() {
    int skipped = 0;
    while (true) {
      if (next >= folded.size()) {
        if (!rest.hasNext()) {
          return false;
        }
        folded = folding.apply(rest.next());
        next = 0;
        skipped++;
        continue;
      }
      int letters = lettersAt(next);
      next++;
      if (letters == length || (ends && letters > 0)) {
        emit(next - 1, letters, skipped + 1);
        return true;
      }
      skipped++;
    }
  }

  private int lettersAt(int from) {
    int letters = 0;
    while (letters < length
        && from + letters < folded.size()
        && folded.at(from + letters) != Folded.GAP) {
      letters++;
    }
    return letters;
  }

  private void emit(int from, int letters, int steps) {
    clearAttributes();
    for (int i = from; i < from + letters; i++) {
      appendCodePoint(folded.at(i));
    }
    step.setPositionIncrement(steps);
  }

  private void appendCodePoint(int codePoint) {
    if (Character.isBmpCodePoint(codePoint)) {
      term.append((char) codePoint);
    } else {
      term.append(Character.highSurrogate(codePoint)).append(Character.lowSurrogate(codePoint));
    }
  }
}

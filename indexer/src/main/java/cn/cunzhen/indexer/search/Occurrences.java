package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.search.Highlight.Mark;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Where a text says what was searched for, folded as search folds it. */
public final class Occurrences {
  private Occurrences() {}

  /**
   * The places of every part of a question, in the text's UTF-16 code units, in order; where there
   * is none, those of what is most like it.
   */
  public static List<Mark> of(String question, String text) {
    Typed typed = Typed.parse(question);
    for (Likeness likeness : Likeness.values()) {
      BitSet found = Sought.of(typed, likeness).in(text);
      if (!found.isEmpty()) {
        return marks(found);
      }
    }
    return List.of();
  }

  private static List<Mark> marks(BitSet found) {
    List<Mark> marks = new ArrayList<>();
    for (int from = found.nextSetBit(0); from >= 0; ) {
      int to = found.nextClearBit(from);
      marks.add(new Mark(from, to));
      from = found.nextSetBit(to);
    }
    return marks;
  }
}

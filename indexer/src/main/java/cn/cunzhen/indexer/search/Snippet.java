package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.search.Highlight.Mark;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few words around the first place where a text says what was asked for.
 *
 * @param marks what was asked for, in the snippet's UTF-16 code units
 */
record Snippet(String text, List<Mark> marks) {
  private static final int BEFORE = 24;
  private static final int AFTER = 56;
  private static final int LONGEST_NUMBER = 64;

  /** Of a long text; null where it says nothing of any part. */
  static @Nullable Snippet around(String text, Sought sought, Mask mask) {
    BitSet found = sought.in(text);
    if (found.isEmpty()) {
      return null;
    }
    int first = found.nextSetBit(0);
    int from = boundary(text, Math.max(0, first - BEFORE));
    int to = boundary(text, Math.min(text.length(), first + AFTER));
    int wideFrom = boundary(text, Math.max(0, from - LONGEST_NUMBER));
    int wideTo = boundary(text, Math.min(text.length(), to + LONGEST_NUMBER));
    String masked = mask.applyTo(text.substring(wideFrom, wideTo));
    return tidy(masked.substring(from - wideFrom, to - wideFrom), found.get(from, to));
  }

  /** Of a title or a name, all of it; null where it says nothing of any part. */
  static @Nullable Snippet whole(String text, Sought sought, Mask mask) {
    BitSet found = sought.in(text);
    return found.isEmpty() ? null : tidy(mask.applyTo(text), found);
  }

  /** The place, or the one before where it would cut a character in two. */
  private static int boundary(String text, int at) {
    boolean within = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
    return within ? at - 1 : at;
  }

  /** One blank for every run of blanks and line ends. */
  private static Snippet tidy(String text, BitSet found) {
    StringBuilder tidy = new StringBuilder(text.length());
    BitSet marked = new BitSet();
    for (int i = 0; i < text.length(); i++) {
      boolean blank = Character.isWhitespace(text.charAt(i)) || text.charAt(i) < ' ';
      boolean again = tidy.isEmpty() || tidy.charAt(tidy.length() - 1) == ' ';
      if (!blank || !again) {
        marked.set(tidy.length(), found.get(i));
        tidy.append(blank ? ' ' : text.charAt(i));
      }
    }
    List<Mark> marks = new ArrayList<>();
    for (int from = marked.nextSetBit(0); from >= 0; ) {
      int to = marked.nextClearBit(from);
      marks.add(new Mark(from, to));
      from = marked.nextSetBit(to);
    }
    return new Snippet(tidy.toString(), marks);
  }
}

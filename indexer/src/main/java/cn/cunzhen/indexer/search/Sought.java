package cn.cunzhen.indexer.search;

import java.util.BitSet;
import java.util.List;

/**
 * What is looked for in the texts that an answer shows.
 *
 * @param likeness how like a part a place must be
 */
record Sought(List<Folded> parts, Likeness likeness) {
  Sought {
    parts = List.copyOf(parts);
  }

  /** What a question asks for that texts may say. */
  static Sought of(Typed typed, Likeness likeness) {
    return new Sought(
        typed.clauses().stream()
            .filter(clause -> mayStandInTexts(clause.scope()))
            .map(clause -> Folded.ofText(clause.text()))
            .toList(),
        likeness);
  }

  private static boolean mayStandInTexts(Scope scope) {
    return switch (scope) {
      case ANYWHERE, ITEM, HOLDER, NUMBER, TITLE, TEXT -> true;
      case AGENCY, REGION, COMPLETED -> false;
    };
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The places of a text that say any part, in its UTF-16 code units. */
  BitSet in(String text) {
    Folded folded = Folded.ofText(text);
    BitSet found = new BitSet();
    for (Folded part : parts) {
      if (!part.isEmpty()) {
        mark(folded, part, text, found);
      }
    }
    return found;
  }

  private void mark(Folded folded, Folded part, String text, BitSet to) {
    for (int at = 0; at < folded.size(); at++) {
      int end = end(folded, at, part);
      if (end > at) {
        int last = folded.origin(end - 1);
        to.set(folded.origin(at), last + Character.charCount(text.codePointAt(last)));
      }
    }
  }

  /** Where the place ends that begins here; −1 where the part does not stand here. */
  private int end(Folded text, int at, Folded part) {
    int same = 0;
    while (same < part.size()
        && at + same < text.size()
        && isSame(text.at(at + same), part.at(same))) {
      same++;
    }
    if (same == part.size()) {
      return at + same;
    }
    boolean near = likeness == Likeness.NEAR;
    boolean enough = part.size() >= NearQuery.LEAST_LETTERS;
    return near && enough && same > 0 ? endOfNear(text, at, part, same) : -1;
  }

  /** One letter of the part, at {@code wrong}, may be another, be missing, or be too many. */
  private static int endOfNear(Folded text, int at, Folded part, int wrong) {
    int place = at + wrong;
    int rest = part.size() - wrong - 1;
    if (isSame(text, place + 1, part, wrong + 1)) {
      return Math.min(place + 1 + rest, text.size());
    }
    if (isSame(text, place + 1, part, wrong)) {
      return place + 1 + rest + 1;
    }
    return isSame(text, place, part, wrong + 1) ? place + rest : -1;
  }

  private static boolean isSame(Folded text, int at, Folded part, int from) {
    int length = part.size() - from;
    if (at + length > text.size()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.at(at + i) != part.at(from + i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isSame(int one, int other) {
    return one == other || (likeness != Likeness.EXACT && Alike.are(one, other));
  }
}

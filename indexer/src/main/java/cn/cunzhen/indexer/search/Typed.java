package cn.cunzhen.indexer.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was typed into the one box, taken apart.
 *
 * <pre>
 * typed  = { blank | clause }
 * clause = [ field ":" { blank } ] ( quotation | word )
 * </pre>
 *
 * <p>A quotation stands between quotation marks, and keeps its blanks. A word ends before a blank
 * or a quotation; a star, as a masked number has it, counts as a blank. The colon and the marks may
 * be of full width. What does not fit is no error: it is a word like any other.
 *
 * @param text all of it
 * @param clauses each must be found; only those with a letter
 */
record Typed(String text, List<Clause> clauses) {
  Typed {
    clauses = List.copyOf(clauses);
  }

  /** Something to be found. */
  record Clause(Scope scope, String text, boolean quoted) {}

  static Typed parse(String text) {
    return new Typed(text, new Parser(text).clauses());
  }

  /** Reads from left to right; {@code at} is always a place that nothing before has taken. */
  private static final class Parser {
    private static final String OPENING = "\"“＂「『";
    private static final String CLOSING = "\"”＂」』";

    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    List<Clause> clauses() {
      Set<Clause> clauses = new LinkedHashSet<>();
      for (at = afterBlanks(0); at < text.length(); at = afterBlanks(at)) {
        Clause clause = clause();
        if (clause.scope.takes(clause.text)) {
          clauses.add(clause);
        }
      }
      return new ArrayList<>(clauses);
    }

    private Clause clause() {
      int begin = at;
      int colon = colon(begin);
      if (colon > begin) {
        at = afterBlanks(colon + 1);
        Scope scope = Scope.named(text.substring(begin, colon)).orElse(Scope.ANYWHERE);
        if (scope != Scope.ANYWHERE && at < text.length() && !isField(at)) {
          Clause clause = value(scope);
          if (scope.takes(clause.text)) {
            return clause;
          }
        }
        at = begin;
      }
      return value(Scope.ANYWHERE);
    }

    private Clause value(Scope scope) {
      int from = at;
      int closing = closing(from);
      if (closing > from) {
        at = closing + 1;
        return new Clause(scope, text.substring(from + 1, closing), true);
      }
      do {
        at++;
      } while (at < text.length() && !isBlank(at) && closing(at) < 0);
      return new Clause(scope, text.substring(from, at), false);
    }

    /** Where the quotation ends that begins here; −1 where none does, or an empty one. */
    private int closing(int from) {
      int kind = OPENING.indexOf(text.charAt(from));
      int closing = kind < 0 ? -1 : text.indexOf(CLOSING.charAt(kind), from + 1);
      boolean says = closing > 0 && Scope.ANYWHERE.takes(text.substring(from + 1, closing));
      return says ? closing : -1;
    }

    private boolean isField(int from) {
      int colon = colon(from);
      return colon > from && Scope.named(text.substring(from, colon)).isPresent();
    }

    /** The first colon of the word that begins here; −1 where it has none. */
    private int colon(int from) {
      for (int i = from; i < text.length() && !isBlank(i); i++) {
        if (text.charAt(i) == ':' || text.charAt(i) == '：') {
          return i;
        }
      }
      return -1;
    }

    private int afterBlanks(int from) {
      int after = from;
      while (after < text.length() && isBlank(after)) {
        after++;
      }
      return after;
    }

    private boolean isBlank(int index) {
      char c = text.charAt(index);
      return c == '*' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
  }
}

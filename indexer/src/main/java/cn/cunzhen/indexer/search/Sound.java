package cn.cunzhen.indexer.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/**
 * What a name sounds like, and what somebody types who writes it by its sound.
 *
 * <p>A form is every syllable with a mark after it: {@code wang'xiao'ming'}. Typed may be any
 * beginning of each syllable, one after the other, for as many of them as one likes: {@code
 * wangxiaoming}, {@code wxm}, {@code wangxm}, {@code wangx}.
 */
public final class Sound {
  private static final char MARK = '\'';

  /** Names so short are those of persons: each of their readings counts. */
  private static final int SHORT = 4;

  private static final int MOST_OF_SHORT = 8;
  private static final int MOST_OF_LONG = 4;
  private static final int MOST_LETTERS = 40;

  /** So many letters at least make a sound that is looked for, and at most. */
  private static final int LEAST_TYPED = 2;

  private static final int MOST_TYPED = 32;

  /** Far above what any text within the limit needs. */
  private static final int EFFORT = 1_000_000;

  private Sound() {}

  /**
   * The forms of a name, what it most likely sounds like first; none without an ideograph, for
   * letters of alphabets count for nothing.
   */
  public static List<String> of(String name) {
    Folded folded = Folded.ofName(name);
    boolean isShort = folded.size() <= SHORT;
    int most = isShort ? MOST_OF_SHORT : MOST_OF_LONG;
    List<String> forms = List.of("");
    for (int at = 0; at < Math.min(folded.size(), MOST_LETTERS); at++) {
      int letter = folded.at(at);
      forms = extended(forms, isShort ? Readings.ever(letter) : Readings.often(letter), most);
    }
    return forms.getFirst().isEmpty() ? List.of() : forms;
  }

  /** Every form with every reading; where those are too many, the first readings stay. */
  private static List<String> extended(List<String> forms, List<String> readings, int most) {
    if (readings.isEmpty()) {
      return forms;
    }
    List<String> extended = new ArrayList<>();
    for (String reading : readings) {
      for (String form : forms) {
        if (extended.size() < most) {
          extended.add(form + reading + MARK);
        }
      }
    }
    return extended;
  }

  /** The letters of what was typed, where it may be a sound; empty where it can't. */
  static String typed(String text) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = Character.toLowerCase(text.charAt(i));
      Fold.fold(c == 'ü' ? 'v' : c, letters::appendCodePoint);
    }
    String typed = letters.toString().replaceAll("[\\s'’]", "").replace("lyu", "lv");
    boolean fits = typed.length() >= LEAST_TYPED && typed.length() <= MOST_TYPED;
    return fits && typed.chars().allMatch(c -> c >= 'a' && c <= 'z') ? typed : "";
  }

  /** Accepts the forms that these letters stand for, or that begin so. */
  static Automaton like(String typed, boolean whole) {
    Automaton ends = ending(typed);
    return Operations.determinize(
        whole ? ends : Operations.concatenate(List.of(ends, Automata.makeAnyString())), EFFORT);
  }

  /**
   * Accepts the forms whose syllables these letters begin, each at least one.
   *
   * <p>Letters are taken for one syllable only where some syllable begins so. Without that, whoever
   * types the same few letters over and over would make an automaton of any size.
   */
  private static Automaton ending(String typed) {
    int length = typed.length();
    Automaton.Builder states = new Automaton.Builder();
    int[] between = new int[length + 1];
    int[] past = new int[length + 1];
    for (int i = 0; i <= length; i++) {
      between[i] = states.createState();
      past[i] = states.createState();
      addRest(states, past[i], past[i]);
      states.addTransition(past[i], between[i], MARK);
    }
    for (int i = 0; i < length; i++) {
      int before = between[i];
      for (int end = i + 1; end <= length && begins(typed.substring(i, end)); end++) {
        int following = states.createState();
        states.addTransition(before, following, typed.charAt(end - 1));
        addRest(states, following, past[end]);
        states.addTransition(following, between[end], MARK);
        before = following;
      }
    }
    states.setAccept(between[length], true);
    return states.finish();
  }

  private static boolean begins(String letters) {
    String next = Readings.SYLLABLES.ceiling(letters);
    return next != null && next.startsWith(letters);
  }

  private static void addRest(Automaton.Builder states, int from, int to) {
    states.addTransition(from, to, 0, MARK - 1);
    states.addTransition(from, to, MARK + 1, Character.MAX_CODE_POINT);
  }
}

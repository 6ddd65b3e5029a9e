package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.search.Typed.Clause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.jspecify.annotations.Nullable;

/** Finds what is only like a clause; it counts half of what the clause itself would. */
final class LikeQuery {
  /** For those who look for what was typed alone. */
  static final LikeQuery NONE = new LikeQuery(null);

  private static final float HALF = 0.5f;

  /** A number, or name, of fewer letters is not guessed. */
  private static final int LEAST_OF_NUMBER = 8;

  private static final int LEAST_OF_NAME = 3;

  /** A name of more letters is not looked for by its sound. */
  private static final int MOST_HEARD = 8;

  private final @Nullable NearQuery near;

  private LikeQuery(@Nullable NearQuery near) {
    this.near = near;
  }

  /** Finds what has one letter wrong, too. */
  static LikeQuery with(NearQuery near) {
    return new LikeQuery(near);
  }

  /** Any of which may be what was meant. */
  List<Query> of(Clause clause, Set<Searched> fields, Set<Likeness> admitted) throws IOException {
    List<Query> any = new ArrayList<>();
    if (admitted.contains(Likeness.ALIKE)) {
      addAlike(clause, fields, any);
    }
    if (near != null) {
      addNear(near, clause, fields, any);
    }
    return any;
  }

  /** What these are called may be what was meant. */
  List<Query> of(Clause clause, OwnNames own, Set<Searched> fields, Set<Likeness> admitted) {
    List<Query> any = new ArrayList<>();
    String whole = Folded.ofName(clause.text()).toString();
    boolean alike = admitted.contains(Likeness.ALIKE);
    if (fields.contains(Searched.HOLDER_NUMBER) && letters(whole) >= LEAST_OF_NUMBER) {
      if (alike) {
        own.addNumbers(Alike.to(whole), any);
      }
      if (near != null) {
        own.addNumbers(oneWrong(whole), any);
      }
    }
    if (fields.contains(Searched.HOLDER_NAME)) {
      if (alike && isSpokenName(clause.text())) {
        own.addSounds(Sound.of(clause.text()), any);
      }
      if (near != null && letters(whole) >= LEAST_OF_NAME) {
        own.addNames(oneWrong(whole), any);
      }
    }
    return any.stream().<Query>map(query -> new BoostQuery(query, HALF)).toList();
  }

  private static void addAlike(Clause clause, Set<Searched> fields, List<Query> to) {
    for (Searched field : fields) {
      add(field, PartQuery.alike(field, field.fold(clause.text())), to);
    }
    String whole = Folded.ofName(clause.text()).toString();
    if (fields.contains(Searched.HOLDER_NUMBER) && letters(whole) >= LEAST_OF_NUMBER) {
      to.add(TextQuery.scored(Key.NUMBER.like(Alike.to(whole)), TextQuery.NUMBER * HALF));
    }
    if (fields.contains(Searched.HOLDER_NAME) && isSpokenName(clause.text())) {
      List<String> sounds = Sound.of(clause.text());
      to.add(TextQuery.scored(Key.SOUND.isOneOf(sounds), TextQuery.WHOLE_SOUND));
    }
  }

  private static void addNear(NearQuery near, Clause clause, Set<Searched> fields, List<Query> to)
      throws IOException {
    for (Searched field : fields) {
      add(field, near.of(field, field.fold(clause.text())), to);
    }
    String whole = Folded.ofName(clause.text()).toString();
    if (fields.contains(Searched.HOLDER_NUMBER) && letters(whole) >= LEAST_OF_NUMBER) {
      to.add(TextQuery.scored(Key.NUMBER.like(oneWrong(whole)), TextQuery.NUMBER * HALF));
    }
    if (fields.contains(Searched.HOLDER_NAME) && letters(whole) >= LEAST_OF_NAME) {
      to.add(TextQuery.scored(Key.NAME.like(oneWrong(whole)), TextQuery.NAME * HALF));
    }
  }

  /** Accepts this with one letter wrong, missing or too many, or two swapped. */
  private static Automaton oneWrong(String text) {
    return new LevenshteinAutomata(text, true).toAutomaton(1);
  }

  private static int letters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isSpokenName(String text) {
    int letters = letters(text);
    return letters > 1
        && letters <= MOST_HEARD
        && text.codePoints().allMatch(Character::isIdeographic);
  }

  private static void add(Searched field, Query like, List<Query> to) {
    if (!(like instanceof MatchNoDocsQuery)) {
      to.add(new BoostQuery(field.scored(like), HALF));
    }
  }
}

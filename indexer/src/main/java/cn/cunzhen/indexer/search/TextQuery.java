package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.search.Typed.Clause;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.automaton.Automaton;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was typed into a query.
 *
 * <p>Every clause must be found somewhere, and counts where it counts most: a whole number above a
 * whole name, above parts of them, above what sounds so, above item and place, above titles, above
 * what the files say. What is only like it counts half.
 */
final class TextQuery {
  static final float NUMBER = 1_000;
  static final float NAME = 500;
  private static final float WHOLE_TITLE = 110;
  static final float WHOLE_SOUND = 55;
  private static final float SOUND = 50;
  private static final float COMPLETED = 30;
  private static final float ITEM = 25;

  private static final Set<Searched> ALL = EnumSet.allOf(Searched.class);

  /** What a record says of itself, and of nobody. */
  private static final Set<Searched> OF_ITSELF = EnumSet.of(Searched.NUMBER, Searched.PLACE);

  private static final Set<Searched> HOLDER =
      EnumSet.of(Searched.HOLDER_NAME, Searched.HOLDER_NUMBER);
  private static final Set<Searched> NUMBERS = EnumSet.of(Searched.HOLDER_NUMBER, Searched.NUMBER);

  private final Set<Likeness> admitted;
  private final LikeQuery like;
  private final Words words;
  private final @Nullable OwnNames own;

  private TextQuery(Words words, @Nullable OwnNames own, Set<Likeness> admitted, LikeQuery like) {
    this.words = words;
    this.own = own;
    this.admitted = admitted;
    this.like = like;
  }

  /**
   * Finds what was typed, as it was typed.
   *
   * @param own where a part of each record is seen alone: whose; it is then found by what these are
   *     called, and by what it says of itself
   */
  static TextQuery exact(Words words, @Nullable OwnNames own) {
    return new TextQuery(words, own, EnumSet.of(Likeness.EXACT), LikeQuery.NONE);
  }

  /**
   * Finds what is like a text that is not found with less likeness: where there is but one clause,
   * less need not be asked for again.
   */
  static TextQuery like(
      Typed typed, Words words, @Nullable OwnNames own, Likeness likeness, LikeQuery like) {
    boolean alone = typed.clauses().size() == 1;
    Set<Likeness> admitted = alone ? EnumSet.of(likeness) : EnumSet.range(Likeness.EXACT, likeness);
    return new TextQuery(words, own, admitted, like);
  }

  /** Everything for a blank text, nothing for one without a letter. */
  Query of(Typed typed) throws IOException {
    if (typed.clauses().isEmpty()) {
      return typed.text().isBlank() ? MatchAllDocsQuery.INSTANCE : MatchNoDocsQuery.INSTANCE;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    List<Clause> run = new ArrayList<>();
    for (Clause clause : typed.clauses()) {
      if (!isHeard(clause)) {
        all.add(clause(clause), Occur.MUST);
      } else {
        run.add(clause);
      }
    }
    if (!run.isEmpty()) {
      all.add(spoken(run), Occur.MUST);
    }
    return best(List.of(all.build(), whole(typed.text())));
  }

  /** A part of a name or number that somebody holds the record by. */
  Query holder(String part) throws IOException {
    return clause(new Clause(Scope.HOLDER, part, false));
  }

  /** Finds holders whose name has this part or begins with it, or sounds as if it did. */
  static Query suggestedHolder(String typed) {
    Folded folded = Folded.ofName(typed);
    List<Query> any = new ArrayList<>();
    any.add(scored(Key.NAME.beginsWith(folded.toString()), NAME));
    any.add(Searched.HOLDER_NAME.scored(PartQuery.exact(Searched.HOLDER_NAME, folded)));
    addSpoken(Key.SOUND, typed, SOUND, any);
    return best(any);
  }

  /** Finds numbers that have this part. */
  static Query suggestedNumber(String typed) {
    Folded folded = Folded.ofName(typed);
    return best(
        NUMBERS.stream().map(field -> field.scored(PartQuery.exact(field, folded))).toList());
  }

  private static void addSpoken(Key key, String typed, float score, List<Query> to) {
    String letters = Sound.typed(typed);
    if (!letters.isEmpty()) {
      to.add(scored(key.like(Sound.like(letters, false)), score));
    }
  }

  /** Words that may be the syllables of one name: each for itself, or all as one sound. */
  private Query spoken(List<Clause> words) throws IOException {
    BooleanQuery.Builder each = new BooleanQuery.Builder();
    for (Clause word : words) {
      each.add(clause(word), Occur.MUST);
    }
    if (words.size() == 1) {
      return each.build();
    }
    List<Query> any = new ArrayList<>(List.of(each.build()));
    addSound(words.stream().map(Clause::text).collect(Collectors.joining()), true, true, any);
    return best(any);
  }

  private static boolean isHeard(Clause clause) {
    return clause.scope() == Scope.ANYWHERE
        && !clause.quoted()
        && clause.text().codePoints().allMatch(Character::isLetter)
        && clause.text().codePoints().noneMatch(Character::isIdeographic);
  }

  private Query clause(Clause clause) throws IOException {
    List<Query> any = new ArrayList<>();
    if (admitted.contains(Likeness.EXACT)) {
      addAsTyped(clause, any);
    }
    if (!clause.quoted()) {
      Set<Searched> said = fields(clause);
      boolean byWords = said.remove(Searched.TEXT);
      any.addAll(like.of(clause, said, admitted));
      if (own != null) {
        any.addAll(like.of(clause, own, fieldsOf(clause), admitted));
      }
      if (byWords) {
        like.of(clause, EnumSet.of(Searched.TEXT), admitted).forEach(q -> any.add(words.among(q)));
      }
    }
    return best(any);
  }

  private Set<Searched> fields(Clause clause) {
    Set<Searched> fields = EnumSet.noneOf(Searched.class);
    fields.addAll(fieldsOf(clause));
    if (own != null) {
      fields.retainAll(OF_ITSELF);
    }
    return fields;
  }

  private static Set<Searched> fieldsOf(Clause clause) {
    return switch (clause.scope()) {
      case ANYWHERE -> ALL;
      case HOLDER -> HOLDER;
      case NUMBER -> NUMBERS;
      case ITEM ->
          clause.text().codePoints().anyMatch(Character::isIdeographic)
              ? EnumSet.of(Searched.PLACE)
              : EnumSet.noneOf(Searched.class);
      case TITLE -> EnumSet.of(Searched.TITLE);
      case TEXT -> EnumSet.of(Searched.TEXT);
      case AGENCY, REGION, COMPLETED -> EnumSet.noneOf(Searched.class);
    };
  }

  private void addAsTyped(Clause clause, List<Query> to) {
    String text = clause.text();
    for (Searched field : fields(clause)) {
      Query found = field.scored(PartQuery.exact(field, field.fold(text)));
      to.add(field == Searched.TEXT ? words.among(found) : found);
    }
    switch (clause.scope()) {
      case ANYWHERE -> {
        to.add(whole(text));
        if (own == null) {
          to.add(scored(Key.TITLE.is(Folded.ofName(text).toString()), WHOLE_TITLE));
        }
        if (!clause.quoted()) {
          addSound(text, true, true, to);
          Days.of(text).ifPresent(days -> addDays(days, to));
        }
      }
      case HOLDER -> {
        if (own != null) {
          own.addNames(text, to);
          own.addNumbers(text, to);
        } else {
          to.add(scored(Key.NAME.is(Folded.ofName(text).toString()), NAME));
          addSound(text, true, false, to);
        }
      }
      case NUMBER -> {
        if (own != null) {
          own.addNumbers(text, to);
        } else {
          to.add(scored(Key.NUMBER.is(Folded.ofName(text).toString()), NUMBER));
        }
      }
      case ITEM -> {
        addCode(Key.ITEM, text, to);
        addSound(text, false, true, to);
      }
      case AGENCY -> addCode(Key.AGENCY, text, to);
      case REGION -> addCode(Key.REGION, text, to);
      case COMPLETED -> Days.ofYearOrDate(text).ifPresent(days -> to.add(completed(days)));
      case TITLE, TEXT -> {}
    }
  }

  private Query whole(String text) {
    if (own != null) {
      List<Query> any = new ArrayList<>();
      own.addNames(text, any);
      own.addNumbers(text, any);
      return best(any);
    }
    String folded = Folded.ofName(text).toString();
    return best(List.of(scored(Key.NUMBER.is(folded), NUMBER), scored(Key.NAME.is(folded), NAME)));
  }

  private void addSound(String text, boolean holders, boolean items, List<Query> to) {
    String typed = Sound.typed(text);
    if (!typed.isEmpty()) {
      Automaton begins = Sound.like(typed, false);
      if (holders && own != null) {
        own.addSounds(text, to);
      } else if (holders) {
        to.add(scored(Key.SOUND.like(Sound.like(typed, true)), WHOLE_SOUND));
        to.add(scored(Key.SOUND.like(begins), SOUND));
      }
      if (items) {
        to.add(scored(Key.ITEM_SOUND.like(begins), ITEM));
      }
    }
  }

  /** Records of these days; and whoever was born on it, where it is one. */
  private void addDays(Days days, List<Query> to) {
    to.add(completed(days));
    if (days.isOne()) {
      Searched field = Searched.HOLDER_NUMBER;
      String birth = days.first().format(DateTimeFormatter.BASIC_ISO_DATE);
      if (own != null) {
        own.addNumbers(birth, to);
      } else {
        to.add(field.scored(PartQuery.exact(field, field.fold(birth))));
      }
    }
  }

  private static Query completed(Days days) {
    long from = days.from().toEpochMilli();
    long to = days.before().toEpochMilli() - 1;
    return scored(LongPoint.newRangeQuery(Fields.COMPLETED, from, to), COMPLETED);
  }

  /** Codes are kept as they are: they are mostly written in capitals, and typed as it comes. */
  private static void addCode(Key key, String code, List<Query> to) {
    to.add(scored(key.beginsWith(code), ITEM));
    String capitals = code.toUpperCase(Locale.ROOT);
    if (!capitals.equals(code)) {
      to.add(scored(key.beginsWith(capitals), ITEM));
    }
  }

  static Query scored(Query query, float score) {
    return new BoostQuery(new ConstantScoreQuery(query), score);
  }

  static Query best(List<Query> any) {
    return new DisjunctionMaxQuery(any, 0);
  }
}

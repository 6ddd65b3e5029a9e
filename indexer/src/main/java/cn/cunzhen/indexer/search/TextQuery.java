package cn.cunzhen.indexer.search;

import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Turns what was typed into a query.
 *
 * <p>Every part between blanks must be found somewhere, and counts where it counts most: a whole
 * number above a whole name, above parts of them, above item and place, above titles, above what
 * the files say.
 */
final class TextQuery {
  private static final float NUMBER = 1_000;
  private static final float NAME = 500;
  private static final float PART_OF_NAME = 60;
  private static final float PART_OF_NUMBER = 40;
  private static final float PLACE = 20;
  private static final float TITLE = 10;
  private static final float TEXT = 1;

  private TextQuery() {}

  /** Everything for a blank text, nothing for one without a letter. */
  static Query of(String text) {
    List<String> parts = parts(text);
    if (parts.isEmpty()) {
      return text.isBlank() ? MatchAllDocsQuery.INSTANCE : MatchNoDocsQuery.INSTANCE;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    parts.forEach(part -> all.add(anywhere(part), Occur.MUST));
    return new DisjunctionMaxQuery(List.of(all.build(), whole(text)), 0);
  }

  /** What the text is taken apart into: the parts between blanks that have a letter. */
  static List<String> parts(String text) {
    return Arrays.stream(text.split("[\\s\\p{Z}]+"))
        .filter(part -> !Folded.ofName(part).isEmpty())
        .distinct()
        .toList();
  }

  /** A part of a name or number that somebody holds the record by. */
  static Query holder(String part) {
    Folded folded = Folded.ofName(part);
    if (folded.isEmpty()) {
      return MatchNoDocsQuery.INSTANCE;
    }
    return new DisjunctionMaxQuery(
        List.of(
            scored(Key.NAME.is(folded.toString()), NAME),
            scored(part(Fields.HOLDER_NAME, folded), PART_OF_NAME),
            scored(part(Fields.HOLDER_NUMBER, folded), PART_OF_NUMBER)),
        0);
  }

  private static Query whole(String text) {
    Folded folded = Folded.ofName(text);
    return new DisjunctionMaxQuery(
        List.of(
            scored(Key.NUMBER.is(folded.toString()), NUMBER),
            scored(Key.NAME.is(folded.toString()), NAME)),
        0);
  }

  private static Query anywhere(String part) {
    Folded name = Folded.ofName(part);
    Folded text = Folded.ofText(part);
    return new DisjunctionMaxQuery(
        List.of(
            whole(part),
            scored(part(Fields.HOLDER_NAME, name), PART_OF_NAME),
            scored(part(Fields.HOLDER_NUMBER, name), PART_OF_NUMBER),
            scored(part(Fields.NUMBER, name), PART_OF_NUMBER),
            scored(part(Fields.PLACE, name), PLACE),
            new BoostQuery(text(Fields.TITLE, text), TITLE),
            new BoostQuery(text(Fields.TEXT, text), TEXT)),
        0);
  }

  private static Query scored(Query query, float score) {
    return new BoostQuery(new ConstantScoreQuery(query), score);
  }

  /** A part of a name; of a number too, unless it is too short. */
  private static Query part(String field, Folded part) {
    int length = Math.min(part.size(), Fields.LONGEST_GRAM);
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    for (int i = 0; i + length <= part.size(); i++) {
      phrase.add(gram(field, part, i, length), i);
    }
    return phrase.build();
  }

  /**
   * A phrase of letters in pairs. A single letter at the end may go on in the text, and then has no
   * pair to be found by: it must only be there.
   */
  private static Query text(String field, Folded part) {
    int last = part.size() - 1;
    if (last < 0 || (last > 0 && part.at(last - 1) != Folded.GAP)) {
      return pairs(field, part);
    }
    Query letter = new TermQuery(gram(Fields.lettersOf(field), part, last, 1));
    return last == 0
        ? letter
        : new BooleanQuery.Builder()
            .add(letter, Occur.MUST)
            .add(pairs(field, part), Occur.MUST)
            .build();
  }

  /** Every pair of letters at its place, and every letter that stands alone before others. */
  private static Query pairs(String field, Folded part) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    for (int i = 0; i + 1 < part.size(); i++) {
      boolean first = i == 0 || part.at(i - 1) == Folded.GAP;
      if (part.at(i) != Folded.GAP && part.at(i + 1) != Folded.GAP) {
        phrase.add(gram(field, part, i, 2), i);
      } else if (part.at(i) != Folded.GAP && first) {
        phrase.add(gram(field, part, i, 1), i);
      }
    }
    return phrase.build();
  }

  private static Term gram(String field, Folded part, int from, int length) {
    return new Term(field, part.toString(from, from + length));
  }
}

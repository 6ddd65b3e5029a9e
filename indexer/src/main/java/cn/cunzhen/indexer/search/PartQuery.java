package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.search.Searched.Gram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Finds a part of what a field says by its grams, each at its place. */
final class PartQuery {
  private PartQuery() {}

  /** Letter by letter. */
  static Query exact(Searched field, Folded part) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    for (Gram gram : field.grams(part)) {
      String letters = part.toString(gram.from(), gram.from() + gram.length());
      phrase.add(new Term(field.field(), letters), gram.from());
    }
    int last = lastAlone(field, part);
    if (last < 0) {
      return phrase.build();
    }
    Query letter = new TermQuery(new Term(field.letters(), part.toString(last, last + 1)));
    return last == 0 ? letter : both(phrase.build(), letter);
  }

  /**
   * Any letter that looks like it in place of each; nothing where none has one, nor in numbers,
   * whose parts are all alike.
   */
  static Query alike(Searched field, Folded part) {
    boolean any = IntStream.range(0, part.size()).anyMatch(i -> Alike.to(part.at(i)).length > 1);
    List<Gram> grams = field.grams(part);
    if (!any || grams.isEmpty() || field.kind() == Searched.Kind.NUMBER) {
      return MatchNoDocsQuery.INSTANCE;
    }
    MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
    for (Gram gram : grams) {
      Term[] terms =
          meant(part, gram).stream()
              .map(letters -> new Term(field.field(), letters))
              .toArray(Term[]::new);
      phrase.add(terms, gram.from());
    }
    int last = lastAlone(field, part);
    return last < 0 ? phrase.build() : both(phrase.build(), anyLetter(field, part.at(last)));
  }

  /** The place of a last letter of a text that has no gram: it must only be there. */
  private static int lastAlone(Searched field, Folded part) {
    int last = part.size() - 1;
    boolean text = field.kind() == Searched.Kind.TEXT;
    boolean alone = last == 0 || (last > 0 && !part.isLetter(last - 1));
    return text && alone && part.isLetter(last) ? last : -1;
  }

  private static List<String> meant(Folded part, Gram gram) {
    List<String> meant = List.of("");
    for (int i = gram.from(); i < gram.from() + gram.length(); i++) {
      List<String> longer = new ArrayList<>();
      for (String before : meant) {
        for (int letter : part.isLetter(i) ? Alike.to(part.at(i)) : new int[0]) {
          longer.add(before + Character.toString(letter));
        }
      }
      meant = longer;
    }
    return meant;
  }

  private static Query anyLetter(Searched field, int letter) {
    return new TermInSetQuery(
        field.letters(),
        IntStream.of(Alike.to(letter)).mapToObj(c -> new BytesRef(Character.toString(c))).toList());
  }

  private static Query both(Query one, Query other) {
    return new BooleanQuery.Builder().add(one, Occur.MUST).add(other, Occur.MUST).build();
  }
}

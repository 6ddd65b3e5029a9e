package cn.cunzhen.indexer.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/**
 * Finds a part of a name or a text of which one letter is wrong, missing or too many.
 *
 * <p>The longest beginning and the longest end that can be found at all, among what the caller may
 * see, leave few places for the error. So the work is a few questions for each field, whatever the
 * index holds.
 */
final class NearQuery {
  /** With fewer letters, what is left of them says too little. */
  static final int LEAST_LETTERS = 4;

  private static final int MOST_PLACES = 8;

  private final IndexSearcher searcher;
  private final Query seen;
  private final Words words;

  /**
   * Among the documents that may be found at all.
   *
   * @param seen what they match
   * @param words in which of them their files' words are searched
   */
  NearQuery(IndexSearcher searcher, Query seen, Words words) {
    this.words = words;
    this.searcher = searcher;
    this.seen = seen;
  }

  Query of(Searched field, Folded part) throws IOException {
    int size = part.size();
    if (size < LEAST_LETTERS || isCode(field, part)) {
      return MatchNoDocsQuery.INSTANCE;
    }
    int half = size / 2;
    boolean headHolds = isFound(field, part.part(0, half));
    boolean tailHolds = isFound(field, part.part(half, size));
    if (!headHolds && !tailHolds) {
      return MatchNoDocsQuery.INSTANCE; // there is more than one error
    }
    int head = longest(field, part, true, headHolds ? half : 0, headHolds ? size + 1 : half);
    if (head == size) {
      return MatchNoDocsQuery.INSTANCE; // it is found as it is
    }
    int rest = size - half;
    int tail = longest(field, part, false, tailHolds ? rest : 0, tailHolds ? size : rest);
    List<Query> variants = new ArrayList<>();
    int from = Math.max(0, size - 1 - tail);
    int to = Math.min(size - 1, head);
    for (int at = from; at <= to && at < from + MOST_PLACES; at++) {
      variants.add(PartQuery.exact(field, part.wildAt(at)));
      variants.add(PartQuery.exact(field, part.without(at)));
      if (at > 0) {
        variants.add(PartQuery.exact(field, part.wildBefore(at)));
      }
    }
    return variants.isEmpty() ? MatchNoDocsQuery.INSTANCE : new DisjunctionMaxQuery(variants, 0);
  }

  /** Whether it is a number, or has digits and letters of an alphabet only: those are no names. */
  private static boolean isCode(Searched field, Folded part) {
    if (field.kind() != Searched.Kind.NAME) {
      return field.kind() == Searched.Kind.NUMBER;
    }
    for (int i = 0; i < part.size(); i++) {
      if (part.at(i) > 'z') {
        return false;
      }
    }
    return true;
  }

  /**
   * How many letters of the beginning, or of the end, are found together.
   *
   * @param found so many are
   * @param beyond so many are not
   */
  private int longest(Searched field, Folded part, boolean beginning, int found, int beyond)
      throws IOException {
    int least = found;
    int most = beyond;
    while (most - least > 1) {
      int length = (least + most) >>> 1;
      int from = beginning ? 0 : part.size() - length;
      if (isFound(field, part.part(from, from + length))) {
        least = length;
      } else {
        most = length;
      }
    }
    return least;
  }

  private boolean isFound(Searched field, Folded part) throws IOException {
    if (field.grams(part).isEmpty()) {
      return true;
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    Query found = PartQuery.exact(field, part);
    query.add(field == Searched.TEXT ? words.among(found) : found, Occur.FILTER);
    query.add(seen, Occur.FILTER);
    return searcher.search(query.build(), 1).scoreDocs.length > 0;
  }
}

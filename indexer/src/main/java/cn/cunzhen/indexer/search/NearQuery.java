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
 * Finds a part of which one letter is wrong, missing or too many.
 *
 * <p>The longest beginning and the longest end that can be found at all, among what the caller may
 * see, leave few places for the error. So the work is a few questions for each field, whatever the
 * index holds.
 */
final class NearQuery {
  private static final int MOST_PLACES = 8;

  private final IndexSearcher searcher;
  private final Query seen;

  /**
   * Among the documents that may be found at all.
   *
   * @param seen what they match
   */
  NearQuery(IndexSearcher searcher, Query seen) {
    this.searcher = searcher;
    this.seen = seen;
  }

  Query of(Searched field, Folded part) throws IOException {
    int size = part.size();
    boolean code = field == Searched.PLACE && part.toString().matches("[a-z0-9]*");
    if (size < leastLetters(field) || code) {
      return MatchNoDocsQuery.INSTANCE;
    }
    int head = longest(field, part, true);
    if (head == size) {
      return MatchNoDocsQuery.INSTANCE; // it is found as it is
    }
    int tail = longest(field, part, false);
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

  /** With fewer, what is left of them says too little. */
  static int leastLetters(Searched field) {
    return switch (field) {
      case HOLDER_NAME -> 3;
      case PLACE, TITLE, TEXT -> 4;
      case HOLDER_NUMBER, NUMBER -> 8;
    };
  }

  /** How many letters of the beginning, or of the end, are found together. */
  private int longest(Searched field, Folded part, boolean beginning) throws IOException {
    int found = 0;
    int beyond = part.size() + 1;
    while (beyond - found > 1) {
      int length = (found + beyond) >>> 1;
      int from = beginning ? 0 : part.size() - length;
      if (isFound(field, part.part(from, from + length))) {
        found = length;
      } else {
        beyond = length;
      }
    }
    return found;
  }

  private boolean isFound(Searched field, Folded part) throws IOException {
    if (field.grams(part).isEmpty()) {
      return true;
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(PartQuery.exact(field, part), Occur.FILTER);
    query.add(seen, Occur.FILTER);
    return searcher.search(query.build(), 1).scoreDocs.length > 0;
  }
}

package cn.cunzhen.indexer.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a question. */
public sealed interface SearchResult {
  /**
   * What was found.
   *
   * @param total how many records match, of those that may be seen
   * @param position the answer covers this many entries of the ledger at least
   * @param approximate whether the hits only resemble what was asked for
   * @param facets counts over all that match, the largest first
   * @param next where the next page begins; null after the last
   */
  record Answer(
      long total,
      long position,
      boolean approximate,
      List<Hit> hits,
      Map<Facet, List<Count>> facets,
      @Nullable Cursor next)
      implements SearchResult {
    public Answer {
      hits = List.copyOf(hits);
      facets = Map.copyOf(facets);
    }
  }

  /**
   * The index did not come as far as the question demands in the time that it gave.
   *
   * @param position how many entries it covers by now
   */
  record Behind(long position) implements SearchResult {}

  /** How many of the records that match have this value. */
  record Count(String value, long records) {}
}

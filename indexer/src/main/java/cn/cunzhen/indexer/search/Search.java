package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import java.time.Duration;
import java.util.List;

/** Finds records. */
public interface Search {
  int MOST_SUGGESTIONS = 20;

  /**
   * Answers a question, for those who may see so much.
   *
   * <p>The sight is a part of the query: totals, facets and highlights know nothing of any other
   * record, nor of what the files say where only the record itself may be found.
   *
   * @param atLeast how many entries of the ledger the answer must cover, counted from the first; 0
   *     where any state will do, which then is at most half a second old
   * @param limit how long to wait for that
   * @return an answer, or {@link SearchResult.Behind} where it would not cover enough
   */
  SearchResult search(Question question, Sight sight, long atLeast, Duration limit)
      throws InterruptedException;

  /**
   * Suggests what somebody who has typed so much may mean, from what the visibility shows, as it
   * was at most half a second ago.
   *
   * @param text at most {@value Question#LONGEST} characters
   * @param limit how many at most, 1 to {@value #MOST_SUGGESTIONS}
   */
  List<Suggestion> suggest(String text, Visibility visibility, int limit);
}

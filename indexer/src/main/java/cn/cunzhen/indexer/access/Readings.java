package cn.cunzhen.indexer.access;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.LoggedAccess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What questions see of what one writer has written. */
final class Readings implements AutoCloseable {
  private final SearcherManager searchers;

  Readings(IndexWriter writer) throws IOException {
    this.searchers = new SearcherManager(writer, null);
  }

  /** From now on all that is written by now is seen. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /** Some of the accesses that the query finds, the newest first. */
  AccessPage page(Query query, @Nullable AccessCursor after, int limit) throws IOException {
    return ask(searcher -> {
      ScoreDoc[] hits =
          searcher.searchAfter(
                  after == null ? null : after.hit(searcher.getIndexReader().maxDoc()),
                  query,
                  Math.addExact(limit, 1),
                  AccessDocument.NEWEST_FIRST)
              .scoreDocs;
      int shown = Math.min(limit, hits.length);
      List<Access> accesses = new ArrayList<>(shown);
      StoredFields stored = searcher.storedFields();
      for (int i = 0; i < shown; i++) {
        accesses.add(AccessDocument.body(stored.document(hits[i].doc)).access());
      }
      boolean more = hits.length > limit;
      return new AccessPage(
          accesses, more ? AccessCursor.behind((FieldDoc) hits[limit - 1]) : null);
    });
  }

  /** All accesses that the query finds, with where they stand. */
  List<LoggedAccess> all(Query query) throws IOException {
    return ask(searcher -> {
      int count = searcher.count(query);
      List<LoggedAccess> accesses = new ArrayList<>(count);
      StoredFields stored = searcher.storedFields();
      for (ScoreDoc hit :
          searcher.search(query, Math.max(1, count), AccessDocument.NEWEST_FIRST).scoreDocs) {
        AccessCursor place = AccessCursor.behind((FieldDoc) hit);
        accesses.add(
            new LoggedAccess(
                place.node(), place.index(), AccessDocument.body(stored.document(hit.doc))));
      }
      return accesses;
    });
  }

  /** How far each node's log has been read. */
  Map<String, Long> reached() throws IOException {
    return ask(searcher -> {
      Map<String, Long> reached = new HashMap<>();
      int logs = searcher.count(AccessDocument.logs());
      for (ScoreDoc hit : searcher.search(AccessDocument.logs(), Math.max(1, logs)).scoreDocs) {
        Document log = searcher.storedFields().document(hit.doc);
        reached.put(AccessDocument.node(log), AccessDocument.reached(log));
      }
      return reached;
    });
  }

  /** The months of which there are accesses. */
  Set<Period> periods() throws IOException {
    return ask(searcher -> {
      Set<Period> periods = new HashSet<>();
      Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), AccessDocument.PERIOD);
      if (terms != null) {
        TermsEnum each = terms.iterator();
        for (BytesRef term = each.next(); term != null; term = each.next()) {
          periods.add(Period.parse(term.utf8ToString()));
        }
      }
      return periods;
    });
  }

  @Override
  public void close() throws IOException {
    searchers.close();
  }

  private <T> T ask(Asking<T> asking) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return asking.of(searcher);
    } finally {
      searchers.release(searcher);
    }
  }

  /** A question to a state of the index that does not change meanwhile. */
  private interface Asking<T> {
    T of(IndexSearcher searcher) throws IOException;
  }
}

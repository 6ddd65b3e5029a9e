package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import java.io.IOException;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** In which of the records that are seen the files' words are seen, too. */
final class Words {
  static final Words ALL = new Words(Sight.of(new Visibility.All()));

  /** Null where they are wherever a record is. */
  private final @Nullable Query seen;

  Words(Sight sight) {
    this.seen = sight.words().equals(sight.records()) ? null : VisibleQuery.of(sight.words());
  }

  /** What is found by its words, and only where they are seen. */
  Query among(Query found) {
    return seen == null
        ? found
        : new BooleanQuery.Builder().add(found, Occur.MUST).add(seen, Occur.FILTER).build();
  }

  boolean areSeen(IndexSearcher searcher, int document) throws IOException {
    return seen == null || searcher.explain(seen, document).isMatch();
  }
}

package cn.cunzhen.indexer.search;

import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;

/**
 * Scores by how often a record says it, between half and the whole of the boost.
 *
 * <p>Nothing else counts, least of all other records: so a score tells nothing of records that the
 * caller may not see, is the same on every node, and a page's cursor stays right while the index
 * grows.
 */
final class StableSimilarity extends Similarity {
  @Override
  public long computeNorm(FieldInvertState state) {
    return 1;
  }

  @Override
  public SimScorer scorer(
      float boost, CollectionStatistics collection, TermStatistics... statistics) {
    return new SimScorer() {
      @Override
      public float score(float frequency, long norm) {
        return boost * frequency / (frequency + 1);
      }
    };
  }
}

package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.search.SearchResult.Count;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/** Counts what a query finds by the values of one field, the largest count first. */
final class Tally implements CollectorManager<Tally.Counter, List<Count>> {
  private final String field;
  private List<Count> counts = List.of();

  Tally(String field) {
    this.field = field;
  }

  /** All values of such a field, those of deleted records among them. */
  static Set<String> values(IndexReader reader, String field) throws IOException {
    Set<String> all = new TreeSet<>();
    for (LeafReaderContext segment : reader.leaves()) {
      SortedDocValues values = DocValues.getSorted(segment.reader(), field);
      for (int i = 0; i < values.getValueCount(); i++) {
        all.add(values.lookupOrd(i).utf8ToString());
      }
    }
    return all;
  }

  /** What was counted in the search that this took part in. */
  List<Count> counts() {
    return counts;
  }

  @Override
  public Counter newCollector() {
    return new Counter();
  }

  @Override
  public List<Count> reduce(Collection<Counter> counters) {
    Map<String, Long> sums = new HashMap<>();
    for (Counter counter : counters) {
      counter.counts.forEach((value, count) -> sums.merge(value, count, Long::sum));
    }
    counts =
        sums.entrySet().stream()
            .map(sum -> new Count(sum.getKey(), sum.getValue()))
            .sorted(Comparator.comparingLong(Count::records).reversed().thenComparing(Count::value))
            .toList();
    return counts;
  }

  /** Counts by ordinal within a segment, by value over all of them. */
  final class Counter implements Collector {
    private final Map<String, Long> counts = new HashMap<>();

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext segment) throws IOException {
      SortedDocValues values = DocValues.getSorted(segment.reader(), field);
      long[] ordinals = new long[values.getValueCount()];
      return new LeafCollector() {
        @Override
        public void setScorer(Scorable scorer) {}

        @Override
        public void collect(int document) throws IOException {
          if (values.advanceExact(document)) {
            ordinals[values.ordValue()]++;
          }
        }

        @Override
        public void finish() throws IOException {
          for (int i = 0; i < ordinals.length; i++) {
            if (ordinals[i] > 0) {
              counts.merge(values.lookupOrd(i).utf8ToString(), ordinals[i], Long::sum);
            }
          }
        }
      };
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }
}

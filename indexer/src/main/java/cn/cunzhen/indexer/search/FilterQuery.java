package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.access.Visibility.HeldBy;
import cn.cunzhen.indexer.search.Question.Filter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Adds what every record found must be to a query. */
final class FilterQuery {
  private FilterQuery() {}

  /**
   * Adds the filter; the holder counts for the order of what is found, nothing else does.
   *
   * @param own where a part of each record is seen alone: whose
   */
  static void add(Filter filter, @Nullable OwnNames own, BooleanQuery.Builder to)
      throws IOException {
    if (filter.holder() != null) {
      to.add(TextQuery.exact(Words.ALL, own).holder(filter.holder()), Occur.MUST);
    }
    HeldBy holder = filter.heldBy();
    if (holder != null) {
      boolean hidden = own != null && !own.has(holder);
      to.add(VisibleQuery.of(hidden ? new Visibility.None() : holder), Occur.FILTER);
    }
    addAny(filter.items(), Key.ITEM::is, to);
    addAny(filter.agencies(), Key.AGENCY::is, to);
    addAny(filter.regions(), Key.REGION::beginsWith, to);
    addAny(filter.channels(), channel -> Key.CHANNEL.is(channel.name()), to);
    addAny(filter.outcomes(), outcome -> Key.OUTCOME.is(outcome.name()), to);
    addCompletion(filter.from(), filter.before(), to);
  }

  private static <T> void addAny(
      List<T> values, Function<T, Query> query, BooleanQuery.Builder to) {
    if (!values.isEmpty()) {
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      values.forEach(value -> any.add(query.apply(value), Occur.SHOULD));
      to.add(any.build(), Occur.FILTER);
    }
  }

  private static void addCompletion(
      @Nullable Instant from, @Nullable Instant before, BooleanQuery.Builder to) {
    if (from != null || before != null) {
      long least = from == null ? Long.MIN_VALUE : from.toEpochMilli();
      long most = before == null ? Long.MAX_VALUE : before.toEpochMilli() - 1;
      to.add(LongPoint.newRangeQuery(Fields.COMPLETED, least, most), Occur.FILTER);
    }
  }
}

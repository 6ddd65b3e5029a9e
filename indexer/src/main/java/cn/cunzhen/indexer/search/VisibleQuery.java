package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Visibility;
import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/** Turns what a caller may see into the part of a query that keeps everything else out. */
final class VisibleQuery {
  private VisibleQuery() {}

  static Query of(Visibility visibility) {
    return switch (visibility) {
      case Visibility.All _ -> MatchAllDocsQuery.INSTANCE;
      case Visibility.None _ -> MatchNoDocsQuery.INSTANCE;
      case Visibility.HeldBy(var type, var number) ->
          Key.HOLDER.is(Documents.holderKey(type, number));
      case Visibility.HeldWholeBy(var type, var number) ->
          heldWhole(Documents.holderKey(type, number));
      case Visibility.OfAgency(var agency) -> Key.AGENCY.is(agency);
      case Visibility.InRegion(var prefix) -> Key.REGION.beginsWith(prefix);
      case Visibility.OfClass(var wanted) -> Key.CLASS.is(wanted.name());
      case Visibility.AllOf(var parts) -> allOf(parts);
      case Visibility.AnyOf(var parts) -> anyOf(parts);
    };
  }

  private static Query heldWhole(String holder) {
    return new BooleanQuery.Builder()
        .add(Key.HOLDER.is(holder), Occur.FILTER)
        .add(Key.PART.is(holder), Occur.MUST_NOT)
        .build();
  }

  private static Query allOf(List<Visibility> parts) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    parts.forEach(part -> all.add(of(part), Occur.FILTER));
    return all.build();
  }

  private static Query anyOf(List<Visibility> parts) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    parts.forEach(part -> any.add(of(part), Occur.SHOULD));
    return any.build();
  }
}

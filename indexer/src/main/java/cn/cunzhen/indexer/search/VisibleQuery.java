package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Visibility;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Turns what a caller may see into the part of a query that keeps everything else out. */
final class VisibleQuery {
  private VisibleQuery() {}

  static Query of(Visibility visibility) {
    return switch (visibility) {
      case Visibility.All _ -> MatchAllDocsQuery.INSTANCE;
      case Visibility.None _ -> MatchNoDocsQuery.INSTANCE;
      case Visibility.HeldBy(var type, var number) ->
          new TermQuery(new Term(Fields.HOLDER, Documents.holderKey(type, number)));
      case Visibility.OfAgency(var agency) -> new TermQuery(new Term(Fields.AGENCY, agency));
      case Visibility.InRegion(var prefix) -> new PrefixQuery(new Term(Fields.REGION, prefix));
      case Visibility.OfClass(var wanted) -> new TermQuery(new Term(Fields.CLASS, wanted.name()));
      case Visibility.AllOf(var parts) -> allOf(parts);
      case Visibility.AnyOf(var parts) -> anyOf(parts);
    };
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

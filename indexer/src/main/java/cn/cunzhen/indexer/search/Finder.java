package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.indexer.search.Question.Numbers;
import cn.cunzhen.indexer.search.Question.Order;
import cn.cunzhen.indexer.search.Question.Page;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Count;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.jspecify.annotations.Nullable;

/** Answers a question from a view. */
final class Finder {
  /** Of more letters, or in more clauses, nothing is found that is only like them. */
  private static final int MOST_LETTERS = 64;

  private static final int MOST_CLAUSES = 3;

  private final View view;
  private final Question question;
  private final Typed typed;
  private final Words words;
  private final Query whole;
  private final @Nullable OwnNames own;
  private final List<Reach> reaches = new ArrayList<>();

  Finder(View view, Question question, Sight sight) throws IOException {
    this.view = view;
    this.question = question;
    this.typed = Typed.parse(question.text());
    this.words = new Words(sight);
    this.whole = VisibleQuery.of(sight.records());
    this.own = sight.parts().isEmpty() ? null : new OwnNames(sight.parts());
    BooleanQuery.Builder seen = new BooleanQuery.Builder().add(whole, Occur.FILTER);
    FilterQuery.add(question.filter(), null, seen);
    reaches.add(new Reach(seen.build(), null));
    if (own != null) {
      BooleanQuery.Builder parts = new BooleanQuery.Builder().add(own.held(), Occur.FILTER);
      parts.add(whole, Occur.MUST_NOT);
      FilterQuery.add(question.filter(), own, parts);
      reaches.add(new Reach(parts.build(), own));
    }
  }

  /**
   * Some of the records that the caller may find, and by what. No record is in two.
   *
   * @param seen visible to the caller, and what the filter demands
   * @param own where a part of each is seen alone: whose; null where all of it is
   */
  private record Reach(Query seen, @Nullable OwnNames own) {}

  /** What is found as it was typed; where nothing is, what is most like it. */
  Answer find() throws IOException {
    Answer answer = find(Likeness.EXACT);
    if (answer.total() > 0 || !mayBeMistyped()) {
      return answer;
    }
    Answer alike = find(Likeness.ALIKE);
    return alike.total() > 0 ? alike : find(Likeness.NEAR);
  }

  private Query query(Likeness likeness) throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (Reach reach : reaches) {
      BooleanQuery.Builder one = new BooleanQuery.Builder();
      one.add(text(reach, likeness).of(typed), Occur.MUST);
      one.add(reach.seen(), Occur.MUST);
      if (reaches.size() == 1) {
        return one.build();
      }
      any.add(one.build(), Occur.SHOULD);
    }
    return any.build();
  }

  private TextQuery text(Reach reach, Likeness likeness) {
    return switch (likeness) {
      case EXACT -> TextQuery.exact(words, reach.own());
      case ALIKE -> TextQuery.like(typed, words, reach.own(), likeness, LikeQuery.NONE);
      case NEAR -> {
        NearQuery near = new NearQuery(view.searcher(), reach.seen(), words);
        yield TextQuery.like(typed, words, reach.own(), likeness, LikeQuery.with(near));
      }
    };
  }

  private boolean mayBeMistyped() {
    return question.text().length() <= MOST_LETTERS
        && typed.clauses().size() <= MOST_CLAUSES
        && typed.clauses().stream().anyMatch(clause -> !clause.quoted());
  }

  private Answer find(Likeness likeness) throws IOException {
    Map<Facet, Tally> tallies = new EnumMap<>(Facet.class);
    question.facets().forEach(facet -> tallies.put(facet, new Tally(Fields.of(facet))));
    TopFieldDocs top = search(query(likeness), List.copyOf(tallies.values()));

    Highlighter highlighter = new Highlighter(Sought.of(typed, likeness));
    int limit = Math.min(question.page().limit(), top.scoreDocs.length);
    List<Hit> hits = new ArrayList<>(limit);
    for (int i = 0; i < limit; i++) {
      hits.add(hit(top.scoreDocs[i], highlighter));
    }
    boolean more = top.scoreDocs.length > limit;
    Map<Facet, List<Count>> counts = new EnumMap<>(Facet.class);
    tallies.forEach((facet, tally) -> counts.put(facet, tally.counts()));
    Cursor next = more ? cursorAfter((FieldDoc) top.scoreDocs[limit - 1]) : null;
    long total = top.totalHits.value();
    boolean approximate = likeness != Likeness.EXACT && total > 0;
    return new Answer(total, view.size(), approximate, hits, counts, next);
  }

  private TopFieldDocs search(Query query, List<Tally> tallies) throws IOException {
    Page page = question.page();
    List<CollectorManager<?, ?>> collectors = new ArrayList<>(tallies);
    collectors.addFirst(
        new TopFieldCollectorManager(
            sort(page.order()), page.limit() + 1, start(page.after()), Integer.MAX_VALUE));
    CollectorManager<?, ?>[] all = collectors.toArray(CollectorManager<?, ?>[]::new);
    return (TopFieldDocs) view.searcher().search(query, new MultiCollectorManager(all))[0];
  }

  private static Sort sort(Order order) {
    return switch (order) {
      case RELEVANCE -> new Sort(SortField.FIELD_SCORE, by(Fields.COMPLETED, true), byFirst(true));
      case NEWEST -> new Sort(by(Fields.COMPLETED, true), byFirst(true));
      case OLDEST -> new Sort(by(Fields.COMPLETED, false), byFirst(false));
    };
  }

  private static SortField byFirst(boolean descending) {
    return by(Fields.FIRST, descending);
  }

  private static SortField by(String field, boolean descending) {
    return new SortField(field, SortField.Type.LONG, descending);
  }

  /** No two records have equal sort values, so what follows the cursor is what sorts after it. */
  private static @Nullable FieldDoc start(@Nullable Cursor after) {
    if (after == null) {
      return null;
    }
    Object[] values =
        after.order() == Order.RELEVANCE
            ? new Object[] {after.score(), after.completedAt(), after.index()}
            : new Object[] {after.completedAt(), after.index()};
    return new FieldDoc(Integer.MAX_VALUE, Float.NaN, values);
  }

  private Cursor cursorAfter(FieldDoc last) {
    Order order = question.page().order();
    int first = order == Order.RELEVANCE ? 1 : 0;
    float score = first == 0 ? 0 : (Float) last.fields[0];
    return new Cursor(order, score, (Long) last.fields[first], (Long) last.fields[first + 1]);
  }

  private Hit hit(ScoreDoc found, Highlighter highlighter) throws IOException {
    Document document = view.head(found.doc);
    Trace trace = StoredTrace.read(document);
    if (trace.isStub() || trace.archiveNumber() == null) {
      return new Hit(trace.record(), trace.version(), null, List.of());
    }
    Description plain = StoredDescription.read(document, trace.archiveNumber());
    Mask mask = question.numbers() == Numbers.PLAIN ? Mask.NONE : Mask.of(plain);
    if (own != null && !view.searcher().explain(whole, found.doc).isMatch()) {
      Description part = mask.applyTo(plain.only(own.persons()));
      List<Highlight> ofItself = highlighter.ofItself(document, mask);
      return new Hit(trace.record(), trace.version(), part, ofItself);
    }
    List<Highlight> highlights =
        highlighter.of(
            document,
            () -> words.areSeen(view.searcher(), found.doc) ? view.texts(found.doc) : List.of(),
            mask);
    return new Hit(trace.record(), trace.version(), mask.applyTo(plain), highlights);
  }
}

package cn.cunzhen.indexer.search;

import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.search.Trace.Unread;
import cn.cunzhen.indexer.text.Extraction.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What the archive itself asks a view, for no caller's eyes. */
final class Lookup {
  private final View view;

  Lookup(View view) {
    this.view = view;
  }

  /** What is known of a record; null where it has no document. */
  @Nullable Trace trace(RecordId record) throws IOException {
    int document = document(record);
    return document < 0 ? null : trace(document);
  }

  /** The record's document; −1 where it has none. */
  int document(RecordId record) throws IOException {
    ScoreDoc[] found = view.searcher().search(is(record), 1).scoreDocs;
    return found.length == 0 ? -1 : found[0].doc;
  }

  Trace trace(int document) throws IOException {
    return StoredTrace.read(view.head(document));
  }

  /** Records whose files' text is still to be read, the newest first. */
  List<Pending> pending(int most, Collection<RecordId> but) throws IOException {
    BooleanQuery.Builder query =
        new BooleanQuery.Builder().add(flagged(Fields.PENDING), Occur.MUST);
    List<BytesRef> excluded = but.stream().map(id -> new BytesRef(id.value())).toList();
    query.add(new TermInSetQuery(Fields.ID, excluded), Occur.MUST_NOT);
    Sort newest = new Sort(new SortField(Fields.LAST, SortField.Type.LONG, true));
    List<Pending> pending = new ArrayList<>();
    for (ScoreDoc found : view.searcher().search(query.build(), most, newest).scoreDocs) {
      Trace trace = trace(found.doc);
      pending.add(new Pending(trace.record(), trace.version(), trace.digest()));
    }
    return pending;
  }

  /** How many records have files whose text is still to be read. */
  int pending() throws IOException {
    return view.searcher().count(flagged(Fields.PENDING));
  }

  /** In how many records a file has no text, by the reason. */
  Map<Reason, Integer> withoutText() throws IOException {
    Map<Reason, Integer> records = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      Query query = new TermQuery(new Term(Fields.NO_TEXT, reason.name()));
      records.put(reason, view.searcher().count(query));
    }
    return records;
  }

  /** The versions that could not be read. */
  List<Defect> defects() throws IOException {
    int most = Math.max(1, view.reader().numDocs());
    List<Defect> defects = new ArrayList<>();
    for (ScoreDoc found : view.searcher().search(flagged(Fields.UNREAD), most).scoreDocs) {
      Trace trace = trace(found.doc);
      for (Unread unread : trace.unread()) {
        defects.add(new Defect(trace.record(), unread.version(), unread.digest(), unread.reason()));
      }
    }
    return defects;
  }

  /** Whether another record cites this one, or might: one that could not be read. */
  boolean mayBeCited(RecordId cited) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(new TermQuery(new Term(Fields.CITES, cited.value())), Occur.SHOULD);
    query.add(flagged(Fields.UNREAD), Occur.SHOULD);
    query.add(is(cited), Occur.MUST_NOT);
    return view.searcher().count(query.build()) > 0;
  }

  /** The other records that cite this one. */
  List<RecordId> citing(RecordId cited) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(new TermQuery(new Term(Fields.CITES, cited.value())), Occur.MUST);
    query.add(is(cited), Occur.MUST_NOT);
    int most = Math.max(1, view.reader().numDocs());
    List<RecordId> citing = new ArrayList<>();
    for (ScoreDoc found : view.searcher().search(query.build(), most).scoreDocs) {
      citing.add(trace(found.doc).record());
    }
    return citing;
  }

  private static Query is(RecordId record) {
    return new TermQuery(new Term(Fields.ID, record.value()));
  }

  private static Query flagged(String field) {
    return new TermQuery(new Term(field, ""));
  }
}

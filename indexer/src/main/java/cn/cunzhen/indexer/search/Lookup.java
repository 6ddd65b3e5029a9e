package cn.cunzhen.indexer.search;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.search.Pending.Rest;
import cn.cunzhen.indexer.search.Trace.Unread;
import cn.cunzhen.indexer.text.Extraction.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
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
    ScoreDoc[] found = view.searcher().search(Key.RECORD.is(record.value()), 1).scoreDocs;
    return found.length == 0 ? -1 : found[0].doc;
  }

  Trace trace(int document) throws IOException {
    return StoredTrace.read(view.head(document));
  }

  /** Whose it is; nobody's where it has no document, or one that says little. */
  List<Holder> holders(RecordId record) throws IOException {
    int found = document(record);
    if (found < 0) {
      return List.of();
    }
    Document document = view.head(found);
    Trace trace = StoredTrace.read(document);
    return trace.isStub() || trace.archiveNumber() == null
        ? List.of()
        : StoredDescription.read(document, trace.archiveNumber()).holders();
  }

  boolean hasNumber(String number) throws IOException {
    return view.searcher().count(Key.NUMBER.is(Folded.ofName(number).toString())) > 0;
  }

  /** Records of whose files one of these is still to be read, the newest first. */
  List<Pending> pending(Set<Rest> rests, int most, Collection<RecordId> but) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder().add(pending(rests), Occur.MUST);
    query.add(Key.RECORD.isOneOf(but.stream().map(RecordId::value).toList()), Occur.MUST_NOT);
    Sort newest = new Sort(new SortField(Fields.LAST, SortField.Type.LONG, true));
    List<Pending> pending = new ArrayList<>();
    for (ScoreDoc found : view.searcher().search(query.build(), most, newest).scoreDocs) {
      Trace trace = trace(found.doc);
      pending.add(new Pending(trace.record(), trace.version(), trace.digest()));
    }
    return pending;
  }

  /** How many records have files of which something is still to be read. */
  int pending() throws IOException {
    return view.searcher().count(pending(EnumSet.allOf(Rest.class)));
  }

  private static Query pending(Set<Rest> rests) {
    return Key.PENDING.isOneOf(rests.stream().map(Rest::name).toList());
  }

  /** In how many records a file has no text, by the reason. */
  Map<Reason, Integer> withoutText() throws IOException {
    Map<Reason, Integer> records = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      records.put(reason, view.searcher().count(Key.NO_TEXT.is(reason.name())));
    }
    return records;
  }

  /** What came of reading the files of a version; empty where that is not known. */
  List<TextState> textStates(RecordId record, Sha256 digest) throws IOException {
    int document = document(record);
    if (document < 0) {
      return List.of();
    }
    Document head = view.head(document);
    return StoredTrace.read(head).digest().equals(digest)
        ? Stream.of(head.getValues(Fields.TEXT_STATE)).map(TextState::parse).toList()
        : List.of();
  }

  /** The versions that could not be read. */
  List<Defect> defects() throws IOException {
    int most = Math.max(1, view.reader().numDocs());
    List<Defect> defects = new ArrayList<>();
    for (ScoreDoc found : view.searcher().search(Key.UNREAD.is(""), most).scoreDocs) {
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
    query.add(Key.CITED.is(cited.value()), Occur.SHOULD);
    query.add(Key.UNREAD.is(""), Occur.SHOULD);
    query.add(Key.RECORD.is(cited.value()), Occur.MUST_NOT);
    return view.searcher().count(query.build()) > 0;
  }

  /** The other records that cite this one. */
  List<RecordId> citing(RecordId cited) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(Key.CITED.is(cited.value()), Occur.MUST);
    query.add(Key.RECORD.is(cited.value()), Occur.MUST_NOT);
    int most = Math.max(1, view.reader().numDocs());
    List<RecordId> citing = new ArrayList<>();
    for (ScoreDoc found : view.searcher().search(query.build(), most).scoreDocs) {
      citing.add(trace(found.doc).record());
    }
    return citing;
  }
}

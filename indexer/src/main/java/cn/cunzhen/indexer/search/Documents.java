package cn.cunzhen.indexer.search;

import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.indexer.text.Extraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;

/** Makes the document of a record. */
final class Documents {
  private Documents() {}

  /** Of a record whose latest version can't be read: found by its id, and counted nowhere. */
  static Document stub(Trace trace) {
    Document document = new Document();
    addTrace(document, trace);
    addKeywords(document, Fields.EXACT, Stream.of(trace.record().value()));
    return document;
  }

  /** Of a record whose files' text is still to be read. */
  static Document of(Trace trace, ArchivalRecord record) {
    Document document = described(trace, record);
    if (!record.files().isEmpty()) {
      document.add(new StringField(Fields.PENDING, "", Store.NO));
    }
    return document;
  }

  /** Of a record whose files have been read. */
  static Document of(Trace trace, ArchivalRecord record, List<FileText> texts) {
    Document document = described(trace, record);
    List<String> pages = new ArrayList<>();
    for (FileText text : texts) {
      switch (text.outcome()) {
        case Extraction.Text found -> {
          found.pages().forEach(page -> pages.add(page.text()));
          document.add(StoredText.field(text.file(), found.pages()));
        }
        case Extraction.NoText none ->
            document.add(new StringField(Fields.NO_TEXT, none.reason().name(), Store.NO));
      }
    }
    Fields.texts(Fields.TEXT, pages).forEach(document::add);
    return document;
  }

  private static Document described(Trace trace, ArchivalRecord record) {
    Document document = new Document();
    addTrace(document, trace);
    StoredDescription.fields(record).forEach(document::add);
    addSearched(document, record, Objects.requireNonNull(trace.archiveNumber()));
    addFilters(document, record);
    return document;
  }

  private static void addTrace(Document document, Trace trace) {
    document.add(new StringField(Fields.ID, trace.record().value(), Store.NO));
    document.add(new NumericDocValuesField(Fields.FIRST, trace.first()));
    document.add(new NumericDocValuesField(Fields.LAST, trace.last()));
    for (RecordId cited : trace.cites()) {
      document.add(new StringField(Fields.CITES, cited.value(), Store.NO));
    }
    if (!trace.unread().isEmpty()) {
      document.add(new StringField(Fields.UNREAD, "", Store.NO));
    }
    StoredTrace.fields(trace).forEach(document::add);
  }

  private static void addSearched(Document document, ArchivalRecord record, String number) {
    List<String> names = record.holders().stream().map(Holder::name).toList();
    List<String> theirs = record.holders().stream().map(Holder::number).toList();
    List<String> ours = List.of(record.id().value(), record.transactionId(), number);
    addKeywords(document, Fields.EXACT, Stream.concat(ours.stream(), theirs.stream()));
    addKeywords(document, Fields.WHOLE_NAME, names.stream());
    Fields.names(Fields.HOLDER_NAME, names).forEach(document::add);
    Fields.names(Fields.HOLDER_NUMBER, theirs).forEach(document::add);
    Fields.names(Fields.NUMBER, ours).forEach(document::add);
    Fields.names(Fields.PLACE, placesOf(record)).forEach(document::add);
    Fields.texts(Fields.TITLE, titlesOf(record)).forEach(document::add);
  }

  private static List<String> placesOf(ArchivalRecord record) {
    return Stream.of(
            record.item().code(),
            record.item().name(),
            record.agency(),
            record.region(),
            record.window(),
            record.sourceSystem())
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<String> titlesOf(ArchivalRecord record) {
    return record.files().stream()
        .flatMap(file -> Stream.of(file.title(), file.submittedName()))
        .filter(Objects::nonNull)
        .toList();
  }

  private static void addFilters(Document document, ArchivalRecord record) {
    for (Holder holder : record.holders()) {
      String key = holderKey(holder.idType(), holder.number());
      document.add(new StringField(Fields.HOLDER, key, Store.NO));
    }
    document.add(new StringField(Fields.CLASS, record.confidentiality().name(), Store.NO));
    addFacet(document, Fields.ITEM, record.item().code());
    addFacet(document, Fields.AGENCY, record.agency());
    addFacet(document, Fields.REGION, record.region());
    addFacet(document, Fields.CHANNEL, record.channel().name());
    addFacet(document, Fields.OUTCOME, record.outcome().name());
    int year = record.completedAt().atZoneSameInstant(Retention.ZONE).getYear();
    addFacet(document, Fields.YEAR, Integer.toString(year));
    long completed = record.completedAt().toInstant().toEpochMilli();
    document.add(new LongPoint(Fields.COMPLETED, completed));
    document.add(new NumericDocValuesField(Fields.COMPLETED, completed));
  }

  /** Type and number together, exactly as they are. */
  static String holderKey(Holder.IdType type, String number) {
    return type.word() + " " + number;
  }

  private static void addFacet(Document document, String field, String value) {
    document.add(new StringField(field, value, Store.NO));
    document.add(new SortedDocValuesField(field, new BytesRef(value)));
  }

  private static void addKeywords(Document document, String field, Stream<String> values) {
    values
        .map(value -> Folded.ofName(value).toString())
        .filter(value -> !value.isEmpty())
        .distinct()
        .forEach(value -> document.add(new StringField(field, value, Store.NO)));
  }
}

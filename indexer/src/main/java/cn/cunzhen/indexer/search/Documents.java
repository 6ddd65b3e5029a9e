package cn.cunzhen.indexer.search;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.OwnPart;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.indexer.search.Pending.Rest;
import cn.cunzhen.indexer.text.Extraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.util.BytesRef;

/** Makes the document of a record. */
final class Documents {
  private Documents() {}

  /** Of a record whose latest version can't be read: found by its id, and counted nowhere. */
  static Document stub(Trace trace) {
    Document document = new Document();
    addTrace(document, trace);
    addFolded(document, Key.NUMBER, Stream.of(trace.record().value()));
    return document;
  }

  /** Of a record whose files' text is still to be read. */
  static Document of(Trace trace, ArchivalRecord record) {
    Document document = described(trace, record);
    if (!record.files().isEmpty()) {
      document.add(Key.PENDING.field(Rest.TEXT.name()));
    }
    return document;
  }

  /** Of a record whose files have been read, with their pictures or without. */
  static Document of(Trace trace, ArchivalRecord record, List<FileText> texts) {
    Document document = described(trace, record);
    List<String> pages = new ArrayList<>();
    for (FileText text : texts) {
      document.add(new StoredField(Fields.TEXT_STATE, TextState.of(text).format()));
    }
    for (FileText text : texts) {
      switch (text.outcome()) {
        case Extraction.Text found -> {
          found.pages().forEach(page -> pages.add(page.text()));
          document.add(StoredText.field(text.file(), found.pages()));
        }
        case Extraction.NoText none -> document.add(Key.NO_TEXT.field(none.reason().name()));
      }
    }
    Searched.TEXT.fields(pages).forEach(document::add);
    if (texts.stream().anyMatch(FileText::more)) {
      document.add(Key.PENDING.field(Rest.PICTURES.name()));
    }
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
    document.add(Key.RECORD.field(trace.record().value()));
    document.add(new NumericDocValuesField(Fields.FIRST, trace.first()));
    document.add(new NumericDocValuesField(Fields.LAST, trace.last()));
    for (RecordId cited : trace.cites()) {
      document.add(Key.CITED.field(cited.value()));
    }
    if (!trace.unread().isEmpty()) {
      document.add(Key.UNREAD.field(""));
    }
    StoredTrace.fields(trace).forEach(document::add);
  }

  private static void addSearched(Document document, ArchivalRecord record, String number) {
    List<String> names = record.holders().stream().map(Holder::name).toList();
    List<String> theirs = record.holders().stream().map(Holder::number).toList();
    List<String> ours = List.of(record.transactionId(), number);
    addFolded(
        document,
        Key.NUMBER,
        Stream.of(List.of(record.id().value()), ours, theirs).flatMap(List::stream));
    addFolded(document, Key.NAME, names.stream());
    addFolded(document, Key.TITLE, record.files().stream().map(Documents::titleOf));
    addSound(document, Key.SOUND, names);
    addSound(document, Key.ITEM_SOUND, List.of(record.item().name()));
    add(document, Searched.HOLDER_NAME, names);
    add(document, Searched.HOLDER_NUMBER, theirs);
    add(document, Searched.NUMBER, ours);
    add(document, Searched.PLACE, placesOf(record));
    add(document, Searched.TITLE, titlesOf(record).toList());
  }

  private static void add(Document document, Searched field, List<String> values) {
    field.fields(values).forEach(document::add);
  }

  private static void addSound(Document document, Key key, List<String> names) {
    names.stream()
        .flatMap(name -> Sound.of(name).stream())
        .distinct()
        .forEach(form -> document.add(key.field(form)));
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

  private static Stream<String> titlesOf(ArchivalRecord record) {
    return record.files().stream()
        .flatMap(file -> Stream.of(file.title(), file.submittedName()))
        .filter(Objects::nonNull);
  }

  private static String titleOf(ArchivedFile file) {
    String name = file.submittedName();
    int dot = name.lastIndexOf('.');
    String title = file.title();
    return title != null ? title : dot < 0 ? name : name.substring(0, dot);
  }

  private static void addFilters(Document document, ArchivalRecord record) {
    for (Holder holder : record.holders()) {
      String key = holderKey(holder.idType(), holder.number());
      document.add(Key.HOLDER.field(key));
      if (OwnPart.isAll(record, new Person(holder.idType(), holder.number()))) {
        addPart(document, key, holder.name());
      }
    }
    document.add(Key.CLASS.field(record.confidentiality().name()));
    add(document, Key.ITEM, Facet.ITEM, record.item().code());
    addValue(document, Fields.ITEM_NAMED, record.item().code() + "\n" + record.item().name());
    add(document, Key.AGENCY, Facet.AGENCY, record.agency());
    add(document, Key.REGION, Facet.REGION, record.region());
    add(document, Key.CHANNEL, Facet.CHANNEL, record.channel().name());
    add(document, Key.OUTCOME, Facet.OUTCOME, record.outcome().name());
    int year = record.completedAt().atZoneSameInstant(Retention.ZONE).getYear();
    addValue(document, Fields.of(Facet.YEAR), Integer.toString(year));
    long completed = record.completedAt().toInstant().toEpochMilli();
    document.add(new LongPoint(Fields.COMPLETED, completed));
    document.add(new NumericDocValuesField(Fields.COMPLETED, completed));
  }

  private static void addPart(Document document, String holder, String name) {
    document.add(Key.PART.field(holder));
    document.add(Key.PART_NAME.field(ofHolder(holder, Folded.ofName(name).toString())));
    for (String sound : Sound.of(name)) {
      document.add(Key.PART_SOUND.field(ofHolder(holder, sound)));
    }
  }

  /** What is said of a holder, so that nothing said of another can be taken for it. */
  static String ofHolder(String holder, String said) {
    return holder + "\n" + said;
  }

  /** Type and number together, exactly as they are. */
  static String holderKey(Holder.IdType type, String number) {
    return type.word() + " " + number;
  }

  private static void add(Document document, Key key, Facet facet, String value) {
    document.add(key.field(value));
    addValue(document, Fields.of(facet), value);
  }

  private static void addValue(Document document, String field, String value) {
    document.add(new SortedDocValuesField(field, new BytesRef(value)));
  }

  private static void addFolded(Document document, Key key, Stream<String> values) {
    values
        .map(value -> Folded.ofName(value).toString())
        .filter(value -> !value.isEmpty())
        .distinct()
        .forEach(value -> document.add(key.field(value)));
  }
}

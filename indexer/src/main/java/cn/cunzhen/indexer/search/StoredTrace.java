package cn.cunzhen.indexer.search;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.search.Trace.Unread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;

/** How a trace is kept in its record's document. */
final class StoredTrace {
  private static final String RECORD = "trace.record";
  private static final String FIRST = "trace.first";
  private static final String LAST = "trace.last";
  private static final String VERSION = "trace.version";
  private static final String DIGEST = "trace.digest";
  private static final String NUMBER = "trace.number";
  private static final String CITES = "trace.cites";
  private static final String UNREAD = "trace.unread";

  static final Set<String> FIELDS =
      Set.of(RECORD, FIRST, LAST, VERSION, DIGEST, NUMBER, CITES, UNREAD);

  private StoredTrace() {}

  static List<StoredField> fields(Trace trace) {
    List<StoredField> fields = new ArrayList<>();
    fields.add(new StoredField(RECORD, trace.record().value()));
    fields.add(new StoredField(FIRST, trace.first()));
    fields.add(new StoredField(LAST, trace.last()));
    fields.add(new StoredField(VERSION, trace.version()));
    fields.add(new StoredField(DIGEST, trace.digest().hex()));
    if (trace.archiveNumber() != null) {
      fields.add(new StoredField(NUMBER, trace.archiveNumber()));
    }
    for (RecordId cited : trace.cites()) {
      fields.add(new StoredField(CITES, cited.value()));
    }
    for (Unread missing : trace.unread()) {
      String digest = missing.digest().hex();
      fields.add(
          new StoredField(UNREAD, missing.version() + " " + digest + " " + missing.reason()));
    }
    return fields;
  }

  static Trace read(Document document) {
    return new Trace(
        new RecordId(document.get(RECORD)),
        number(document, FIRST),
        number(document, LAST),
        (int) number(document, VERSION),
        Sha256.ofHex(document.get(DIGEST)),
        document.get(NUMBER),
        Arrays.stream(document.getValues(CITES)).map(RecordId::new).collect(Collectors.toSet()),
        Arrays.stream(document.getValues(UNREAD)).map(StoredTrace::unread).toList());
  }

  private static Unread unread(String text) {
    String[] parts = text.split(" ", 3);
    return new Unread(Integer.parseInt(parts[0]), Sha256.ofHex(parts[1]), parts[2]);
  }

  private static long number(Document document, String field) {
    IndexableField stored = document.getField(field);
    return stored.numericValue().longValue();
  }
}

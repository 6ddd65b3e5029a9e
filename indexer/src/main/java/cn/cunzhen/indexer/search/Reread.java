package cn.cunzhen.indexer.search;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordSource;
import cn.cunzhen.indexer.search.Trace.Unread;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;

/** Reads again what could not be read, and makes the record's document from it. */
final class Reread {
  private final RecordSource source;
  private final Numbering numbering;
  private Trace trace;
  private @Nullable ArchivalRecord latest;

  Reread(RecordSource source, Numbering numbering, Trace trace) {
    this.source = source;
    this.numbering = numbering;
    this.trace = trace;
  }

  /** What is known of the record by now. */
  Trace trace() {
    return trace;
  }

  Document document() {
    for (Unread unread : trace.unread()) {
      read(unread.version(), unread.digest());
    }
    if (latest == null && !trace.isStub()) {
      read(trace.version(), trace.digest());
    }
    return latest == null ? Documents.stub(trace) : Documents.of(trace, latest);
  }

  private void read(int version, Sha256 digest) {
    try {
      ArchivalRecord content = source.read(trace.record(), version, digest);
      trace = trace.having(content, numbering);
      if (version == trace.version()) {
        latest = content;
      }
    } catch (RuntimeException e) {
      trace = trace.lacking(version, digest, e.getClass().getSimpleName());
    }
  }
}

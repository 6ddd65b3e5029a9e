package cn.cunzhen.indexer.search;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordId;

/** What an entry of the ledger changes in the index. */
public sealed interface Change {
  RecordId record();

  /**
   * A version was archived.
   *
   * @param index of its entry
   * @param digest of its record.json
   */
  record Version(long index, ArchivalRecord content, Sha256 digest) implements Change {
    @Override
    public RecordId record() {
      return content.id();
    }
  }

  /**
   * A version was archived, and what it says can't be read for now: until it can, the record is
   * found by its id alone.
   */
  record Unreadable(long index, RecordId record, int version, Sha256 digest, String reason)
      implements Change {}

  /** The record was disposed: nothing of it may be found any more. */
  record Disposed(RecordId record) implements Change {}
}

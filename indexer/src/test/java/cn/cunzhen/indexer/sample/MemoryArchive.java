package cn.cunzhen.indexer.sample;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;

/** A ledger, and the packages that it names. Every method says how many entries there are then. */
public final class MemoryArchive {
  private static final Sha256 EVENT = Sha256.of(Bytes.utf8("event"));

  private final MemoryLedger ledger = new MemoryLedger("genesis");
  private final MemoryRecords records = new MemoryRecords();

  public MemoryLedger ledger() {
    return ledger;
  }

  public MemoryRecords records() {
    return records;
  }

  /** Archives a record, or amends it where it is of a later version. */
  public long archive(ArchivalRecord record) {
    records.put(record);
    EntryType type = record.version() == 1 ? EntryType.ARCHIVED : EntryType.AMENDED;
    return ledger.append(type, record.id(), record.version(), Sample.digestOf(record));
  }

  /** Appends an entry that changes nothing of what the record says. */
  public long event(EntryType type, RecordId record) {
    return ledger.append(type, record, 1, EVENT);
  }

  public boolean isDisposed(RecordId record) {
    return ledger.entries(0, Integer.MAX_VALUE).stream()
        .anyMatch(entry -> entry.type() == EntryType.DISPOSED && entry.record().equals(record));
  }

  public long dispose(RecordId record) {
    long position = ledger.append(EntryType.DISPOSED, record, 1, EVENT);
    records.remove(record);
    return position;
  }
}

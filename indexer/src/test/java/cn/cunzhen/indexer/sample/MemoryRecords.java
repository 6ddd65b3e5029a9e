package cn.cunzhen.indexer.sample;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.RecordSource;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Packages in memory, some of which can't be read as long as the test says so. */
public final class MemoryRecords implements RecordSource {
  private final Map<Sha256, ArchivalRecord> records = new ConcurrentHashMap<>();
  private final Set<Sha256> broken = ConcurrentHashMap.newKeySet();
  private final AtomicLong reads = new AtomicLong();

  public void put(ArchivalRecord record) {
    records.put(Sample.digestOf(record), record);
  }

  public void remove(RecordId record) {
    records.values().removeIf(version -> version.id().equals(record));
  }

  public void breakVersion(ArchivalRecord record) {
    broken.add(Sample.digestOf(record));
  }

  public void mendVersion(ArchivalRecord record) {
    broken.remove(Sample.digestOf(record));
  }

  /** How many packages were read. */
  public long reads() {
    return reads.get();
  }

  @Override
  public ArchivalRecord read(RecordId id, int version, Sha256 digest) {
    reads.incrementAndGet();
    ArchivalRecord record = records.get(digest);
    if (broken.contains(digest) || record == null) {
      throw new StorageException.Missing(new ObjectKey("records/" + id + "/v" + version));
    }
    if (!record.id().equals(id) || record.version() != version) {
      throw new IllegalStateException("asked for another record under this digest");
    }
    return record;
  }
}

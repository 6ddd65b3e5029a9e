package cn.cunzhen.indexer;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Records that were just sealed here, so that they need not be read back; the latest few. */
final class Handed {
  private static final int MOST = 1_024;

  private final LinkedHashMap<Sha256, ArchivalRecord> records = new LinkedHashMap<>();

  synchronized void put(Sha256 digest, ArchivalRecord record) {
    records.put(digest, record);
    if (records.size() > MOST) {
      records.pollFirstEntry();
    }
  }

  synchronized @Nullable ArchivalRecord take(Sha256 digest) {
    return records.remove(digest);
  }
}

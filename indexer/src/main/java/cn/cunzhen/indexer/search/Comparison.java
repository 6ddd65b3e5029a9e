package cn.cunzhen.indexer.search;

import cn.cunzhen.core.record.RecordId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the index and the ledger disagree on.
 *
 * @param position how many entries were compared
 * @param missing kept records that the index lacks, or has in an older version
 * @param surplus records in the index that the ledger does not know in that version, or has seen
 *     disposed
 * @param unread versions whose package could not be read
 * @param damage what is wrong with the index's files; null where nothing is
 */
public record Comparison(
    long position,
    List<RecordId> missing,
    List<RecordId> surplus,
    List<Defect> unread,
    @Nullable String damage) {
  public Comparison {
    missing = List.copyOf(missing);
    surplus = List.copyOf(surplus);
    unread = List.copyOf(unread);
  }

  /** Whether they agree in everything. */
  public boolean isClean() {
    return missing.isEmpty() && surplus.isEmpty() && unread.isEmpty() && damage == null;
  }
}

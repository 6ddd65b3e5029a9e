package cn.cunzhen.core.ledger;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A register that lives as long as its process. */
public final class MemoryRegister implements Register {
  private final Map<RecordId, List<Registered>> entries = new ConcurrentHashMap<>();
  private volatile Reached reached = Reached.NOTHING;

  @Override
  public Reached reached() {
    return reached;
  }

  @Override
  public synchronized void apply(List<LedgerEntry> batch, Sha256 root) {
    long index = reached.size();
    for (LedgerEntry entry : batch) {
      Registered registered =
          new Registered(index++, entry.type(), entry.version(), entry.digest());
      entries.merge(
          entry.record(),
          List.of(registered),
          (before, now) -> Stream.concat(before.stream(), now.stream()).toList());
    }
    reached = new Reached(index, root);
  }

  @Override
  public List<Registered> entriesOf(RecordId record) {
    return entries.getOrDefault(record, List.of());
  }

  @Override
  public synchronized void clear() {
    entries.clear();
    reached = Reached.NOTHING;
  }
}

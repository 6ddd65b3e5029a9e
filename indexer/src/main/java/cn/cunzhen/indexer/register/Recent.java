package cn.cunzhen.indexer.register;

import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.RecordId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Consecutive entries in memory. One thread adds, any thread asks. */
final class Recent {
  private final Map<RecordId, List<Registered>> entries = new ConcurrentHashMap<>();
  private final long from;
  private volatile Reached reached;

  /** Nothing yet, beyond what has been reached so far. */
  Recent(Reached reached) {
    this.from = reached.size();
    this.reached = reached;
  }

  void add(List<LedgerEntry> batch, Reached after) {
    long index = reached.size();
    for (LedgerEntry entry : batch) {
      Registered registered =
          new Registered(index++, entry.type(), entry.version(), entry.digest());
      entries.merge(entry.record(), List.of(registered), Recent::joined);
    }
    reached = after;
  }

  /** The index of the first entry that it may hold. */
  long from() {
    return from;
  }

  Reached reached() {
    return reached;
  }

  long size() {
    return reached.size() - from;
  }

  List<Registered> of(RecordId record) {
    return entries.getOrDefault(record, List.of());
  }

  Set<Map.Entry<RecordId, List<Registered>>> all() {
    return entries.entrySet();
  }

  private static List<Registered> joined(List<Registered> before, List<Registered> now) {
    return Stream.concat(before.stream(), now.stream()).toList();
  }
}

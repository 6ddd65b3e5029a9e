package cn.cunzhen.indexer.register;

import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.RecordId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Compares what is registered with the ledger. */
final class Comparing {
  private static final int BATCH = 1_024;

  private final Function<RecordId, List<Registered>> registered;
  private final LedgerFeed ledger;
  private final long size;
  private final Set<RecordId> found = new LinkedHashSet<>();

  /** Up to this size of the ledger. */
  Comparing(Function<RecordId, List<Registered>> registered, LedgerFeed ledger, long size) {
    this.registered = registered;
    this.ledger = ledger;
    this.size = size;
  }

  /** The records of which an entry is not registered as it stands in the ledger. */
  Set<RecordId> lacking() {
    for (long from = 0; from < size; ) {
      List<LedgerEntry> entries = ledger.entries(from, (int) Math.min(BATCH, size - from));
      if (entries.isEmpty()) {
        throw new IllegalStateException("the ledger ends at " + from + ", before the register");
      }
      for (LedgerEntry entry : entries) {
        if (!registered.apply(entry.record()).contains(registered(from++, entry))) {
          found.add(entry.record());
        }
      }
    }
    return found;
  }

  /** Those among these records of which something is registered that the ledger does not say. */
  Set<RecordId> surplus(Iterable<RecordId> all) {
    for (RecordId record : all) {
      List<Registered> entries = registered.apply(record);
      if (entries.stream().distinct().count() < entries.size()
          || !entries.stream().allMatch(entry -> isInLedger(record, entry))) {
        found.add(record);
      }
    }
    return found;
  }

  private boolean isInLedger(RecordId record, Registered entry) {
    if (entry.index() < 0 || entry.index() >= size) {
      return false;
    }
    LedgerEntry there = ledger.entries(entry.index(), 1).getFirst();
    return there.record().equals(record) && registered(entry.index(), there).equals(entry);
  }

  private static Registered registered(long index, LedgerEntry entry) {
    return new Registered(index, entry.type(), entry.version(), entry.digest());
  }
}

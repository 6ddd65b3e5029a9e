package cn.cunzhen.core.ledger;

import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries that are to follow one head: they count as applied for those that come after them.
 */
final class Batch {
  static final int LIMIT = 1024;

  private final Register register;
  private final long base;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final Map<RecordId, List<Registered>> added = new HashMap<>();

  Batch(Register register, long base) {
    this.register = register;
    this.base = base;
  }

  List<Registered> entriesOf(RecordId record) {
    List<Registered> earlier = register.entriesOf(record);
    List<Registered> here = added.get(record);
    if (here == null) {
      return earlier;
    }
    List<Registered> all = new ArrayList<>(earlier);
    all.addAll(here);
    return all;
  }

  void add(Proposal proposal, Instant at) {
    long index = base + entries.size();
    entries.add(
        new LedgerEntry(
            at, proposal.digest(), proposal.record(), proposal.type(), proposal.version()));
    added
        .computeIfAbsent(proposal.record(), r -> new ArrayList<>())
        .add(new Registered(index, proposal.type(), proposal.version(), proposal.digest()));
  }

  boolean isFull() {
    return entries.size() == LIMIT;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<LedgerEntry> entries() {
    return entries;
  }

  List<Bytes> leaves() {
    return entries.stream().map(LedgerEntry::format).toList();
  }
}

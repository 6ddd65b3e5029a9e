package cn.cunzhen.indexer.sample;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A ledger in memory. Its roots depend on every entry before, though no tree is built. */
public final class MemoryLedger implements LedgerFeed {
  private static final Instant AT = Instant.parse("2026-11-21T01:13:42.000Z");

  private final Sha256 genesis;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<Sha256> roots = new ArrayList<>();

  public MemoryLedger(String name) {
    this.genesis = Sha256.of(Bytes.utf8(name));
    this.roots.add(Reached.NOTHING.root());
  }

  /** Appends an entry and says how many there are then. */
  public synchronized long append(EntryType type, RecordId record, int version, Sha256 digest) {
    LedgerEntry entry = new LedgerEntry(AT, digest, record, type, version);
    entries.add(entry);
    roots.add(Sha256.of(Bytes.utf8(roots.getLast().hex() + entry.format().utf8())));
    notifyAll();
    return entries.size();
  }

  @Override
  public Sha256 genesis() {
    return genesis;
  }

  @Override
  public synchronized long size() {
    return entries.size();
  }

  @Override
  public synchronized List<LedgerEntry> entries(long from, int max) {
    int to = (int) Math.min(from + max, entries.size());
    return List.copyOf(entries.subList((int) from, to));
  }

  @Override
  public synchronized Sha256 rootAt(long size) {
    return roots.get((int) size);
  }

  @Override
  public synchronized boolean awaitBeyond(long size, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (entries.size() <= size) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}

package cn.cunzhen.core.ledger;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Any number of nodes on one store, each with a memory, a register and a clock. */
public final class TestLedgers implements AutoCloseable {
  static final Origin ORIGIN = new Origin("test.example/ledger");
  static final CommitKey KEY = new CommitKey(Bytes.ofHex("07".repeat(32)));
  static final Sha256 GENESIS = Sha256.of(Bytes.utf8("genesis"));

  final MovableClock clock = new MovableClock();
  final MovableClock storeClock = new MovableClock();
  private final Store store;
  private final List<Ledger> nodes = new ArrayList<>();

  TestLedgers() {
    this.store = new MemoryStore(storeClock);
  }

  TestLedgers(Store store) {
    this.store = store;
  }

  Ledger node() {
    return node(new SeenHeads(new MemoryStore(clock).heads()));
  }

  Ledger node(SeenHeads seen) {
    return node(seen, new MemoryRegister(), e -> {});
  }

  Ledger node(SeenHeads seen, Register register, Consumer<StorageException.Unfit> unfit) {
    AppendLog log = log(seen);
    log.create();
    Ledger ledger = new Ledger(log, GENESIS, register, new NoCitations(), clock, unfit);
    nodes.add(ledger);
    return ledger;
  }

  AppendLog log(SeenHeads seen) {
    return new AppendLog(store, "ledger", ORIGIN, KEY, seen, clock);
  }

  @Override
  public void close() {
    nodes.forEach(Ledger::close);
  }

  /** Nobody cites anybody. */
  record NoCitations() implements Citations {
    @Override
    public long reached() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean keptRecordCites(RecordId cited) {
      return false;
    }
  }
}

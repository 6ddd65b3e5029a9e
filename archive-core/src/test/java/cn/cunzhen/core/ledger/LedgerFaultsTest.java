package cn.cunzhen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.ledger.Commit.Cause;
import cn.cunzhen.core.ledger.Commit.Committed;
import cn.cunzhen.core.ledger.Commit.Declined;
import cn.cunzhen.core.ledger.Commit.Undecided;
import cn.cunzhen.core.ledger.Ruling.Reason;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.fault.Fault;
import cn.cunzhen.storage.fault.FaultTable;
import cn.cunzhen.storage.fault.FaultyStore;
import cn.cunzhen.storage.fault.Operation;
import cn.cunzhen.storage.fault.When;
import cn.cunzhen.storage.memory.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The ledger on a store that fails. */
class LedgerFaultsTest {
  /** Two entries before the first full tile. */
  private static final int BEFORE = 254;

  private static final int RECORD = 1000;
  private static final int PATIENCE = 6;

  private final AtomicInteger objects = new AtomicInteger(2000);

  @Test
  void whateverTheStoreDoesEveryCommandIsCarriedOutOnceAndItsCallerHearsIt() {
    int runs =
        FaultTable.runAll(
            LedgerFaultsTest::almostATile, this::allCommands, LedgerFaultsTest::eachOnce);

    assertThat(runs).isGreaterThan(50);
  }

  private static Store almostATile() {
    Store store = new MemoryStore(Clock.systemUTC());
    try (TestLedgers ledgers = new TestLedgers(store)) {
      Ledger ledger = ledgers.node();
      LedgerTest.atOnce(BEFORE, i -> ledger.commit(LedgerTest.archive(i), Instant.now()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return store;
  }

  private void allCommands(FaultyStore store) throws Exception {
    try (TestLedgers ledgers = new TestLedgers(store)) {
      Ledger ledger = open(ledgers);
      committed(ledger, LedgerTest.archive(RECORD));
      committed(ledger, amendment());
      assertThat(insist(ledger, EntryType.HELD)).isInstanceOf(Committed.class);
      assertThat(insist(ledger, EntryType.RELEASED)).isInstanceOf(Committed.class);
      assertThat(insist(ledger, EntryType.RELEASED)).isEqualTo(new Declined(Reason.NOT_HELD));
      assertThat(insist(ledger, EntryType.HELD)).isInstanceOf(Committed.class);
    }
  }

  private static Ledger open(TestLedgers ledgers) {
    StorageException failure = new StorageException("never tried");
    for (int attempt = 0; attempt < PATIENCE; attempt++) {
      try {
        return ledgers.node();
      } catch (StorageException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private static void committed(Ledger ledger, Proposal proposal) throws InterruptedException {
    Commit commit = ledger.commit(proposal, Instant.now());
    for (int i = 1; i < PATIENCE && commit instanceof Undecided; i++) {
      commit = ledger.commit(proposal, Instant.now());
    }
    assertThat(commit).isInstanceOf(Committed.class);
  }

  private static Proposal amendment() {
    return Proposal.amend(
        LedgerTest.record(RECORD),
        2,
        LedgerTest.digest(RECORD + 1),
        LedgerTest.digest(RECORD),
        Set.of());
  }

  /** One command; each attempt at it puts an event object of its own. */
  private Commit insist(Ledger ledger, EntryType type) throws InterruptedException {
    Set<Sha256> attempts = new HashSet<>();
    Commit commit = new Undecided(Cause.STORE_SILENT);
    for (int i = 0; i < PATIENCE && commit instanceof Undecided; i++) {
      Sha256 digest = LedgerTest.digest(objects.incrementAndGet());
      attempts.add(digest);
      Set<Sha256> all = Set.copyOf(attempts);
      commit =
          ledger.commit(
              Proposal.event(type, LedgerTest.record(RECORD), 2, digest, () -> all), Instant.now());
    }
    return commit;
  }

  private static void eachOnce(FaultyStore store) {
    try (TestLedgers ledgers = new TestLedgers(store)) {
      Ledger restarted = open(ledgers);

      assertThat(restarted.entriesOf(LedgerTest.record(RECORD)))
          .extracting(Registered::type)
          .containsExactly(
              EntryType.ARCHIVED,
              EntryType.AMENDED,
              EntryType.HELD,
              EntryType.RELEASED,
              EntryType.HELD);
      assertThat(restarted.size()).isEqualTo(BEFORE + 5);
      assertThat(restarted.rootAt(BEFORE)).isNotNull();
    }
  }

  @Test
  void aHoldWhoseUnclearSwapHadSucceededIsConfirmedAndStandsThereOnce() throws Exception {
    for (Fault unclear : List.of(Fault.AFTER, Fault.REFUSED, Fault.late(1))) {
      FaultyStore store = FaultyStore.over(new MemoryStore(Clock.systemUTC()));
      try (TestLedgers ledgers = new TestLedgers(store)) {
        Ledger ledger = ledgers.node();
        ledger.commit(LedgerTest.archive(1), Instant.now());
        store.plan(When.next(Operation.SWAP), unclear);

        Commit hold = ledger.commit(LedgerTest.event(EntryType.HELD, 1, 50), Instant.now());

        Registered entry = new Registered(1, EntryType.HELD, 1, LedgerTest.digest(50));
        assertThat(hold).as("%s", unclear).isEqualTo(new Committed(entry));
        assertThat(ledger.size()).isEqualTo(2);
      }
    }
  }

  @Test
  void aHoldThatIsRepeatedAtAnotherNodeAfterAnUnknownOutcomeStandsThereOnce() throws Exception {
    Store memory = new MemoryStore(Clock.systemUTC());
    try (TestLedgers ledgers = new TestLedgers(memory)) {
      ledgers.node().commit(LedgerTest.archive(1), Instant.now());
      assertThat(holdThatIsLost(memory)).isEqualTo(new Undecided(Cause.CLOSING));

      Set<Sha256> attempts = Set.of(LedgerTest.digest(50), LedgerTest.digest(51));
      Proposal repeated =
          Proposal.event(
              EntryType.HELD, LedgerTest.record(1), 1, LedgerTest.digest(51), () -> attempts);
      Commit again = ledgers.node().commit(repeated, Instant.now());

      Registered entry = new Registered(1, EntryType.HELD, 1, LedgerTest.digest(50));
      assertThat(again).isEqualTo(new Committed(entry));
    }
  }

  /** The swap is carried out, its answer is lost, and from then on the node reads nothing. */
  private static Commit holdThatIsLost(Store memory) {
    FaultyStore store = FaultyStore.over(memory);
    store.plan(
        When.next(Operation.SWAP),
        Fault.after(() -> store.plan(When.every(Operation.READ_HEAD, ""), Fault.BEFORE)));
    try (TestLedgers ledgers = new TestLedgers(store)) {
      Ledger ledger = ledgers.node();
      CompletableFuture<Commit> hold =
          CompletableFuture.supplyAsync(() -> {
            try {
              return ledger.commit(LedgerTest.event(EntryType.HELD, 1, 50), Instant.now());
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          });
      while (store.writes().stream().noneMatch(call -> call.operation() == Operation.SWAP)) {
        Thread.onSpinWait();
      }
      ledger.close();
      return hold.join();
    }
  }

  @Test
  void aNodeWhoseLedgerFailsForNoKnownReasonMustEndAndLeavesNobodyWaiting() throws Exception {
    CompletableFuture<StorageException.Unfit> told = new CompletableFuture<>();
    SeenHeads seen = new SeenHeads(new MemoryStore(Clock.systemUTC()).heads());
    try (TestLedgers ledgers = new TestLedgers()) {
      Ledger ledger = ledgers.node(seen, new BrokenRegister(), told::complete);

      Commit commit = ledger.commit(LedgerTest.archive(1), Instant.now());

      assertThat(commit).isEqualTo(new Undecided(Cause.CLOSING));
      assertThat(told.get()).hasRootCauseMessage("the register is broken");
      assertThat(ledger.commit(LedgerTest.archive(1), Instant.now()))
          .isEqualTo(new Undecided(Cause.CLOSING));
    }
  }

  private static final class BrokenRegister implements Register {
    @Override
    public Reached reached() {
      return Reached.NOTHING;
    }

    @Override
    public void apply(List<LedgerEntry> entries, Sha256 root) {
      throw new IllegalStateException("the register is broken");
    }

    @Override
    public List<Registered> entriesOf(RecordId record) {
      return List.of();
    }

    @Override
    public void clear() {
      throw new IllegalStateException("there is nothing to forget");
    }
  }
}

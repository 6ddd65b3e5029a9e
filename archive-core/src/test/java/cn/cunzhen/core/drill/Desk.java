package cn.cunzhen.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.DepositOutcome;
import cn.cunzhen.core.Receipt;
import cn.cunzhen.core.audit.Audit;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Hands in as the contract has it, keeps every receipt, and insists on all of them later. */
final class Desk {
  private static final int PATIENCE = 6;
  private static final String SECOND = " amended";

  private final Heads own = new MemoryStore(Clock.systemUTC()).heads();
  private final Map<String, Receipt> receipts = new ConcurrentHashMap<>();
  private final Map<Long, Sha256> roots = new ConcurrentHashMap<>();

  /** Starts a process on the store, again where the store fails meanwhile. */
  DrillNode open(Store store, Path spool) {
    StorageException failure = new StorageException("never tried");
    for (int attempt = 0; attempt < PATIENCE; attempt++) {
      try {
        return DrillNode.start(store, own, spool);
      } catch (StorageException e) {
        failure = e;
      }
    }
    throw failure;
  }

  /** Two records, one handed in twice and amended; what differs under a used number is refused. */
  void work(DrillNode node) throws InterruptedException {
    submit(node, "1");
    submit(node, "2");
    submit(node, "1");
    amend(node, "1");
    assertThat(answer(() -> node.submit("2", "another text")))
        .isInstanceOf(DepositOutcome.Conflict.class);
  }

  void submit(DrillNode node, String number) throws InterruptedException {
    keep(number, answer(() -> node.submit(number, number)));
    note(node);
  }

  void amend(DrillNode node, String number) throws InterruptedException {
    Receipt first = Objects.requireNonNull(receipts.get(number));
    keep(
        number + SECOND,
        answer(() -> node.amend(first.record(), first.digest(), number, number + SECOND)));
    note(node);
  }

  private interface Question {
    DepositOutcome ask() throws InterruptedException;
  }

  /** Asks again as long as nobody knows. */
  private static DepositOutcome answer(Question question) throws InterruptedException {
    DepositOutcome answer = question.ask();
    for (int i = 1; i < PATIENCE && answer instanceof DepositOutcome.Undecided; i++) {
      answer = question.ask();
    }
    return answer;
  }

  /** The second receipt for the same submission is the first one. */
  private void keep(String what, DepositOutcome outcome) {
    Receipt receipt =
        switch (outcome) {
          case DepositOutcome.Archived archived -> {
            assertThat(receipts).as("archived twice").doesNotContainKey(what);
            yield archived.receipt();
          }
          case DepositOutcome.Repeated repeated -> repeated.receipt();
          case DepositOutcome.Undecided _,
              DepositOutcome.Refused _,
              DepositOutcome.Conflict _,
              DepositOutcome.Disposed _,
              DepositOutcome.Absent _,
              DepositOutcome.Stale _ ->
              throw new AssertionError(what + ": " + outcome);
        };
    Receipt before = receipts.putIfAbsent(what, receipt);
    assertThat(before == null ? receipt : before).as(what).isEqualTo(receipt);
  }

  /** Two roots for one size would be two ledgers. */
  private void note(DrillNode node) {
    Checkpoint told = node.checkpoint();
    Sha256 before = roots.putIfAbsent(told.size(), told.root());
    assertThat(before == null ? told.root() : before).isEqualTo(told.root());
  }

  /** A process that starts on the store honours every receipt, and there is nothing twice. */
  void verdict(Store store, Path spool) throws Exception {
    try (DrillNode node = open(store, spool)) {
      Audit.Report report = node.audit();
      assertThat(report.defects()).isEmpty();
      assertThat(report.whole()).isEqualTo(report.entries());
      for (Map.Entry<String, Receipt> each : Map.copyOf(receipts).entrySet()) {
        honour(node, each.getKey(), each.getValue());
      }
      roots.forEach((size, root) -> assertThat(node.ledger().rootAt(size)).isEqualTo(root));
      assertThat(node.ledger().size()).as("asking again adds nothing").isEqualTo(report.entries());
      assertThat(node.ledger().entries(0, Math.toIntExact(report.entries())))
          .as("nothing twice")
          .hasSize(Math.toIntExact(report.entries()))
          .extracting(entry -> entry.record() + " v" + entry.version())
          .doesNotHaveDuplicates();
    }
  }

  private static void honour(DrillNode node, String what, Receipt receipt) throws Exception {
    if (!what.endsWith(SECOND)) {
      assertThat(node.submit(what, what)).isEqualTo(new DepositOutcome.Repeated(receipt));
    }
    assertThat(node.ledger().entries(receipt.position() - 1, 1))
        .singleElement()
        .matches(entry -> entry.record().equals(receipt.record()))
        .matches(entry -> entry.version() == receipt.version())
        .matches(entry -> entry.digest().equals(receipt.digest()));
    assertThat(node.verify(receipt.record()))
        .filteredOn(check -> check.name() != Check.Name.TIME)
        .isNotEmpty()
        .allMatch(check -> check.verdict() == Check.Verdict.HOLDS);
  }

  int receipts() {
    return receipts.size();
  }
}

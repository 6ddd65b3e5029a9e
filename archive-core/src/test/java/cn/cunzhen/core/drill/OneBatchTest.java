package cn.cunzhen.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.DepositOutcome;
import cn.cunzhen.core.DepositOutcome.Archived;
import cn.cunzhen.core.DepositOutcome.Conflict;
import cn.cunzhen.core.DepositOutcome.Repeated;
import cn.cunzhen.storage.fault.Fault;
import cn.cunzhen.storage.fault.FaultyStore;
import cn.cunzhen.storage.fault.Operation;
import cn.cunzhen.storage.fault.When;
import cn.cunzhen.storage.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submissions that meet in one batch of the ledger. */
class OneBatchTest {
  @TempDir private Path spool;
  private final FaultyStore store = FaultyStore.over(new MemoryStore(Clock.systemUTC()));
  private DrillNode node;

  @BeforeEach
  void open() {
    node = new Desk().open(store, spool);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void equalSubmissionsInOneBatchAreOneRecordWithOneReceipt() throws Exception {
    List<DepositOutcome> outcomes = inOneBatch("text", "text");

    Archived archived = only(outcomes, Archived.class);
    assertThat(only(outcomes, Repeated.class).receipt()).isEqualTo(archived.receipt());
    assertThat(node.ledger().size()).isEqualTo(2);
  }

  @Test
  void ofTwoSubmissionsUnderOneNumberInOneBatchOneIsAConflict() throws Exception {
    List<DepositOutcome> outcomes = inOneBatch("text", "another text");

    assertThat(only(outcomes, Archived.class).receipt().position()).isEqualTo(2);
    assertThat(outcomes).contains(new Conflict());
    assertThat(node.ledger().size()).isEqualTo(2);
  }

  private static <T> T only(List<DepositOutcome> outcomes, Class<T> type) {
    return outcomes.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  /** Lets both arrive while the swap for a third one hangs; the next swap is for all. */
  private List<DepositOutcome> inOneBatch(String text, String other) throws Exception {
    store.plan(When.next(Operation.SWAP), Fault.HANG);
    FutureTask<DepositOutcome> third = arriving("third", "third");
    store.awaitHanging(1);
    List<FutureTask<DepositOutcome>> both = List.of(arriving("1", text), arriving("1", other));

    store.release();
    List<DepositOutcome> outcomes = List.of(both.getFirst().get(), both.getLast().get());

    assertThat(third.get()).isInstanceOf(Archived.class);
    assertThat(store.writes().stream().filter(w -> w.operation() == Operation.SWAP))
        .as("the one that hung, and the one for all")
        .hasSize(2);
    return outcomes;
  }

  /** Returns once the submission waits for the ledger. */
  private FutureTask<DepositOutcome> arriving(String number, String text) {
    FutureTask<DepositOutcome> submission = new FutureTask<>(() -> node.submit(number, text));
    Thread thread = Thread.ofPlatform().daemon().start(submission);
    while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
      Thread.onSpinWait();
    }
    return submission;
  }
}

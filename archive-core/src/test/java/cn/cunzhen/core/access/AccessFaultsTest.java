package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.fault.FaultTable;
import cn.cunzhen.storage.memory.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The ledger of accesses on a store that fails, and beside an index that does. */
class AccessFaultsTest {
  private static final int PATIENCE = 6;

  private final AtomicInteger salts = new AtomicInteger();

  @Test
  void whateverTheStoreDoesAnAccessThatWasLetThroughIsRecorded() {
    int runs =
        FaultTable.runAll(
            () -> new MemoryStore(Clock.systemUTC()), this::threeAccesses, this::allAreRecorded);

    assertThat(runs).isGreaterThan(40);
  }

  /** The third is of another month, so what the head carries is put apart before it comes. */
  private void threeAccesses(Store store) {
    try (AccessLedger ledger = open(store, batch -> {})) {
      for (int number = 0; number < 3; number++) {
        insist(ledger, number);
      }
    }
  }

  /** Asks again as long as nothing may be shown. */
  private static void insist(AccessLedger ledger, int number) {
    for (int i = 1; i < PATIENCE; i++) {
      try {
        ledger.record(access(number));
        return;
      } catch (AccessUnrecordedException e) {
        assertThat(ledger.head().size()).isGreaterThanOrEqualTo(number);
      }
    }
    ledger.record(access(number));
  }

  private void allAreRecorded(Store store) {
    KeptAccesses kept = KeptAccesses.in(store);

    assertThat(kept.bodies()).as("no entry without its body").hasSameSizeAs(kept.leaves());
    assertThat(kept.accesses()).contains(access(0), access(1), access(2));
    assertThat(kept.objects()).as("months apart").allSatisfy(AccessFaultsTest::isOfOneMonth);
    assertThat(kept.inHead()).as("months apart").allSatisfy(AccessFaultsTest::isOfOneMonth);
  }

  private static void isOfOneMonth(AccessBatch batch) {
    assertThat(batch.bodies())
        .extracting(body -> YearMonth.from(body.access().at().atOffset(ZoneOffset.UTC)))
        .containsOnly(batch.month());
  }

  @Test
  void anIndexThatFailsDoesNotStopTheRecording() {
    MemoryStore store = new MemoryStore(Clock.systemUTC());
    Consumer<AccessBatch> broken =
        batch -> {
          throw new IllegalStateException("the index is broken");
        };
    try (AccessLedger ledger = open(store, broken)) {
      ledger.record(access(1));
      ledger.record(access(2));

      assertThat(ledger.head().size()).isEqualTo(2);
    }
  }

  /** Tries again where the store fails meanwhile. */
  private AccessLedger open(Store store, Consumer<AccessBatch> recorded) {
    StorageException failure = new StorageException("never tried");
    for (int i = 0; i < PATIENCE; i++) {
      try {
        return begin(store, recorded);
      } catch (StorageException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private AccessLedger begin(Store store, Consumer<AccessBatch> recorded) {
    return new AccessLedger(
        KeptAccesses.log(store),
        store.objects(),
        KeptAccesses.PREFIX,
        () -> Bytes.ofHex("%032x".formatted(salts.incrementAndGet())),
        Duration.ofSeconds(5),
        recorded);
  }

  private static Access access(int number) {
    return new Access(
        Instant.parse(number < 2 ? "2026-01-31T23:59:59.999Z" : "2026-02-01T00:00:00.001Z"),
        "clerk",
        Role.CLERK,
        "460100-SI",
        "A03",
        Action.SEARCH,
        null,
        null,
        "核对办件材料 " + number,
        Access.Outcome.GRANTED,
        "127.0.0.1");
  }
}

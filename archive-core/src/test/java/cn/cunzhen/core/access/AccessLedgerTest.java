package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.Write;
import cn.cunzhen.storage.fault.Call;
import cn.cunzhen.storage.fault.Fault;
import cn.cunzhen.storage.fault.FaultyStore;
import cn.cunzhen.storage.fault.Operation;
import cn.cunzhen.storage.fault.When;
import cn.cunzhen.storage.memory.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccessLedgerTest {
  private static final String PREFIX = KeptAccesses.PREFIX;

  private final Store store = new MemoryStore(Clock.systemUTC());
  private final List<AccessBatch> told = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger salts = new AtomicInteger();

  @Test
  void whatIsRecordedIsInTheLogAndItsBodyInTheStore() {
    try (AccessLedger ledger = open()) {
      ledger.record(access(1));
      ledger.record(access(2));

      assertThat(ledger.head().size()).isEqualTo(2);
      List<AccessBody> bodies = KeptAccesses.in(store).bodies();
      assertThat(bodies).extracting(AccessBody::access).containsExactly(access(1), access(2));
      assertThat(ledger.log().leaves(ledger.head(), 0, 10))
          .containsExactly(bodies.get(0).leaf(), bodies.get(1).leaf());
      assertThat(told).extracting(AccessBatch::firstIndex).containsExactly(0L, 1L);
      assertThat(told).flatExtracting(AccessBatch::bodies).containsExactlyElementsOf(bodies);
    }
  }

  @Test
  void anAccessIsDurableByOneSwapOfTheHead() {
    FaultyStore watched = FaultyStore.over(store);
    try (AccessLedger ledger = open(watched)) {
      int before = watched.writes().size();
      ledger.record(access(1));
      ledger.record(access(2));

      assertThat(watched.writes().subList(before, watched.writes().size()))
          .extracting(Call::operation)
          .containsExactly(Operation.SWAP, Operation.SWAP);
      assertThat(KeptAccesses.in(store).inHead())
          .flatExtracting(AccessBatch::bodies)
          .extracting(AccessBody::access)
          .containsExactly(access(1), access(2));
      assertThat(KeptAccesses.in(store).objects()).isEmpty();
    }
  }

  @Test
  void aLedgerThatIsClosedLeavesNoBodiesInItsHead() {
    try (AccessLedger ledger = open()) {
      ledger.record(access(1));
      ledger.record(access(2));
    }

    KeptAccesses kept = KeptAccesses.in(store);
    assertThat(kept.inHead()).isEmpty();
    assertThat(kept.objects()).extracting(AccessBatch::firstIndex).containsExactly(0L);
    assertThat(kept.accesses()).containsExactly(access(1), access(2));
  }

  @Test
  void bodiesOfAMonthLeaveTheHeadBeforeThoseOfTheNextEnterIt() {
    Access december = at(Instant.parse("2026-12-01T00:00:00Z"));
    try (AccessLedger ledger = open()) {
      ledger.record(access(1));
      ledger.record(december);

      KeptAccesses kept = KeptAccesses.in(store);
      assertThat(kept.objects()).extracting(AccessBatch::month).containsExactly(month(11));
      assertThat(kept.inHead()).extracting(AccessBatch::month).containsExactly(month(12));
      assertThat(kept.accesses()).containsExactly(access(1), december);
    }
  }

  @Test
  void aHeadCarriesAHundredBodiesAndNoMore() {
    int count = 600;
    try (AccessLedger ledger = open()) {
      for (int number = 0; number < count; number++) {
        ledger.record(access(number));
        assertThat(ledger.head().bodies()).hasSize(number % 100 + 1);
      }
    }

    KeptAccesses kept = KeptAccesses.in(store);
    assertThat(kept.accesses()).extracting(Access::file).hasSize(count).doesNotHaveDuplicates();
    assertThat(kept.objects())
        .extracting(AccessBatch::firstIndex)
        .containsExactly(0L, 100L, 200L, 300L, 400L, 500L);
  }

  @Test
  void aHeadThatAKilledNodeLeftIsGoneOnWith() {
    AccessLedger killed = open();
    killed.record(access(1));
    LogHead left = killed.head();
    assertThat(left.bodies()).hasSize(1);

    try (AccessLedger ledger = open()) {
      ledger.record(access(2));

      assertThat(KeptAccesses.in(store).accesses()).containsExactly(access(1), access(2));
      assertThat(ledger.head().bodies()).hasSize(2);
    }
    killed.close();

    KeptAccesses kept = KeptAccesses.in(store);
    assertThat(kept.accesses()).containsExactly(access(1), access(2));
    assertThat(kept.inHead()).isEmpty();
  }

  @Test
  void whatAnotherPutApartMeanwhileIsNotPutBack() {
    try (AccessLedger ledger = open()) {
      ledger.record(access(1));
      AppendLog other = KeptAccesses.log(store);
      assertThat(AccessLedger.settle(other, store.objects(), PREFIX, other.read())).isPresent();

      ledger.record(access(2));

      KeptAccesses kept = KeptAccesses.in(store);
      assertThat(kept.accesses()).containsExactly(access(1), access(2));
      assertThat(kept.inHead()).extracting(AccessBatch::firstIndex).containsExactly(1L);
      assertThat(told).extracting(AccessBatch::firstIndex).containsExactly(0L, 1L);
    }
  }

  @Test
  void aSwapOfWhichNobodyKnowsIsNotMadeTwiceAlsoWhereAnotherPutsItsBodiesApart() {
    FaultyStore faulty = FaultyStore.over(store);
    try (AccessLedger ledger = open(faulty)) {
      AppendLog other = KeptAccesses.log(store);
      faulty.plan(
          When.next(Operation.SWAP, PREFIX),
          Fault.after(() ->
              assertThat(AccessLedger.settle(other, store.objects(), PREFIX, other.read()))
                  .isPresent()));

      ledger.record(access(1));
      ledger.record(access(2));

      assertThat(ledger.head().size()).isEqualTo(2);
      assertThat(KeptAccesses.in(store).accesses()).containsExactly(access(1), access(2));
    }
  }

  @Test
  void aSwapThatIsNotMadeIsNotTriedAgainAndRefusesWhatItWasFor() {
    FaultyStore faulty = FaultyStore.over(store);
    try (AccessLedger ledger = open(faulty)) {
      int before = faulty.writes().size();
      faulty.plan(When.next(Operation.SWAP, PREFIX), Fault.BEFORE);

      assertThatThrownBy(() -> ledger.record(access(1)))
          .isInstanceOf(AccessUnrecordedException.class);
      assertThat(faulty.writes()).hasSize(before + 1);
      ledger.record(access(2));

      assertThat(KeptAccesses.in(store).accesses()).containsExactly(access(2));
    }
  }

  @Test
  void whatNobodyForesawRefusesThoseWhoWaitAndNobodyAfterThem() {
    FaultyStore faulty = FaultyStore.over(store);
    try (AccessLedger ledger = open(faulty)) {
      faulty.plan(
          When.next(Operation.SWAP, PREFIX),
          Fault.after(() -> {
            throw new IllegalStateException("unforeseen");
          }));

      assertThatThrownBy(() -> ledger.record(access(1)))
          .isInstanceOf(AccessUnrecordedException.class)
          .hasRootCauseMessage("unforeseen");
      ledger.record(access(2));

      assertThat(KeptAccesses.in(store).accesses()).containsExactly(access(1), access(2));
    }
  }

  @Test
  void aHeadWithoutBodiesIsWhatItAlwaysWas() {
    AppendLog log = KeptAccesses.log(store);
    log.create();
    LogHead written = log.append(log.read(), List.of(Bytes.utf8("a"))).orElseThrow();

    Bytes head = store.heads().get(ObjectKey.of(PREFIX + "/head")).orElseThrow().value();

    assertThat(head.utf8().lines().map(line -> line.replaceAll(" .*", "")))
        .containsExactly("cunzhen", "origin", "tree", "entries", "a", "signature");
    assertThat(log.read().tree()).isEqualTo(written.tree());
    assertThatThrownBy(() -> log.shed(written)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLogWhoseBodiesAreAllObjectsIsGoneOnWith() {
    AccessBatch batch =
        new AccessBatch(0, List.of(new AccessBody(access(1), Bytes.ofHex("0a".repeat(16)))));
    store.objects().put(batch.key(PREFIX), Content.of(batch.format()));
    AppendLog log = KeptAccesses.log(store);
    log.create();
    assertThat(log.append(log.read(), batch.leaves())).isPresent();

    try (AccessLedger ledger = open()) {
      ledger.record(access(2));

      assertThat(ledger.head().bodies()).hasSize(1);
      assertThat(KeptAccesses.in(store).accesses()).containsExactly(access(1), access(2));
    }
  }

  @Test
  void aBodyInAHeadIsSignedWithIt() {
    ObjectKey key = ObjectKey.of(PREFIX + "/head");
    try (AccessLedger ledger = open()) {
      ledger.record(access(1));
      Head head = store.heads().get(key).orElseThrow();
      String forged = head.value().utf8().replace("\"account\":\"clerk\"", "\"account\":\"boss\"");
      assertThat(forged).isNotEqualTo(head.value().utf8());

      assertThat(store.heads().swap(key, head.version(), Bytes.utf8(forged)))
          .isInstanceOf(Write.Done.class);

      assertThatThrownBy(() -> KeptAccesses.log(store).read())
          .isInstanceOf(StorageException.Unfit.class);
    }
  }

  @Test
  void whatWasBegunIsDurableOnceItWasAwaitedAlsoWhereThatTakesLong() throws Exception {
    try (AccessLedger ledger = open()) {
      AccessLedger.Recording one = ledger.begin(access(1));
      AccessLedger.Recording two = ledger.begin(access(2));
      ledger.record(access(3));

      two.await();
      one.await();
      one.await();

      assertThat(KeptAccesses.in(store).accesses())
          .containsExactly(access(1), access(2), access(3));
    }
  }

  @Test
  void manyAtOnceAreRecordedInBatchesAndEachOnce() throws Exception {
    int count = 500;
    try (AccessLedger ledger = open()) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < count; i++) {
          int number = i;
          threads.execute(() -> ledger.record(access(number)));
        }
      }

      assertThat(ledger.head().size()).isEqualTo(count);
      assertThat(KeptAccesses.in(store).accesses())
          .extracting(Access::file)
          .hasSize(count)
          .doesNotHaveDuplicates();
      assertThat(told).flatExtracting(AccessBatch::bodies).hasSize(count);
    }
  }

  @Test
  void aNodeGoesOnWhereItStopped() throws Exception {
    try (AccessLedger ledger = open()) {
      ledger.record(access(1));
    }
    try (AccessLedger ledger = open()) {
      ledger.record(access(2));

      assertThat(ledger.head().size()).isEqualTo(2);
    }
  }

  @Test
  void aClosedLedgerRefusesSoThatNothingIsShown() {
    AccessLedger ledger = open();
    ledger.close();

    assertThatThrownBy(() -> ledger.record(access(1)))
        .isInstanceOf(AccessUnrecordedException.class);
  }

  @Test
  void theLeafSaysNothingOfTheAccess() {
    AccessBody one = new AccessBody(access(1), Bytes.ofHex("00".repeat(16)));
    AccessBody other = new AccessBody(access(1), Bytes.ofHex("01".repeat(16)));

    assertThat(one.leaf()).isNotEqualTo(other.leaf());
    assertThat(one.leaf().size()).isEqualTo(64);
  }

  @Test
  void aBodyIsReadBackAsItWasWritten() {
    AccessBody full = new AccessBody(access(3), Bytes.ofHex("0a".repeat(16)));
    AccessBody sparse =
        new AccessBody(
            new Access(
                Instant.EPOCH,
                "a",
                Role.AUDITOR,
                null,
                null,
                Action.SEARCH,
                null,
                null,
                null,
                Access.Outcome.REFUSED,
                null),
            Bytes.ofHex("0b".repeat(16)));

    assertThat(AccessBody.parse(full.format())).isEqualTo(full);
    assertThat(AccessBody.parse(sparse.format())).isEqualTo(sparse);
    assertThatThrownBy(() -> AccessBody.parse(Bytes.utf8("{\"at\":\"x\"}")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBatchIsReadBackUnderItsOwnNameOnly() {
    AccessBatch batch =
        new AccessBatch(255, List.of(new AccessBody(access(1), Bytes.ofHex("0a".repeat(16)))));
    ObjectKey key = batch.key(PREFIX);
    ObjectKey other = new AccessBatch(256, batch.bodies()).key(PREFIX);

    assertThat(key.value()).startsWith(PREFIX + "/bodies/202611/0000000000000255-");
    assertThat(AccessBatch.parse(PREFIX, key, batch.format())).isEqualTo(batch);
    assertThatThrownBy(() -> AccessBatch.parse("access/other", key, batch.format()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> AccessBatch.parse(PREFIX, other, Bytes.utf8(batch.format().utf8() + "\n")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBatchesOfARangeAreFoundByHowTheirNamesBegin() {
    YearMonth month = YearMonth.of(2026, 11);
    String folder = PREFIX + "/bodies/202611/";

    assertThat(AccessBatch.folder(PREFIX, month, 1230, 1234)).isEqualTo(folder + "000000000000123");
    assertThat(AccessBatch.folder(PREFIX, month, 7, 7)).isEqualTo(folder + "0000000000000007");
    assertThat(AccessBatch.folder(PREFIX, month, 99, 100)).isEqualTo(folder + "0000000000000");
  }

  private AccessLedger open() {
    return open(store);
  }

  private AccessLedger open(Store on) {
    return new AccessLedger(
        KeptAccesses.log(on),
        on.objects(),
        PREFIX,
        () -> Bytes.ofHex("%032x".formatted(salts.incrementAndGet())),
        Duration.ofSeconds(5),
        told::add);
  }

  private static YearMonth month(int month) {
    return YearMonth.of(2026, month);
  }

  private static Access access(int number) {
    return access(number, Instant.parse("2026-11-21T01:02:03.004Z"));
  }

  private static Access at(Instant instant) {
    return access(9, instant);
  }

  private static Access access(int number, Instant at) {
    return new Access(
        at,
        "clerk",
        Role.CLERK,
        "460100-SI",
        "A03",
        Action.FILE,
        new RecordId("a".repeat(26)),
        number,
        "核对办件材料",
        Access.Outcome.GRANTED,
        "127.0.0.1");
  }
}

package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessLedgerTest {
  private static final String PREFIX = "access/n-test";

  private final Store store = new MemoryStore(Clock.systemUTC());
  private final List<AccessBatch> told = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger salts = new AtomicInteger();

  @Test
  void whatIsRecordedIsInTheLogAndItsBodyInTheStore() throws Exception {
    try (AccessLedger ledger = open()) {
      ledger.record(access(1));
      ledger.record(access(2));

      assertThat(ledger.head().size()).isEqualTo(2);
      List<AccessBody> bodies = bodies();
      assertThat(bodies).extracting(AccessBody::access).containsExactly(access(1), access(2));
      assertThat(ledger.log().leaves(ledger.head(), 0, 10))
          .containsExactly(bodies.get(0).leaf(), bodies.get(1).leaf());
      assertThat(told).extracting(AccessBatch::firstIndex).containsExactly(0L, 1L);
      assertThat(told).flatExtracting(AccessBatch::bodies).containsExactlyElementsOf(bodies);
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

      assertThat(bodies())
          .extracting(AccessBody::access)
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
      assertThat(bodies())
          .extracting(body -> body.access().file())
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
    AppendLog log =
        new AppendLog(
            store,
            PREFIX,
            new Origin("test.example/" + PREFIX),
            new CommitKey(Bytes.ofHex("09".repeat(32))),
            new SeenHeads(new MemoryStore(Clock.systemUTC()).heads()),
            Clock.systemUTC());
    return new AccessLedger(
        log,
        store.objects(),
        PREFIX,
        () -> Bytes.ofHex("%032x".formatted(salts.incrementAndGet())),
        Duration.ofSeconds(5),
        told::add);
  }

  private List<AccessBody> bodies() throws IOException {
    List<AccessBody> bodies = new ArrayList<>();
    try (Stream<ObjectInfo> objects = store.objects().list(PREFIX + "/bodies/")) {
      for (ObjectInfo object : objects.toList()) {
        try (InputStream in = store.objects().get(object.key())) {
          bodies.addAll(
              AccessBatch.parse(PREFIX, object.key(), Bytes.of(in.readAllBytes())).bodies());
        }
      }
    }
    return bodies;
  }

  private static Access access(int number) {
    return new Access(
        Instant.parse("2026-11-21T01:02:03.004Z"),
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

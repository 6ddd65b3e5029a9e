package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.fault.FaultTable;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ledger of accesses on a store that fails, and beside an index that does. */
class AccessFaultsTest {
  private static final String PREFIX = "access/n-test";
  private static final int PATIENCE = 6;

  private final AtomicInteger salts = new AtomicInteger();

  @Test
  void whateverTheStoreDoesAnAccessThatWasLetThroughIsRecorded() {
    int runs =
        FaultTable.runAll(
            () -> new MemoryStore(Clock.systemUTC()), this::threeAccesses, this::allAreRecorded);

    assertThat(runs).isGreaterThan(30);
  }

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

  private void allAreRecorded(Store store) throws IOException {
    try (AccessLedger ledger = open(store, batch -> {})) {
      List<Bytes> leaves = ledger.log().leaves(ledger.head(), 0, 100);
      List<AccessBody> recorded =
          bodies(store).stream().filter(body -> leaves.contains(body.leaf())).toList();

      assertThat(recorded).as("no entry without its body").hasSameSizeAs(leaves);
      assertThat(recorded).extracting(AccessBody::access).contains(access(0), access(1), access(2));
    }
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
        recorded);
  }

  private static List<AccessBody> bodies(Store store) throws IOException {
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
        Instant.parse("2026-01-05T01:02:03.004Z"),
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

package cn.cunzhen.indexer.access;

import static cn.cunzhen.indexer.access.Accesses.DECEMBER;
import static cn.cunzhen.indexer.access.Accesses.NOVEMBER;
import static cn.cunzhen.indexer.access.Accesses.granted;
import static cn.cunzhen.indexer.access.Accesses.record;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.AccessBatch;
import cn.cunzhen.core.access.AccessLedger;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessFollowerTest {
  private static final Sha256 GENESIS = Sha256.of(new byte[] {1});

  private final Clock clock = Clock.fixed(DECEMBER, ZoneOffset.UTC);
  private final Store store = new MemoryStore(clock);
  @TempDir Path folders;
  private AccessIndex index;
  private AccessFollower follower;

  @BeforeEach
  void open() throws IOException {
    open(folders.resolve("index"));
  }

  private void open(Path folder) throws IOException {
    index = AccessIndex.open(folder, GENESIS);
    follower = new AccessFollower(store, this::log, index);
  }

  @AfterEach
  void close() throws IOException {
    follower.close();
    index.close();
  }

  @Test
  void anAccessIsFoundAtOnceOnItsOwnNodeAndAtTheNextLookOnAnother() throws Exception {
    Access access = granted(1, DECEMBER, "a");
    try (AccessIndex elsewhere = AccessIndex.open(folders.resolve("elsewhere"), GENESIS);
        AccessLedger ledger = ledger("n", batch -> elsewhere.add("n", batch))) {
      ledger.record(access);

      assertThat(elsewhere.of(record(1), null, 10).accesses()).containsExactly(access);
    }
    assertThat(purposes()).isEmpty();

    follower.follow();

    assertThat(purposes()).containsExactly("a");
    assertThat(follower.caughtUp()).isTrue();
  }

  @Test
  void whatItReadsFromLogsIsNewsAndWhatTheLedgerHereHasJustRecordedIsNone() throws Exception {
    try (AccessLedger here = ledger("here", batch -> index.add("here", batch));
        AccessLedger before = ledger("before", _ -> {})) {
      here.record(granted(1, DECEMBER, "a"));
      follower.follow();
      assertThat(index.gathered()).isZero();

      before.record(granted(1, DECEMBER, "b"));
      follower.follow();
      assertThat(index.gathered()).isOne();
      follower.follow();
      assertThat(index.gathered()).isOne();
    }
    assertThat(purposes()).contains("a", "b");
  }

  @Test
  void whatIsStillInTheHeadOfAnotherNodesLogIsFound() {
    try (AccessLedger ledger = ledger("n", _ -> {})) {
      ledger.record(granted(1, DECEMBER, "a"));
      ledger.record(granted(1, DECEMBER.plusSeconds(1), "b"));
      assertThat(objects("n")).isEmpty();

      follower.follow();
      follower.forget();

      assertThat(purposes()).containsExactly("b", "a");
      assertThat(follower.caughtUp()).isTrue();
    }
    follower.follow();
    follower.forget();
    assertThat(objects("n")).hasSize(1);
    assertThat(purposes()).containsExactly("b", "a");
  }

  @Test
  void whatLeftTheHeadBetweenTwoLooksIsFoundThoughItsObjectBeginsBefore() {
    try (AccessLedger ledger = ledger("n", _ -> {})) {
      for (int i = 0; i < 300; i++) {
        ledger.record(granted(1, DECEMBER.plusSeconds(i), "purpose " + i));
        if (i % 90 == 0) {
          follower.follow();
          assertThat(purposes()).hasSize(i + 1);
        }
      }
      assertThat(objects("n")).hasSizeGreaterThan(1);
    }

    follower.follow();

    assertThat(purposes()).hasSize(300).doesNotHaveDuplicates();
    assertThat(index.reached("n")).isEqualTo(300);
  }

  @Test
  void whatADeadNodesHeadCarriesIsPutApartAfterAnHourAndCanThenBeErased() {
    AccessLedger dead = ledger("n", _ -> {});
    dead.record(granted(1, NOVEMBER, "a"));
    follower.follow();

    follower.forget();
    assertThat(objects("n")).isEmpty();
    assertThat(purposes()).containsExactly("a");
    follower.forget();
    assertThat(objects("n")).hasSize(1);
    assertThat(log("n").read().bodies()).isEmpty();
    assertThat(purposes()).containsExactly("a");

    erase("n", NOVEMBER);
    follower.forget();
    follower.follow();

    assertThat(purposes()).isEmpty();
    dead.close();
  }

  @Test
  void whatANodeIsStillWritingIsLeftToIt() {
    try (AccessLedger ledger = ledger("n", _ -> {})) {
      for (int i = 0; i < 3; i++) {
        ledger.record(granted(1, DECEMBER.plusSeconds(i), "purpose " + i));
        follower.forget();
      }

      assertThat(objects("n")).isEmpty();
      assertThat(log("n").read().bodies()).hasSize(3);
    }
  }

  @Test
  void theAccessesOfTwoNodesAreFoundTogether() {
    write("n", granted(1, DECEMBER, "a"), granted(1, DECEMBER.plusSeconds(2), "c"));
    write("m", granted(1, DECEMBER.plusSeconds(1), "b"));

    follower.follow();

    assertThat(purposes()).containsExactly("c", "b", "a");
  }

  @Test
  void whatComesLaterIsFoundLater() {
    for (int i = 0; i < 300; i++) {
      write("n", granted(1, DECEMBER.plusSeconds(i), "purpose " + i));
      if (i % 37 == 0) {
        follower.follow();
        assertThat(purposes()).hasSize(i + 1);
      }
    }
  }

  @Test
  void anAccessThatStandsBehindOneOfALaterMonthIsFound() {
    write("n", granted(1, DECEMBER, "b"));
    write("n", granted(1, NOVEMBER, "a"));
    write("n", granted(1, Instant.EPOCH, "of a clock that was wrong"));

    follower.follow();

    assertThat(purposes()).containsExactly("b", "a", "of a clock that was wrong");
  }

  @Test
  void aRestartedNodeGoesOnWhereItStopped() throws Exception {
    write("n", granted(1, DECEMBER, "a"));
    follower.follow();
    close();
    write("n", granted(1, DECEMBER.plusSeconds(1), "b"));

    open();

    assertThat(index.reached("n")).isEqualTo(1);
    assertThat(purposes()).containsExactly("a");
    follower.follow();
    assertThat(purposes()).containsExactly("b", "a");
  }

  @Test
  void afterACrashOrWithoutItsFolderAllIsReadAgain() throws Exception {
    write("n", granted(1, NOVEMBER, "a"), granted(1, DECEMBER, "b"));
    follower.follow();
    Path asAfterACrash = copyOf(folders.resolve("index"));
    close();

    for (Path folder : List.of(asAfterACrash, folders.resolve("missing"))) {
      open(folder);
      assertThat(purposes()).as("%s", folder).isEmpty();
      follower.follow();
      assertThat(purposes()).as("%s", folder).containsExactly("b", "a");
      close();
    }
    open();
  }

  @Test
  void afterAFailureAllIsReadAgain() {
    write("n", granted(1, DECEMBER, "a"));
    follower.follow();
    Thread.currentThread().interrupt();
    try {
      index.of(record(1), null, 10);
    } catch (RuntimeException e) {
      assertThat(e).hasRootCauseInstanceOf(IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(index.works()).isFalse();

    follower.follow();

    assertThat(follower.caughtUp()).isTrue();
    assertThat(purposes()).containsExactly("a");
  }

  @Test
  void anAccessThatTheLogDoesNotHoldIsNotShown() {
    put("n", new AccessBatch(0, List.of(Accesses.body(granted(1, DECEMBER, "of no swap")))));
    write("n", granted(1, DECEMBER, "a"));
    put("n", new AccessBatch(0, List.of(Accesses.body(granted(1, DECEMBER, "put later")))));
    put("n", new AccessBatch(1, List.of(Accesses.body(granted(1, DECEMBER, "not swapped yet")))));
    put("m", new AccessBatch(0, List.of(Accesses.body(granted(1, DECEMBER, "of no log")))));

    follower.follow();
    follower.follow();

    assertThat(purposes()).containsExactly("a");
  }

  @Test
  void anObjectThatIsNoBatchHidesNoOther() {
    String folder = "access/n/bodies/202612/";
    write("n", granted(1, DECEMBER, "a"));
    for (String name :
        List.of("0000000000000000-" + "a".repeat(26) + ".jsonl", "readme.txt", "0000")) {
      store.objects().put(ObjectKey.of(folder + name), Content.of(Bytes.utf8("{}\n")));
    }

    follower.follow();

    assertThat(purposes()).containsExactly("a");
  }

  @Test
  void whatWasErasedBeforeIsMissingAndNothingFails() {
    write("n", granted(1, NOVEMBER, "a"));
    write("n", granted(1, DECEMBER, "b"));
    write("m", granted(1, NOVEMBER, "c"));
    erase("n", NOVEMBER);
    erase("m", NOVEMBER);

    follower.follow();

    assertThat(purposes()).containsExactly("b");
    assertThat(follower.caughtUp()).isTrue();
    assertThat(index.reached("m")).isEqualTo(1);
  }

  @Test
  void aMonthThatIsErasedIsForgottenToTheLastByte() throws Exception {
    write("n", granted(1, NOVEMBER, "thesecretpurpose"));
    write("n", granted(1, DECEMBER, "b"));
    write("m", granted(1, NOVEMBER, "c"));
    follower.follow();
    close();
    open();
    assertThat(filesWith("thesecretpurpose")).isNotEmpty();
    erase("n", NOVEMBER);

    follower.forget();

    assertThat(purposes()).containsExactly("b", "c");
    assertThat(filesWith("thesecretpurpose")).isEmpty();
    follower.follow();
    assertThat(purposes()).containsExactly("b", "c");
  }

  @Test
  void aLogThatCantBeBelievedKeepsNobodyFromTheOthers() {
    store.heads().putOnce(ObjectKey.of("access/a/head"), Bytes.utf8("no head\n"));
    write("n", granted(1, DECEMBER, "a"));

    follower.follow();

    assertThat(purposes()).containsExactly("a");
    assertThat(follower.caughtUp()).isFalse();
  }

  private List<String> purposes() {
    return index.of(record(1), null, 1_000).accesses().stream().map(Access::purpose).toList();
  }

  private void write(String node, Access... accesses) {
    try (AccessLedger ledger = ledger(node, _ -> {})) {
      for (Access access : accesses) {
        ledger.record(access);
      }
    }
  }

  private AccessLedger ledger(String node, Consumer<AccessBatch> recorded) {
    return new AccessLedger(
        log(node),
        store.objects(),
        "access/" + node,
        Accesses::salt,
        Duration.ofSeconds(20),
        recorded);
  }

  private AppendLog log(String node) {
    return new AppendLog(
        store,
        "access/" + node,
        new Origin("test.example/access/" + node),
        new CommitKey(Bytes.ofHex("09".repeat(32))),
        new SeenHeads(new MemoryStore(clock).heads()),
        clock);
  }

  private void put(String node, AccessBatch batch) {
    store.objects().put(batch.key("access/" + node), Content.of(batch.format()));
  }

  private List<ObjectKey> objects(String node) {
    try (Stream<ObjectInfo> objects = store.objects().list(AccessBatch.folder("access/" + node))) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private void erase(String node, Instant in) {
    YearMonth month = YearMonth.from(in.atOffset(ZoneOffset.UTC));
    try (Stream<ObjectInfo> objects =
        store.objects().list(AccessBatch.folder("access/" + node, month))) {
      objects.map(ObjectInfo::key).toList().forEach(store.objects()::delete);
    }
  }

  private Path copyOf(Path folder) throws IOException {
    Path copy = Files.createDirectories(folders.resolve("copy"));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.list(folders.resolve("index"))) {
      List<Path> found = new ArrayList<>();
      for (Path file : files.toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
      return found;
    }
  }
}

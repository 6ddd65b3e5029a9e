package cn.cunzhen.core.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.cunzhen.core.DepositOutcome;
import cn.cunzhen.core.audit.AuditId;
import cn.cunzhen.core.audit.AuditJob;
import cn.cunzhen.core.audit.AuditJob.Outcome;
import cn.cunzhen.core.audit.AuditJob.State;
import cn.cunzhen.core.audit.AuditRoom;
import cn.cunzhen.core.audit.Defect;
import cn.cunzhen.core.audit.Rate;
import cn.cunzhen.core.audit.Sample;
import cn.cunzhen.core.audit.SealedReport;
import cn.cunzhen.core.audit.TestTicker;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealVerifier;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.fault.Fault;
import cn.cunzhen.storage.fault.FaultyStore;
import cn.cunzhen.storage.fault.Operation;
import cn.cunzhen.storage.fault.When;
import cn.cunzhen.storage.memory.MemoryStore;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRoomTest {
  private static final int RECORDS = 12;
  private static final Rate UNLIMITED = new Rate(0, 0);
  private static final Rate TEN_A_SECOND = new Rate(0, 10);
  private static final List<String> ALL_PARTS =
      List.of(
          "tree",
          "times",
          "tiles",
          "packages",
          "surplus",
          "derivatives",
          "time-stamps",
          "evidence");

  @TempDir private Path folder;
  private final MovableClock storeClock = new MovableClock();
  private final FaultyStore store = FaultyStore.over(new MemoryStore(storeClock));
  private final TestTicker ticker = new TestTicker();
  private DrillNode node;
  private AuditRoom room;

  /** A process that ends in the midst of its work, without a last word. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @BeforeEach
  void archive() throws Exception {
    node = DrillNode.start(store, new MemoryStore(storeClock).heads(), folder);
    for (int i = 0; i < RECORDS; i++) {
      assertThat(node.submit("n" + i, "text " + i)).isInstanceOf(DepositOutcome.Archived.class);
    }
    room = node.audits("a", ticker);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void allOfAnArchiveIsAuditedAndItsReportSaysSo() throws Exception {
    AuditJob job = begin(null, UNLIMITED);

    finish(room);

    AuditJob ended = newest();
    assertThat(ended.state()).isEqualTo(State.ENDED);
    assertThat(ended.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(ended.progress().done()).isEqualTo(RECORDS);
    assertThat(ended.progress().bytes()).isGreaterThan(RECORDS * 1000L);
    JsonNode report = report(job.order().id());
    assertThat(report.path("kind").asText()).isEqualTo("whole");
    assertThat(report.path("startedBy").asText()).isEqualTo("auditor");
    assertThat(report.path("treeSize").asLong()).isEqualTo(RECORDS);
    assertThat(report.path("totals").path("whole").asLong()).isEqualTo(RECORDS);
    assertThat(report.path("defects")).isEmpty();
    assertThat(checked(job.order().id())).containsExactlyElementsOf(ALL_PARTS);
    assertThat(room.reports()).containsExactly(job.order().id());
  }

  @Test
  void openSslAndOurOwnVerifierHoldTheReportSealed() throws Exception {
    AuditJob job = begin(null, UNLIMITED);
    finish(room);
    SealedReport report = room.report(job.order().id()).orElseThrow();

    Files.write(folder.resolve("report.json"), report.json().toArray());
    Files.writeString(folder.resolve("ca.pem"), node.anchors().pem());
    for (Seal seal : report.seals()) {
      Files.write(folder.resolve(seal.suite().fileName()), seal.der().toArray());
      assertThat(new SealVerifier(node.anchors()).verify(seal, report.json()).faults()).isEmpty();
    }

    assertThat(openSsl().output()).contains("CMS Verification successful");
    Files.writeString(
        folder.resolve("report.json"),
        report.json().utf8().replace("\"whole\":12", "\"whole\":13"));
    assertThat(openSsl().agrees()).isFalse();
  }

  private Judge openSsl() {
    return Judge.run(
        folder,
        "bash",
        "-c",
        "openssl cms -verify -binary -inform DER -in seal.p7s -content report.json"
            + " -CAfile ca.pem -purpose any -out /dev/null");
  }

  @Test
  void aJobFindsWhatTheCommandFinds() throws Exception {
    damage(packages().get(3));
    damage(packages().get(7));
    store.objects().delete(packages().get(5));
    begin(null, UNLIMITED);

    finish(room);

    assertThat(newest().defects()).isEqualTo(node.audit().defects());
    assertThat(newest().defects())
        .extracting(Defect::kind)
        .contains(Defect.Kind.DAMAGED, Defect.Kind.MISSING);
    assertThat(newest().progress().whole()).isEqualTo(RECORDS - 3);
  }

  @Test
  void aPackageThatTheStoreFailsToReadIsNamedAsThatAndHoldsNothingUp() throws Exception {
    ObjectKey unreadable = packages().get(4);
    store.plan(When.every(Operation.GET, unreadable.value()), Fault.BEFORE);
    AuditId id = begin(null, UNLIMITED).order().id();

    finish(room);

    assertThat(newest().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(newest().defects())
        .singleElement()
        .satisfies(defect -> {
          assertThat(defect.kind()).isEqualTo(Defect.Kind.UNREADABLE);
          assertThat(defect.where()).isEqualTo(unreadable.value());
        });
    assertThat(newest().progress().whole()).isEqualTo(RECORDS - 1);
    assertThat(checked(id)).containsExactlyElementsOf(ALL_PARTS);
    assertThat(node.audit().defects())
        .singleElement()
        .extracting(Defect::kind, Defect::where)
        .containsExactly(Defect.Kind.UNREADABLE, unreadable.value());
  }

  @Test
  void aStoreThatNeverListsWhatItHoldsHoldsNothingUpAndTheReportSaysWhatWasNotLookedAt()
      throws Exception {
    store.plan(When.every(Operation.LIST, "records/"), Fault.BEFORE);
    store.plan(When.every(Operation.LIST, "derived/"), Fault.HALF);
    AuditId id = begin(null, UNLIMITED).order().id();

    finish(room);

    assertThat(newest().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(newest().defects())
        .extracting(Defect::kind, Defect::where)
        .containsExactlyInAnyOrder(
            tuple(Defect.Kind.UNREADABLE, "records/"), tuple(Defect.Kind.UNREADABLE, "derived/"));
    assertThat(newest().progress().whole()).isEqualTo(RECORDS);
    assertThat(checked(id)).contains("packages").doesNotContain("surplus", "derivatives");
    assertThat(node.audit().defects())
        .extracting(Defect::kind, Defect::where)
        .containsExactlyInAnyOrder(
            tuple(Defect.Kind.UNREADABLE, "records/"), tuple(Defect.Kind.UNREADABLE, "derived/"));
  }

  @Test
  void whatFailsInPassingIsNoDefect() throws Exception {
    store.plan(When.next(Operation.GET, packages().get(4).value()), Fault.BEFORE);
    begin(null, UNLIMITED);

    finish(room);

    assertThat(newest().defects()).isEmpty();
    assertThat(newest().progress().whole()).isEqualTo(RECORDS);
  }

  @Test
  void aStoreThatDoesNotAnswerMakesNoDefectsAndTheJobGoesOnAfterwards() throws Exception {
    begin(null, TEN_A_SECOND);
    ticker.meanwhile(() -> {
      store.plan(When.every(Operation.GET, "records/"), Fault.BEFORE);
      store.plan(When.next(Operation.STAT, "ledger/genesis"), Fault.BEFORE);
    });

    assertThatThrownBy(room::round).isInstanceOf(StorageException.class);

    assertThat(newest().state()).isEqualTo(State.RUNNING);
    assertThat(newest().defects()).isEmpty();
    assertThat(newest().progress().done()).isLessThan(RECORDS);
  }

  @Test
  void aLedgerThatCanNotBeReadLeavesPartsUnchecked() throws Exception {
    for (int i = RECORDS; i < 2 * 256; i++) {
      assertThat(node.submit("n" + i, "text " + i)).isInstanceOf(DepositOutcome.Archived.class);
    }
    assertThat(node.submit("beyond", "text")).isInstanceOf(DepositOutcome.Archived.class);
    store.objects().delete(ObjectKey.of("ledger/tile/entries/000"));
    AuditId id = begin(null, UNLIMITED).order().id();

    finish(room);

    assertThat(newest().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(newest().defects()).extracting(Defect::kind).containsExactly(Defect.Kind.TREE);
    assertThat(checked(id)).isEmpty();
    assertThat(report(id).path("totals").path("skipped").asLong()).isEqualTo(256);
    assertThat(report(id).path("totals").path("whole").asLong()).isEqualTo(1 + 256);
  }

  private List<String> checked(AuditId id) {
    List<String> parts = new ArrayList<>();
    report(id).path("checked").forEach(part -> parts.add(part.asText()));
    return parts;
  }

  @Test
  void aPausedJobWaitsAndGoesOnFromWhereItWas() throws Exception {
    AuditId id = begin(null, TEN_A_SECOND).order().id();
    ticker.meanwhile(() -> room.pause(id));

    room.round();

    long done = newest().progress().done();
    assertThat(newest().state()).isEqualTo(State.PAUSED);
    assertThat(done).isBetween(1L, RECORDS - 1L);
    assertThat(room.round()).as("nothing is done while it waits").isFalse();
    long reads = read();
    room.resume(id);
    finish(room);
    assertThat(newest().progress().whole()).isEqualTo(RECORDS);
    assertThat(newest().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(read()).isGreaterThan(reads);
  }

  /** Bytes of packages that were counted; each package is counted once, whatever happened. */
  private long read() {
    return newest().progress().bytes();
  }

  @Test
  void aRateIsKeptToAndTakesEffectWhileTheJobRuns() throws Exception {
    AuditId id = begin(null, TEN_A_SECOND).order().id();
    finish(room);
    assertThat(ticker.passed()).isEqualTo(Duration.ofMillis(1200));
    assertThat(newest().order().id()).isEqualTo(id);

    Duration before = ticker.passed();
    AuditId faster = begin(null, TEN_A_SECOND).order().id();
    ticker.meanwhile(() -> {
      ticker.pause(Duration.ofMillis(300));
      room.keepTo(new Rate(0, 100), faster);
    });
    finish(room);
    assertThat(ticker.passed().minus(before)).isLessThan(Duration.ofMillis(700));
    assertThat(newest().rate()).isEqualTo(new Rate(0, 100));
  }

  @Test
  void bytesAreReadNoFasterThanAllowed() throws Exception {
    begin(null, new Rate(Rate.LEAST_BYTES, 0));

    finish(room);

    double seconds = ticker.passed().toMillis() / 1000.0;
    assertThat(seconds).isGreaterThanOrEqualTo((double) read() / Rate.LEAST_BYTES * 0.99);
  }

  @Test
  void aJobWhoseProcessWasKilledGoesOnFromItsPositionWhenThatNodeStartsAgain() throws Exception {
    damage(packages().getFirst());
    begin(null, TEN_A_SECOND);
    killAfterTheFirstBeat();
    assertThat(newest().progress().done()).isPositive().isLessThan(RECORDS);
    long done = newest().progress().done();

    TestTicker restarted = new TestTicker();
    finish(node.audits("a", restarted));

    assertThat(newest().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(newest().defects()).isEqualTo(node.audit().defects());
    assertThat(newest().progress().whole()).isEqualTo(RECORDS - 1);
    assertThat(restarted.passed()).isEqualTo(Duration.ofMillis(100 * (RECORDS - done)));
  }

  private void killAfterTheFirstBeat() {
    ticker.meanwhile(() -> {
      ticker.pause(Duration.ofSeconds(4));
      ticker.meanwhile(() -> {
        throw new Killed();
      });
    });
    assertThatThrownBy(room::round).isInstanceOf(Killed.class);
    assertThat(newest().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void anotherNodeTakesAJobOverOnlyWhenItsNodeIsDead() throws Exception {
    begin(null, TEN_A_SECOND);
    killAfterTheFirstBeat();
    AuditRoom other = node.audits("b", new TestTicker());

    assertThat(other.round()).isFalse();
    assertThat(newest().runner()).isEqualTo("a");

    storeClock.advance(Duration.ofSeconds(31));
    finish(other);
    assertThat(newest().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(newest().progress().whole()).isEqualTo(RECORDS);
  }

  @Test
  void aNodeThatWasTakenForDeadHaltsAndChangesNothing() throws Exception {
    begin(null, TEN_A_SECOND);
    AuditRoom other = node.audits("b", new TestTicker());
    ticker.meanwhile(() -> {
      storeClock.advance(Duration.ofSeconds(31));
      ticker.pause(Duration.ofSeconds(31));
      finish(other);
    });

    room.round();

    assertThat(newest().runner()).isEqualTo("b");
    assertThat(newest().state()).isEqualTo(State.ENDED);
    assertThat(newest().progress().whole()).isEqualTo(RECORDS);
    assertThat(room.reports()).hasSize(1);
  }

  @Test
  void aNodeThatHasNotReadTheWholeLedgerYetLeavesAJobToOthers() throws Exception {
    try (DrillNode late = DrillNode.start(store, new MemoryStore(storeClock).heads(), folder)) {
      LogHead before = late.ledger().head();
      assertThat(node.submit("newer", "text")).isInstanceOf(DepositOutcome.Archived.class);
      AuditRoom behind = late.audits("b", new TestTicker(), () -> before);
      begin(null, UNLIMITED);

      assertThat(behind.round()).isFalse();

      finish(room);
      assertThat(newest().progress().whole()).isEqualTo(RECORDS + 1);
    }
  }

  @Test
  void aJobThatIsUnderWayKeepsAnotherFromBeingOrderedAtAnyNode() {
    AuditJob first = begin(null, UNLIMITED);

    AuditRoom.Begun second =
        node.audits("b", new TestTicker()).begin(new Sample("seed", 1), UNLIMITED, "supervisor");

    assertThat(second.isNew()).isFalse();
    assertThat(second.job().order()).isEqualTo(first.order());
  }

  @Test
  void aStoppedJobReportsWhatItHasDone() throws Exception {
    AuditId id = begin(null, TEN_A_SECOND).order().id();
    ticker.meanwhile(() -> room.stop(id));

    finish(room);

    assertThat(newest().outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(report(id).path("outcome").asText()).isEqualTo("stopped");
    assertThat(checked(id)).doesNotContain("packages", "surplus", "time-stamps", "evidence");
    assertThat(report(id).path("totals").path("done").asLong()).isLessThan(RECORDS);
    assertThat(room.resume(id)).get().extracting(AuditJob::state).isEqualTo(State.ENDED);
  }

  @Test
  void aSampleAuditsItsEntriesAndNoOthers() throws Exception {
    Sample sample = new Sample("seed", 4);
    List<Long> drawn = sample.indices(RECORDS);
    for (long index = 0; index < RECORDS; index++) {
      damage(packageOf(index));
    }

    AuditId id = begin(sample, UNLIMITED).order().id();
    finish(room);

    assertThat(newest().defects())
        .extracting(Defect::where)
        .containsOnly(drawn.stream().map(i -> packageOf(i).value()).toArray(String[]::new));
    JsonNode report = report(id);
    assertThat(report.path("sample").path("seed").asText()).isEqualTo("seed");
    assertThat(report.path("sample").path("indices")).hasSize(4);
    assertThat(report.path("totals").path("entries").asLong()).isEqualTo(4);
  }

  @Test
  void whatIsArchivedMeanwhileIsNeitherCoveredNorADefect() throws Exception {
    AuditId id = begin(null, TEN_A_SECOND).order().id();
    assertThat(node.submit("later", "text")).isInstanceOf(DepositOutcome.Archived.class);

    finish(room);

    assertThat(report(id).path("treeSize").asLong()).isEqualTo(RECORDS);
    assertThat(newest().defects()).isEmpty();
    assertThat(newest().progress().inFlight()).isEqualTo(1);
  }

  @Test
  void aNodeThatEndsGivesItsJobBackAtOnce() throws Exception {
    begin(null, TEN_A_SECOND);
    ticker.meanwhile(room::close);

    room.round();

    assertThat(newest().runner()).isNull();
    finish(node.audits("b", new TestTicker()));
    assertThat(newest().outcome()).isEqualTo(Outcome.COMPLETE);
  }

  private AuditJob begin(@Nullable Sample sample, Rate rate) {
    AuditRoom.Begun begun = room.begin(sample, rate, "auditor");
    assertThat(begun.isNew()).isTrue();
    return begun.job();
  }

  private static void finish(AuditRoom room) {
    try {
      while (room.round()) {
        // Each round does what is due.
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private AuditJob newest() {
    return room.newest().orElseThrow();
  }

  private JsonNode report(AuditId id) {
    return CanonicalJson.parse(room.report(id).orElseThrow().json());
  }

  private List<ObjectKey> packages() {
    try (Stream<ObjectInfo> all = store.objects().list("records/")) {
      return all.map(ObjectInfo::key).toList();
    }
  }

  private ObjectKey packageOf(long index) {
    String record = node.ledger().entries(index, 1).getFirst().record().value();
    return packages().stream()
        .filter(key -> key.value().contains(record))
        .findFirst()
        .orElseThrow();
  }

  private void damage(ObjectKey key) throws IOException {
    byte[] bytes;
    try (InputStream in = store.objects().get(key)) {
      bytes = in.readAllBytes();
    }
    bytes[bytes.length / 2] ^= 1;
    store.objects().delete(key);
    store.objects().put(key, Content.of(Bytes.of(bytes)));
  }
}

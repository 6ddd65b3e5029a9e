package cn.cunzhen.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.sample.Life;
import cn.cunzhen.indexer.sample.MemoryArchive;
import cn.cunzhen.indexer.sample.MemoryLedger;
import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.search.Change;
import cn.cunzhen.indexer.search.Comparison;
import cn.cunzhen.indexer.search.Defect;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.search.SearchResult;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Behind;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {
  private static final Sight ALL = Sight.of(new Visibility.All());
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final MemoryArchive archive = new MemoryArchive();

  private RecordIndex open(LedgerFeed ledger) throws IOException {
    return RecordIndex.open(
        folder, ledger.genesis(), (record, index) -> ArchiveNumber.of(record, 0, index));
  }

  private static Answer ask(RecordIndex index, String text, long position) throws Exception {
    SearchResult result = index.search(Question.of(text), ALL, position, PATIENCE);
    return switch (result) {
      case Answer answer -> answer;
      case Behind(var reached) -> throw new AssertionError(position + " asked, at " + reached);
    };
  }

  /** What is exactly so. */
  private static List<RecordId> find(RecordIndex index, String text, long position)
      throws Exception {
    Answer answer = ask(index, text, position);
    return answer.approximate() ? List.of() : answer.hits().stream().map(Hit::record).toList();
  }

  @Test
  void whatTheLedgerHoldsIsFoundAndWhatComesToo() throws Exception {
    archive.archive(Sample.of(1).person("王小明", "1").record());
    try (RecordIndex index = open(archive.ledger());
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      assertThat(find(index, "王小明", 1)).containsExactly(Sample.of(1).id());

      long position = archive.archive(Sample.of(2).person("王小明", "2").record());

      assertThat(find(index, "王小明", position)).hasSize(2);
    }
  }

  @Test
  void amendmentsAndDisposalsAreFollowed() throws Exception {
    try (RecordIndex index = open(archive.ledger());
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      archive.archive(Sample.of(1).person("王小明", "1").record());
      long amended = archive.archive(Sample.of(1).version(2).person("王小鸣", "1").record());
      assertThat(find(index, "王小明", amended)).isEmpty();
      assertThat(find(index, "王小鸣", amended)).hasSize(1);

      long held = archive.event(EntryType.HELD, Sample.of(1).id());
      assertThat(find(index, "王小鸣", held)).hasSize(1);

      long disposed = archive.dispose(Sample.of(1).id());
      assertThat(ask(index, "", disposed).total()).isZero();
    }
  }

  @Test
  void everyRecordIsFoundAtThePositionOfItsReceiptWhileManyWrite() throws Exception {
    int writers = 8;
    int each = 400;
    AtomicInteger finds = new AtomicInteger();
    try (RecordIndex index = open(archive.ledger());
        Projection projection =
            Projection.start(archive.ledger(), archive.records(), index, () -> {});
        ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int first = w * each;
        running.add(
            pool.submit(() -> {
              for (int n = first; n < first + each; n++) {
                ArchivalRecord record = Sample.of(n).record();
                projection.handOver(record, Sample.digestOf(record));
                long position = archive.archive(record);
                Answer answer = ask(index, record.transactionId(), position);
                assertThat(answer.position()).isGreaterThanOrEqualTo(position);
                assertThat(answer.hits()).extracting(Hit::record).containsExactly(record.id());
                finds.incrementAndGet();
              }
              return null;
            }));
      }
      for (Future<?> one : running) {
        one.get();
      }

      assertThat(finds.get()).isEqualTo(writers * each);
      assertThat(ask(index, "", finds.get()).total()).isEqualTo(finds.get());
      assertThat(index.compare(archive.ledger()).isClean()).isTrue();
    }
  }

  @Test
  void whatIsHandedOverIsNotReadBack() throws Exception {
    try (RecordIndex index = open(archive.ledger());
        Projection projection =
            Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      ArchivalRecord record = Sample.of(1).record();
      projection.handOver(record, Sample.digestOf(record));
      long position = archive.archive(record);

      assertThat(find(index, "", position)).containsExactly(record.id());
      assertThat(archive.records().reads()).isZero();
    }
  }

  @Test
  void whatIsHandedOverUnderAnotherDigestIsNotTaken() throws Exception {
    try (RecordIndex index = open(archive.ledger());
        Projection projection =
            Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      ArchivalRecord record = Sample.of(1).person("王小明", "1").record();
      projection.handOver(Sample.of(1).person("假的", "1").record(), Sha256.of(new byte[1]));
      long position = archive.archive(record);

      assertThat(find(index, "王小明", position)).hasSize(1);
    }
  }

  @Test
  void whatIsHandedOverForAnotherRecordIsADefect() throws Exception {
    try (RecordIndex index = open(archive.ledger());
        Projection projection =
            Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      ArchivalRecord record = Sample.of(1).record();
      projection.handOver(Sample.of(2).record(), Sample.digestOf(record));
      archive.records().breakVersion(record);
      long position = archive.archive(record);

      assertThat(ask(index, "", position).hits().getFirst().description()).isNull();
      assertThat(index.defects()).extracting(Defect::record).containsExactly(record.id());
    }
  }

  @Test
  void aPackageThatCanNotBeReadStopsNobodyAndIsReadLater() throws Exception {
    ArchivalRecord broken = Sample.of(1).person("王小明", "1").record();
    archive.records().breakVersion(broken);
    try (RecordIndex index = open(archive.ledger());
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      archive.archive(broken);
      long position = archive.archive(Sample.of(2).record());

      assertThat(ask(index, "", position).total()).isEqualTo(2);
      assertThat(index.defects())
          .containsExactly(new Defect(broken.id(), 1, Sample.digestOf(broken), "Missing"));

      archive.records().mendVersion(broken);
      awaitNoDefects(index);
      assertThat(find(index, "王小明", 0)).containsExactly(broken.id());
    }
  }

  @Test
  void aDefectIsKeptOverARestart() throws Exception {
    ArchivalRecord broken = Sample.of(1).person("王小明", "1").record();
    archive.records().breakVersion(broken);
    long position = archive.archive(broken);
    try (RecordIndex index = open(archive.ledger());
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      assertThat(ask(index, "", position).total()).isEqualTo(1);
    }

    archive.records().mendVersion(broken);
    try (RecordIndex index = open(archive.ledger());
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      awaitNoDefects(index);
      assertThat(find(index, "王小明", 0)).containsExactly(broken.id());
    }
  }

  @Test
  void whatWasDisposedBeforeItWasReadLeavesNoDefect() throws Exception {
    archive.archive(Sample.of(1).record());
    archive.archive(Sample.of(2).record());
    long position = archive.dispose(Sample.of(1).id());
    try (RecordIndex index = open(archive.ledger());
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      assertThat(find(index, "", position)).containsExactly(Sample.of(2).id());
      assertThat(index.defects()).isEmpty();
      assertThat(index.compare(archive.ledger()).isClean()).isTrue();
    }
  }

  @Test
  void aLedgerThatCanNotBeReadForAWhileIsFollowedAgain() throws Exception {
    Unsteady ledger = new Unsteady(archive.ledger());
    CountDownLatch applied = new CountDownLatch(1);
    try (RecordIndex index = open(ledger);
        Projection projection =
            Projection.start(ledger, archive.records(), index, applied::countDown)) {
      ledger.failures.set(2);
      long position = archive.archive(Sample.of(1).record());

      assertThat(find(index, "", position)).hasSize(1);
      assertThat(applied.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(ledger.failures.get()).isNotPositive();
      assertThat(projection.trouble()).isNull();
    }
  }

  @Test
  void anIndexThatDisagreesWithTheLedgerIsMadeAgain() throws Exception {
    MemoryArchive other = new MemoryArchive();
    long there = other.archive(Sample.of(1).person("假的", "1").record());
    try (RecordIndex index = open(other.ledger());
        Projection _ = Projection.start(other.ledger(), other.records(), index, () -> {})) {
      assertThat(find(index, "假的", there)).hasSize(1);
    }

    archive.archive(Sample.of(2).record());
    long here = archive.archive(Sample.of(3).record());
    try (RecordIndex index = open(archive.ledger());
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      assertThat(find(index, "假的", here)).isEmpty();
      assertThat(ask(index, "", here).total()).isEqualTo(2);
      assertThat(index.compare(archive.ledger()).isClean()).isTrue();
    }
  }

  @Test
  void anIndexThatIsAheadOfTheLedgerIsMadeAgain() throws Exception {
    MemoryArchive other = new MemoryArchive();
    other.archive(Sample.of(1).record());
    long there = other.archive(Sample.of(2).record());
    try (RecordIndex index = open(other.ledger());
        Projection _ = Projection.start(other.ledger(), other.records(), index, () -> {})) {
      assertThat(ask(index, "", there).total()).isEqualTo(2);
    }

    long here = archive.archive(Sample.of(1).record());
    try (RecordIndex index = open(archive.ledger());
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      assertThat(index.position().size()).isLessThanOrEqualTo(1);
      assertThat(find(index, "", here)).containsExactly(Sample.of(1).id());
    }
  }

  @Test
  void aFolderDeletedWhileRunningComesBackCompleteAfterARestart() throws Exception {
    Life life = new Life();
    life.until(500);
    MemoryLedger ledger = life.archive().ledger();
    RecordIndex running = open(ledger);
    try (Projection _ = Projection.start(ledger, life.archive().records(), running, () -> {})) {
      assertThat(ask(running, "", 500).position()).isGreaterThanOrEqualTo(500);
      deleteFiles();
      life.until(600);
    }
    closeWithoutItsFiles(running);

    try (RecordIndex index = open(ledger);
        Projection _ = Projection.start(ledger, life.archive().records(), index, () -> {})) {
      assertThat(ask(index, "", 600).position()).isGreaterThanOrEqualTo(600);
      assertThat(index.compare(ledger).isClean()).isTrue();
    }
  }

  @Test
  void comparingNamesWhatIndexAndLedgerDisagreeOn() throws Exception {
    Life life = new Life();
    life.until(300);
    MemoryLedger ledger = life.archive().ledger();
    try (RecordIndex index = open(ledger)) {
      try (Projection _ = Projection.start(ledger, life.archive().records(), index, () -> {})) {
        assertThat(ask(index, "", 300).position()).isGreaterThanOrEqualTo(300);
      }
      assertThat(index.compare(ledger).isClean()).isTrue();

      RecordId lost = living(life, 0).id();
      RecordId old = living(life, 5).id();
      Sample stranger = Sample.of("stranger");
      Sample older = living(life, 5).version(999);
      index.apply(
          List.of(new Change.Disposed(lost), version(0, older), version(1, stranger)),
          index.position());
      Comparison found = index.compare(ledger);

      assertThat(found.isClean()).isFalse();
      assertThat(found.position()).isEqualTo(300);
      assertThat(found.missing()).containsExactlyInAnyOrder(lost, old);
      assertThat(found.surplus()).containsExactlyInAnyOrder(old, stranger.id());
    }
  }

  private static Change.Version version(long index, Sample sample) {
    ArchivalRecord record = sample.record();
    return new Change.Version(index, record, Sample.digestOf(record));
  }

  private static Sample living(Life life, int from) {
    int number = from;
    while (life.isDisposed(number)) {
      number++;
    }
    return life.sample(number);
  }

  private static void awaitNoDefects(RecordIndex index) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!index.defects().isEmpty()) {
      assertThat(System.nanoTime()).as("defects within the time").isLessThan(end);
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private void deleteFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void closeWithoutItsFiles(RecordIndex index) {
    try {
      index.close();
    } catch (IOException | RuntimeException e) {
      assertThat(e).as("its files are gone").isNotNull();
    }
  }

  /** A ledger that can't be read a number of times. */
  private static final class Unsteady implements LedgerFeed {
    private final LedgerFeed inner;
    private final AtomicInteger failures = new AtomicInteger();

    private Unsteady(LedgerFeed inner) {
      this.inner = inner;
    }

    @Override
    public Sha256 genesis() {
      return inner.genesis();
    }

    @Override
    public long size() {
      return inner.size();
    }

    @Override
    public List<LedgerEntry> entries(long from, int max) {
      if (failures.getAndDecrement() > 0) {
        throw new StorageException("the store is away");
      }
      return inner.entries(from, max);
    }

    @Override
    public Sha256 rootAt(long size) {
      return inner.rootAt(size);
    }

    @Override
    public boolean awaitBeyond(long size, Duration limit) throws InterruptedException {
      return inner.awaitBeyond(size, limit);
    }
  }
}

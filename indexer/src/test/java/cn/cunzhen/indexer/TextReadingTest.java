package cn.cunzhen.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.derived.Derivatives;
import cn.cunzhen.core.derived.DisposalFollower;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.recognition.Recognised;
import cn.cunzhen.indexer.sample.MemoryArchive;
import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.Pending.Rest;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.TextState;
import cn.cunzhen.indexer.text.Extracted;
import cn.cunzhen.indexer.text.Extraction;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.KeptScans;
import cn.cunzhen.indexer.text.KeptTexts;
import cn.cunzhen.indexer.text.SourceFile;
import cn.cunzhen.indexer.text.TextExtraction;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReadingTest {
  private static final Sight ALL = Sight.of(new Visibility.All());
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final MemoryArchive archive = new MemoryArchive();
  private final Set<String> away = ConcurrentHashMap.newKeySet();
  private final Objects objects = new MemoryStore(Clock.systemUTC()).objects();
  private final Derivatives derivatives = new Derivatives(objects, archive::isDisposed);
  private RecordIndex index;

  /** A file says its own name and its record's transaction number. */
  private final FileSource files =
      (record, digest, file) -> {
        assertThat(digest).isEqualTo(Sample.digestOf(record));
        if (away.contains(file.submittedName())) {
          throw new IOException("away");
        }
        String content = file.submittedName() + "的内容，" + record.transactionId();
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
      };

  @BeforeEach
  void open() throws IOException {
    index =
        RecordIndex.open(
            folder,
            archive.ledger().genesis(),
            (record, first) -> ArchiveNumber.of(record, 0, first));
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private static Extraction extract(SourceFile file) throws IOException {
    if (file.name().endsWith(".jpg")) {
      return new NoText(Reason.UNSUPPORTED, "an image");
    }
    try (InputStream content = file.content().open()) {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      return new Extraction.Text(List.of(new Page(1, text)), false, "text/plain");
    }
  }

  private List<RecordId> find(String text) throws Exception {
    Answer answer = (Answer) index.search(Question.of(text), ALL, 0, PATIENCE);
    return answer.approximate() ? List.of() : answer.hits().stream().map(Hit::record).toList();
  }

  private void awaitPending(int records) throws Exception {
    await(
        records + " pending",
        () -> index.pending(EnumSet.allOf(Rest.class), 100, Set.of()).size() == records);
  }

  private void awaitFound(String text) throws Exception {
    await(text + " found", () -> !find(text).isEmpty());
  }

  private static void await(String what, Callable<Boolean> met) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!met.call()) {
      assertThat(System.nanoTime()).as("%s within the time", what).isLessThan(end);
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  @Test
  void theTextOfEveryFileIsFoundAndReasonsAreKept() throws Exception {
    try (TextReading reading =
            TextReading.start(
                2, index, archive.records(), files, TextReadingTest::extract, derivatives);
        Projection _ =
            Projection.start(archive.ledger(), archive.records(), index, reading::wake)) {
      archive.archive(Sample.of(1).file(null, "申请表.docx").file(null, "b.jpg").record());
      archive.archive(Sample.of(2).file(null, "承诺书.pdf").record());
      index.search(Question.of(""), ALL, 2, PATIENCE);

      awaitPending(0);

      assertThat(find("申请表.docx的内容")).containsExactly(Sample.of(1).id());
      assertThat(find("承诺书.pdf的内容")).containsExactly(Sample.of(2).id());
      TextReading.Progress progress = reading.progress();
      assertThat(progress.pending()).isZero();
      assertThat(progress.counts().read()).isEqualTo(2);
      assertThat(progress.counts().failures()).isZero();
      assertThat(progress.counts().busy()).isPositive();
      assertThat(progress.withoutText()).containsEntry(Reason.UNSUPPORTED, 1);
    }
  }

  @Test
  void metadataIsFoundWhileTextIsStillBeingRead() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    TextExtraction slow =
        file -> {
          reading.countDown();
          assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
          return extract(file);
        };
    try (TextReading texts =
            TextReading.start(2, index, archive.records(), files, slow, derivatives);
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, texts::wake)) {
      archive.archive(Sample.of(1).file(null, "a.pdf").record());
      assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
      long position = archive.archive(Sample.of(2).person("王小明", "1").record());

      Answer answer = (Answer) index.search(Question.of("王小明"), ALL, position, PATIENCE);

      assertThat(answer.hits()).hasSize(1);
      goOn.countDown();
      awaitPending(0);
      assertThat(find("a.pdf的内容")).hasSize(1);
    }
  }

  /** Files called scan have a picture; recognising it waits until it may go on. */
  private TextExtraction recognisingSlowly(CountDownLatch goOn) {
    return new TextExtraction() {
      @Override
      public Extraction extract(SourceFile file) throws IOException, InterruptedException {
        if (!file.name().startsWith("scan")) {
          return TextReadingTest.extract(file);
        }
        assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
        return new Extraction.Text(List.of(new Page(1, "图中的字")), false, "application/pdf");
      }

      @Override
      public Extracted readWithoutPictures(SourceFile file) throws IOException {
        return new Extracted(
            TextReadingTest.extract(file), Map.of(), file.name().startsWith("scan"));
      }
    };
  }

  @Test
  void whatFilesSayIsFoundWhileTheirPicturesAreStillRecognised() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (TextReading texts =
            TextReading.start(
                1, index, archive.records(), files, recognisingSlowly(goOn), derivatives);
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, texts::wake)) {
      Sample scanned = Sample.of(1).file(null, "scan.pdf").file(null, "b.pdf");
      archive.archive(scanned.record());
      awaitFound("scan.pdf的内容");
      archive.archive(Sample.of(2).file(null, "c.pdf").record());
      awaitFound("c.pdf的内容");

      assertThat(find("b.pdf的内容")).hasSize(1);
      assertThat(texts.progress().pending()).isEqualTo(1);
      assertThat(index.textStates(scanned.id(), Sample.digestOf(scanned.record())))
          .extracting(TextState::more)
          .containsExactly(true, false);

      goOn.countDown();
      awaitPending(0);
      assertThat(find("图中的字")).containsExactly(scanned.id());
      assertThat(find("b.pdf的内容")).hasSize(1);
      assertThat(texts.counts().read()).isEqualTo(2);
    }
  }

  @Test
  void asManyRecordsAreReadAtOnceAsItIsTold() throws Exception {
    CountDownLatch reading = new CountDownLatch(3);
    TextExtraction together =
        file -> {
          reading.countDown();
          assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
          return extract(file);
        };
    try (TextReading texts =
            TextReading.start(3, index, archive.records(), files, together, derivatives);
        Projection _ = Projection.start(archive.ledger(), archive.records(), index, texts::wake)) {
      for (int i = 1; i <= 3; i++) {
        archive.archive(Sample.of(i).file(null, "a.pdf").record());
      }
      index.search(Question.of(""), ALL, 3, PATIENCE);

      awaitPending(0);

      assertThat(find("a.pdf的内容")).hasSize(3);
      assertThat(texts.counts().read()).as("none was read twice").isEqualTo(3);
    }
  }

  @Test
  void whatAnInterruptedRunLeftIsReadByTheNext() throws Exception {
    try (Projection _ = Projection.start(archive.ledger(), archive.records(), index, () -> {})) {
      archive.archive(Sample.of(1).file(null, "a.pdf").record());
      archive.archive(Sample.of(2).file(null, "b.pdf").record());
      index.search(Question.of(""), ALL, 2, PATIENCE);
    }
    index.close();
    open();

    try (TextReading _ =
        TextReading.start(
            2, index, archive.records(), files, TextReadingTest::extract, derivatives)) {
      awaitPending(0);
      assertThat(find("a.pdf的内容")).containsExactly(Sample.of(1).id());
    }
  }

  @Test
  void aRecordWhoseFilesAreAwayHoldsUpNobodyAndIsReadLater() throws Exception {
    away.add("b.pdf");
    try (TextReading reading =
            TextReading.start(
                2, index, archive.records(), files, TextReadingTest::extract, derivatives);
        Projection _ =
            Projection.start(archive.ledger(), archive.records(), index, reading::wake)) {
      archive.archive(Sample.of(1).file(null, "a.pdf").record());
      archive.archive(Sample.of(2).file(null, "b.pdf").record());
      index.search(Question.of(""), ALL, 2, PATIENCE);

      awaitPending(1);
      assertThat(find("a.pdf的内容")).hasSize(1);
      assertThat(reading.counts().failures()).isPositive();

      away.clear();
      awaitPending(0);
      assertThat(find("b.pdf的内容")).hasSize(1);
    }
  }

  @Test
  void aRecordThatFailedAndIsDisposedOfIsNotWaitedForAnyMore() throws Exception {
    away.add("a.pdf");
    try (TextReading reading =
            TextReading.start(
                1, index, archive.records(), files, TextReadingTest::extract, derivatives);
        Projection _ =
            Projection.start(archive.ledger(), archive.records(), index, reading::wake)) {
      archive.archive(Sample.of(1).file(null, "a.pdf").record());
      index.search(Question.of(""), ALL, 1, PATIENCE);
      awaitPending(1);
      await("a failure", () -> reading.counts().failures() > 0);
      archive.dispose(Sample.of(1).id());
      awaitPending(0);
      long failures = reading.counts().failures();
      long busy = cpuOf("text-reading-0");

      assertThat(new CountDownLatch(1).await(2_500, TimeUnit.MILLISECONDS)).isFalse();

      assertThat(reading.counts().failures()).isEqualTo(failures);
      assertThat(cpuOf("text-reading-0") - busy)
          .as("it does not turn on the spot")
          .isLessThan(SOME);
    }
  }

  private static final long SOME = Duration.ofMillis(500).toNanos();

  private static long cpuOf(String thread) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.dumpAllThreads(false, false))
        .filter(each -> each.getThreadName().equals(thread))
        .mapToLong(each -> threads.getThreadCpuTime(each.getThreadId()))
        .sum();
  }

  @Test
  void nothingIsReadWhilePaused() throws Exception {
    try (TextReading reading =
            TextReading.start(
                2, index, archive.records(), files, TextReadingTest::extract, derivatives);
        Projection _ =
            Projection.start(archive.ledger(), archive.records(), index, reading::wake)) {
      reading.pause();
      archive.archive(Sample.of(1).file(null, "a.pdf").record());
      index.search(Question.of(""), ALL, 1, PATIENCE);
      reading.wake();

      assertThat(new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(index.pending()).isEqualTo(1);

      reading.resume();
      awaitPending(0);
    }
  }

  @Test
  void anAmendmentsTextTakesThePlaceOfTheFormer() throws Exception {
    try (TextReading reading =
            TextReading.start(
                2, index, archive.records(), files, TextReadingTest::extract, derivatives);
        Projection _ =
            Projection.start(archive.ledger(), archive.records(), index, reading::wake)) {
      archive.archive(Sample.of(1).file(null, "甲.pdf").record());
      index.search(Question.of(""), ALL, 1, PATIENCE);
      awaitPending(0);
      long position = archive.archive(Sample.of(1).version(2).file(null, "乙.pdf").record());
      index.search(Question.of(""), ALL, position, PATIENCE);
      awaitPending(0);

      assertThat(find("甲.pdf的内容")).isEmpty();
      assertThat(find("乙.pdf的内容")).hasSize(1);
    }
  }

  /** Takes long enough to be worth keeping, and counts. */
  private final AtomicInteger extractions = new AtomicInteger();

  private Extraction extractSlowly(SourceFile file) throws IOException, InterruptedException {
    extractions.incrementAndGet();
    assertThat(new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS)).isFalse();
    return extract(file);
  }

  private List<ObjectKey> derived() {
    try (Stream<ObjectInfo> all = objects.list("derived/")) {
      return all.map(ObjectInfo::key).toList();
    }
  }

  private void readAll(TextExtraction extraction) throws Exception {
    try (TextReading reading =
            TextReading.start(2, index, archive.records(), files, extraction, derivatives);
        Projection _ =
            Projection.start(archive.ledger(), archive.records(), index, reading::wake)) {
      index.search(Question.of(""), ALL, archive.ledger().size(), PATIENCE);
      awaitPending(0);
    }
  }

  @Test
  void whatTookLongIsKeptAndNoNewIndexReadsItAgain() throws Exception {
    archive.archive(Sample.of(1).file(null, "a.pdf").file(null, "b.jpg").record());
    readAll(this::extractSlowly);
    assertThat(extractions).hasValue(2);

    index.clear();
    readAll(this::extractSlowly);

    assertThat(extractions).hasValue(2);
    assertThat(find("a.pdf的内容")).containsExactly(Sample.of(1).id());
    assertThat(index.withoutText()).containsEntry(Reason.UNSUPPORTED, 1);
  }

  @Test
  void whatIsQuicklyReadIsNotKept() throws Exception {
    archive.archive(Sample.of(1).file(null, "a.pdf").record());

    readAll(TextReadingTest::extract);

    assertThat(derived()).isEmpty();
  }

  @Test
  void whatAnotherAttemptMayChangeIsTriedAgain() throws Exception {
    archive.archive(Sample.of(1).file(null, "a.pdf").file(null, "b.pdf").record());
    readAll(file -> {
      Extraction found = extractSlowly(file);
      return file.name().equals("b.pdf") ? new NoText(Reason.TIMED_OUT, "slow") : found;
    });

    index.clear();
    readAll(this::extractSlowly);

    assertThat(extractions).hasValue(3);
    assertThat(find("b.pdf的内容")).hasSize(1);
  }

  @Test
  void aNodeThatCanRecogniseDoesNotContentItselfWithWhatOneWithoutHasKept() throws Exception {
    archive.archive(Sample.of(1).file(null, "a.pdf").record());
    readAll(this::extractSlowly);
    index.clear();

    readAll(recognising());

    assertThat(extractions).hasValue(2);
    index.clear();
    readAll(this::extractSlowly);
    assertThat(extractions).as("what the better one has kept serves all").hasValue(2);
  }

  private TextExtraction recognising() {
    return new TextExtraction() {
      @Override
      public Extraction extract(SourceFile file) throws IOException, InterruptedException {
        return extractSlowly(file);
      }

      @Override
      public Set<String> languages() {
        return Set.of("chi_sim", "eng");
      }
    };
  }

  @Test
  void whereRecognisedWordsStandIsKeptBesideTheTextAndIsNotRecognisedAgain() throws Exception {
    archive.archive(Sample.of(1).file(null, "a.pdf").file(null, "b.pdf").record());
    readAll(scanning());
    assertThat(extractions).hasValue(2);
    assertThat(scans()).hasSize(1);
    assertThat(scans().getFirst().files()).hasSize(1);
    assertThat(scans().getFirst().files().values()).containsExactly(Map.of(3, WORDS));

    index.clear();
    readAll(scanning());

    assertThat(extractions).hasValue(2);
    assertThat(scans()).hasSize(1);
  }

  @Test
  void whatIsReadAtEveryTimeAnewKeepsItsWordsPlacesOnce() throws Exception {
    archive.archive(Sample.of(1).file(null, "a.pdf").record());
    TextExtraction cut =
        new Scanning() {
          @Override
          public Extraction extract(SourceFile file) throws IOException, InterruptedException {
            return new Extraction.Text(List.of(new Page(3, "证")), true, "application/pdf");
          }
        };
    readAll(cut);
    index.clear();

    readAll(cut);

    assertThat(scans()).hasSize(1);
    assertThat(derived()).as("a text that was cut is not kept").hasSize(1);
  }

  @Test
  void textThatWasKeptWithoutPlacesServesAsBefore() throws Exception {
    archive.archive(Sample.of(1).file(null, "a.pdf").record());
    readAll(this::extractSlowly);
    index.clear();

    readAll(scanning());

    assertThat(extractions).hasValue(1);
    assertThat(scans()).isEmpty();
    assertThat(find("a.pdf的内容")).hasSize(1);
  }

  private static final Recognised WORDS =
      new Recognised("证", List.of(new Recognised.Box(0, 1, 1, 2, 3, 4)));

  /** The first file is a scan. */
  private abstract static class Scanning implements TextExtraction {
    @Override
    public Extracted read(SourceFile file) throws IOException, InterruptedException {
      Extraction outcome = extract(file);
      return new Extracted(
          outcome, file.name().equals("a.pdf") ? Map.of(3, WORDS) : Map.of(), false);
    }
  }

  private TextExtraction scanning() {
    return new Scanning() {
      @Override
      public Extraction extract(SourceFile file) throws IOException, InterruptedException {
        return extractSlowly(file);
      }
    };
  }

  private List<KeptScans> scans() throws IOException {
    List<KeptScans> scans = new ArrayList<>();
    for (ObjectKey key : derived()) {
      if (key.value().contains("-" + KeptScans.KIND + "-")) {
        scans.add(KeptScans.parse(content(key)).orElseThrow());
      }
    }
    return scans;
  }

  @Test
  void damagedOrForeignTextIsReadAnew() throws Exception {
    archive.archive(Sample.of(1).file(null, "a.pdf").record());
    archive.archive(Sample.of(2).file(null, "b.pdf").record());
    readAll(this::extractSlowly);
    List<ObjectKey> keys = derived();
    Bytes other = content(keys.get(1));
    objects.delete(keys.get(1));
    objects.put(keys.get(1), Content.of(content(keys.get(0))));
    objects.delete(keys.get(0));
    objects.put(keys.get(0), Content.of(other.slice(0, other.size() - 1)));
    index.clear();

    readAll(this::extractSlowly);

    assertThat(extractions).hasValue(4);
    assertThat(find("a.pdf的内容")).containsExactly(Sample.of(1).id());
    assertThat(find("b.pdf的内容")).containsExactly(Sample.of(2).id());
  }

  @Test
  void theTextOfOneRecordIsNeverTakenForThatOfAnother() throws Exception {
    Sample one = Sample.of(1).file(null, "a.pdf");
    Sample two = Sample.of(2).file(null, "b.pdf");
    archive.archive(one.record());
    readAll(this::extractSlowly);
    Bytes content = content(derived().getFirst());
    derivatives.keep(
        PackageKey.of(two.id(), 1, Sample.digestOf(two.record())), KeptTexts.KIND, content);

    archive.archive(two.record());
    readAll(this::extractSlowly);

    assertThat(extractions).hasValue(2);
    assertThat(find("a.pdf的内容")).containsExactly(one.id());
  }

  private Bytes content(ObjectKey key) throws IOException {
    try (InputStream in = objects.get(key)) {
      return Bytes.of(in.readAllBytes());
    }
  }

  @Test
  void whatIsKeptOfARecordGoesWithIt() throws Exception {
    archive.archive(Sample.of(1).file(null, "a.pdf").record());
    archive.archive(Sample.of(2).file(null, "b.pdf").record());
    readAll(this::extractSlowly);
    try (DisposalFollower _ = derivatives.follow(archive.ledger())) {
      archive.dispose(Sample.of(1).id());

      awaitDerived(1);
    }
    archive.dispose(Sample.of(2).id());
    try (DisposalFollower _ = derivatives.follow(archive.ledger())) {
      awaitDerived(0);
    }
  }

  @Test
  void aRecordThatIsDisposedOfWhileItIsReadLeavesNothing() throws Exception {
    try (DisposalFollower _ = derivatives.follow(archive.ledger())) {
      archive.archive(Sample.of(1).file(null, "a.pdf").record());

      readAll(file -> {
        Extraction found = extractSlowly(file);
        archive.dispose(Sample.of(1).id());
        return found;
      });

      awaitDerived(0);
    }
  }

  private void awaitDerived(int objects) throws Exception {
    await(objects + " left", () -> derived().size() == objects);
  }
}

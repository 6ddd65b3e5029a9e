package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.sample.MemoryRecords;
import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.search.Pending.Rest;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Behind;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordIndexTest {
  private static final Sight ALL = Sight.of(new Visibility.All());

  @TempDir Path folder;

  private static Sample wang() {
    return Sample.of("1").person("王小明", "460100199003074518").file("承诺书", "a.pdf");
  }

  @Test
  void anAmendmentReplacesWhatTheRecordSaidBefore() throws Exception {
    Sample before = wang();
    Sample after =
        Sample.of("1").version(2).person("王小鸣", "460100199003074518").agency("460900-SI");
    try (TestIndex index = new TestIndex(folder)) {
      index.add(before, Sample.of(2), after);
      index.settle();

      assertThat(index.find("王小明")).isEmpty();
      assertThat(index.find("承诺书")).isEmpty();
      Hit hit = index.ask(Question.of("王小鸣")).hits().getFirst();
      assertThat(hit.version()).isEqualTo(2);
      assertThat(index.ask(Question.of("")).total()).isEqualTo(2);
    }
  }

  @Test
  void anAmendmentKeepsTheArchiveNumberOfTheFirstVersion() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(Sample.of(7), wang());
      index.add(
          wang().version(2).agency("460900-SI").completed("2025-01-01T00:00:00+08:00"),
          wang().version(3).agency("460800-SI"));

      assertThat(index.find("460100SI-YB-2026-D50-0000000002")).containsExactly(wang().id());
      assertThat(index.find("460900SI")).isEmpty();
    }
  }

  @Test
  void aDisposedRecordVanishesFromEveryAnswer() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang(), Sample.of(2));
      index.addTexts(wang(), "自愿补缴");

      index.apply(new Change.Disposed(wang().id()));

      for (String text : List.of("王小明", "460100199003074518", "自愿", wang().id().value())) {
        assertThat(index.ask(Question.of(text)).total()).isZero();
      }
      assertThat(index.ask(Question.of("")).total()).isEqualTo(1);
    }
  }

  @Test
  void nothingOfADisposedRecordIsLeftOnDiskOnceItIsErased() throws Exception {
    Sample secret = Sample.of("1").person("QQZZXXQ", "E12345678").file(null, "QQZZXXQ");
    try (TestIndex index = new TestIndex(folder)) {
      index.add(Sample.of(1), secret, Sample.of(2));
    }
    assertThat(filesWith("QQZZXXQ")).isNotEmpty();
    try (TestIndex index = new TestIndex(folder)) {
      index.apply(new Change.Disposed(secret.id()));

      index.index().erase();

      assertThat(filesWith("QQZZXXQ")).isEmpty();
      assertThat(filesWith("qqz")).isEmpty();
      assertThat(index.ask(Question.of("")).total()).isEqualTo(2);
    }
  }

  @Test
  void whatAnIndexDidNotEraseBeforeItWasClosedIsErasedWhenItIsOpenedAgain() throws Exception {
    Sample secret = Sample.of("1").person("QQZZXXQ", "E12345678");
    try (TestIndex index = new TestIndex(folder)) {
      Stream<Sample> others = IntStream.range(0, 30).mapToObj(Sample::of);
      index.add(Stream.concat(others, Stream.of(secret)).toArray(Sample[]::new));
    }
    try (TestIndex index = new TestIndex(folder)) {
      index.apply(new Change.Disposed(secret.id()));
    }
    assertThat(filesWith("QQZZXXQ")).isNotEmpty();

    try (TestIndex index = new TestIndex(folder)) {
      CountDownLatch never = new CountDownLatch(1);
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!filesWith("QQZZXXQ").isEmpty()) {
        assertThat(System.nanoTime()).as("erased within the time").isLessThan(end);
        assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(index.ask(Question.of("")).total()).isEqualTo(30);
    }
  }

  @Test
  void textsBelongToTheVersionTheyWereReadFrom() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang());
      index.add(wang().version(2));

      boolean taken =
          index
              .index()
              .putTexts(
                  wang().record(),
                  Sample.digestOf(wang().record()),
                  List.of(new FileText(1, TestIndex.text("旧文本"))));

      assertThat(taken).isFalse();
      index.settle();
      assertThat(index.find("旧文本")).isEmpty();
      assertThat(index.index().pending(EnumSet.allOf(Rest.class), 10, Set.of()))
          .containsExactly(
              new Pending(wang().id(), 2, Sample.digestOf(wang().version(2).record())));
    }
  }

  @Test
  void textsOfADisposedRecordAreNotTaken() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang());
      index.apply(new Change.Disposed(wang().id()));

      index.addTexts(wang(), "自愿补缴");

      assertThat(index.ask(Question.of("")).total()).isZero();
    }
  }

  @Test
  void recordsWithFilesArePendingUntilTheirTextIsPutIn() throws Exception {
    Sample second = Sample.of(2).file(null, "b.pdf");
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang(), Sample.of(3), second);

      assertThat(index.index().pending(EnumSet.allOf(Rest.class), 10, Set.of()))
          .extracting(Pending::record)
          .containsExactly(second.id(), wang().id());
      assertThat(index.index().pending(EnumSet.allOf(Rest.class), 1, Set.of(second.id())))
          .extracting(Pending::record)
          .containsExactly(wang().id());
      assertThat(index.index().pending()).isEqualTo(2);
      index
          .index()
          .putTexts(
              wang().record(),
              Sample.digestOf(wang().record()),
              List.of(new FileText(1, new NoText(Reason.ENCRYPTED, ""))));
      assertThat(index.index().pending(EnumSet.allOf(Rest.class), 10, Set.of()))
          .extracting(Pending::record)
          .containsExactly(second.id());
      assertThat(index.index().withoutText()).containsEntry(Reason.ENCRYPTED, 1);
      assertThat(index.find("王小明")).containsExactly(wang().id());
    }
  }

  @Test
  void anAnswerCoversWhatItWasAskedToCoverOrSaysThatItIsBehind() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang());

      SearchResult behind = index.index().search(Question.of(""), ALL, 2, Duration.ofMillis(30));
      SearchResult answer = index.index().search(Question.of(""), ALL, 1, Duration.ofSeconds(5));

      assertThat(behind).isInstanceOfAny(Behind.class);
      assertThat(((Behind) behind).position()).isLessThan(2);
      assertThat(((Answer) answer).position()).isEqualTo(1);
      assertThat(((Answer) answer).total()).isEqualTo(1);
    }
  }

  @Test
  void withoutAPositionAChangeShowsWithinASecond() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang());
      index.add(wang().version(2));
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();

      long seen = 0;
      while (seen < 2 && System.nanoTime() < end) {
        SearchResult result = index.index().search(Question.of(""), ALL, 0, Duration.ZERO);
        seen = ((Answer) result).position();
        Thread.onSpinWait();
      }

      assertThat(seen).isEqualTo(2);
    }
  }

  @Test
  void whatWasClosedIsThereWhenOpenedAgain() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang(), Sample.of(2));
      index.addTexts(wang(), "自愿补缴");
    }

    try (TestIndex index = new TestIndex(folder)) {
      assertThat(index.index().position().size()).isEqualTo(2);
      assertThat(index.find("自愿")).containsExactly(wang().id());
      index.add(wang().version(2));
      assertThat(index.find("460100SI-YB-2026-D50-0000000001")).containsExactly(wang().id());
    }
  }

  @Test
  void whatIsAppliedAgainChangesNothing() throws Exception {
    Sample disposed = Sample.of(3);
    List<Change> changes =
        List.of(
            version(0, wang()),
            version(1, disposed),
            version(2, wang().version(2)),
            new Change.Disposed(disposed.id()));
    try (TestIndex index = new TestIndex(folder)) {
      for (int from = 0; from < changes.size(); from++) {
        index.index().apply(changes.subList(from, changes.size()), reached(4));
        index.settle();

        assertThat(index.ask(Question.of("")).hits())
            .extracting(Hit::record, Hit::version)
            .containsExactly(tuple(wang().id(), 2));
        assertThat(index.find("460100SI-YB-2026-D50-0000000001")).containsExactly(wang().id());
      }
    }
  }

  @Test
  void anotherLedgersIndexIsThrownAway() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang());
    }

    Sha256 other = Sha256.of(Bytes.utf8("another genesis"));
    try (RecordIndex index = RecordIndex.open(folder, other, TestIndex.NUMBERING)) {
      assertThat(index.position()).isEqualTo(Reached.NOTHING);
      Answer all = (Answer) index.search(Question.of(""), ALL, 0, Duration.ZERO);
      assertThat(all.total()).isZero();
    }
  }

  @Test
  void aClearedIndexBeginsAnew() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang(), Sample.of(2));

      index.index().clear();

      assertThat(index.index().position()).isEqualTo(Reached.NOTHING);
      assertThat(index.ask(Question.of("")).total()).isZero();
      index.add(wang());
      assertThat(index.find("王小明")).containsExactly(wang().id());
    }
  }

  @Test
  void twoIndexesNeverShareAFolder() throws Exception {
    try (TestIndex _ = new TestIndex(folder)) {
      assertThatThrownBy(() -> new TestIndex(folder)).isInstanceOf(LockObtainFailedException.class);
    }
  }

  @Test
  void everyTruncatedFileIsNoticedAndTheIndexBeginsAnew(@TempDir Path copies) throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang(), Sample.of(2), Sample.of(3));
      index.addTexts(wang(), "自愿补缴");
    }
    for (Path file : files()) {
      for (long length : new long[] {0, 1, Files.size(file) / 2, Files.size(file) - 1}) {
        Path copy = copyTo(copies.resolve(file.getFileName() + "." + length));
        truncate(copy.resolve(file.getFileName()), length);

        try (TestIndex index = new TestIndex(copy)) {
          assertThat(index.index().position())
              .as("%s at %d", file, length)
              .isEqualTo(Reached.NOTHING);
          index.add(wang());
          assertThat(index.find("王小明")).containsExactly(wang().id());
        }
      }
    }
  }

  @Test
  void anIndexGoesBackToItsLastCommitAfterAFailure() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang());
      index.index().erase();
      index.add(Sample.of(2));

      index.index().recover(new IOException("no space left"));

      assertThat(index.index().position().size()).isEqualTo(1);
      assertThat(index.ask(Question.of("")).total()).isEqualTo(1);
      index.add(Sample.of(2));
      assertThat(index.ask(Question.of("")).total()).isEqualTo(2);
    }
  }

  @Test
  void citationsOfEveryKeptVersionCount() throws Exception {
    RecordId cited = Sample.of(100).id();
    try (TestIndex index = new TestIndex(folder)) {
      index.add(Sample.of(100), Sample.of(1).cites(cited), Sample.of(2).cites(cited));
      index.add(Sample.of(1).version(2));

      assertThat(index.index().citing(cited))
          .containsExactlyInAnyOrder(Sample.of(1).id(), Sample.of(2).id());
      assertThat(index.index().keptRecordCites(cited)).isTrue();
      index.apply(new Change.Disposed(Sample.of(1).id()));
      assertThat(index.index().citing(cited)).containsExactly(Sample.of(2).id());
      index.apply(new Change.Disposed(Sample.of(2).id()));
      assertThat(index.index().keptRecordCites(cited)).isFalse();
      assertThat(index.index().reached()).isEqualTo(6);
    }
  }

  @Test
  void aRecordThatCitesItselfIsNotInItsOwnWay() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(Sample.of(1).cites(Sample.of(1).id()));

      assertThat(index.index().keptRecordCites(Sample.of(1).id())).isFalse();
    }
  }

  @Test
  void aRecordThatCanNotBeReadMightCiteAnyOther() throws Exception {
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang());
      index.apply(unreadable(1, Sample.of(2)));

      assertThat(index.index().keptRecordCites(wang().id())).isTrue();
      assertThat(index.index().keptRecordCites(Sample.of(2).id())).isFalse();
    }
  }

  @Test
  void aRecordThatCanNotBeReadIsFoundByItsIdAloneUntilItCan() throws Exception {
    MemoryRecords records = new MemoryRecords();
    try (TestIndex index = new TestIndex(folder)) {
      index.apply(unreadable(0, wang()));

      assertThat(index.find("王小明")).isEmpty();
      Hit hit = index.ask(Question.of(wang().id().value())).hits().getFirst();
      assertThat(hit.description()).isNull();
      assertThat(index.index().defects())
          .containsExactly(new Defect(wang().id(), 1, Sample.digestOf(wang().record()), "Missing"));
      assertThat(index.index().pending()).isZero();

      assertThat(index.index().retry(wang().id(), records)).isFalse();
      records.put(wang().record());
      assertThat(index.index().retry(wang().id(), records)).isTrue();

      assertThat(index.index().defects()).isEmpty();
      assertThat(index.find("王小明")).containsExactly(wang().id());
      assertThat(index.index().pending(EnumSet.allOf(Rest.class), 10, Set.of())).hasSize(1);
    }
  }

  @Test
  void anUnreadableAmendmentHidesWhatWasSaidBefore() throws Exception {
    MemoryRecords records = new MemoryRecords();
    Sample second = wang().version(2);
    try (TestIndex index = new TestIndex(folder)) {
      index.add(wang());
      index.apply(unreadable(1, second));

      assertThat(index.find("王小明")).isEmpty();
      records.put(second.record());
      assertThat(index.index().retry(wang().id(), records)).isTrue();
      index.settle();
      assertThat(index.ask(Question.of("王小明")).hits()).extracting(Hit::version).containsExactly(2);
    }
  }

  @Test
  void anUnreadableOlderVersionStaysADefectThoughTheLatestIsFound() throws Exception {
    MemoryRecords records = new MemoryRecords();
    RecordId cited = Sample.of(100).id();
    try (TestIndex index = new TestIndex(folder)) {
      index.add(Sample.of(100));
      index.apply(unreadable(1, wang().cites(cited)));
      index.add(wang().version(2));

      assertThat(index.find("王小明")).containsExactly(wang().id());
      assertThat(index.index().defects()).extracting(Defect::version).containsExactly(1);
      records.put(wang().cites(cited).record());
      records.put(wang().version(2).record());
      assertThat(index.index().retry(wang().id(), records)).isTrue();
      assertThat(index.index().citing(cited)).containsExactly(wang().id());
      assertThat(index.find("王小明")).containsExactly(wang().id());
    }
  }

  @Test
  void whatLuceneCanNotTakeIsADefectAndStopsNobody() throws Exception {
    Sample immense = Sample.of("2").person("长".repeat(20_000), "1");
    try (TestIndex index = new TestIndex(folder)) {
      index.add(immense, wang());

      assertThat(index.index().defects()).extracting(Defect::record).containsExactly(immense.id());
      assertThat(index.find("王小明")).containsExactly(wang().id());
    }
  }

  private static Change.Version version(long index, Sample sample) {
    ArchivalRecord record = sample.record();
    return new Change.Version(index, record, Sample.digestOf(record));
  }

  private static Change.Unreadable unreadable(long index, Sample sample) {
    ArchivalRecord record = sample.record();
    return new Change.Unreadable(
        index, record.id(), record.version(), Sample.digestOf(record), "Missing");
  }

  private static Reached reached(long size) {
    return new Reached(size, Sha256.of(Bytes.utf8("root " + size)));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.endsWith("write.lock")).toList();
    }
  }

  private Path copyTo(Path copy) throws IOException {
    Files.createDirectories(copy);
    for (Path file : files()) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    return copy;
  }

  private static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private List<Path> filesWith(String text) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path file : files()) {
      if (holds(file, text)) {
        found.add(file.getFileName());
      }
    }
    return found;
  }

  private static boolean holds(Path file, String text) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (NoSuchFileException e) {
      return false; // deleted since it was listed
    }
  }
}

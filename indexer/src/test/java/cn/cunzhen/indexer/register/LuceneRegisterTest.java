package cn.cunzhen.indexer.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.Register;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.ledger.RegisterContract;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.indexer.folder.IndexFolder;
import cn.cunzhen.indexer.sample.MemoryLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneRegisterTest extends RegisterContract {
  private static final int SOME = LuceneRegister.BATCH * 5 / 2;

  @TempDir Path folder;
  private final List<LuceneRegister> opened = new ArrayList<>();

  @Override
  protected Register open() throws IOException {
    LuceneRegister register = LuceneRegister.open(folder, digest(-1));
    opened.add(register);
    return register;
  }

  @AfterEach
  void closeAll() throws IOException {
    for (LuceneRegister register : opened) {
      register.close();
    }
  }

  @Test
  void whatWasClosedIsThereWhenOpenedAgain() throws Exception {
    try (LuceneRegister register = LuceneRegister.open(folder, digest(-1))) {
      applyUpTo(register, SOME);
    }

    Register again = open();

    assertThat(again.reached()).isEqualTo(new Reached(SOME, digest(SOME)));
    assertThatItKnowsTheFirst(again, SOME);
  }

  @Test
  void anEntryOfEachBatchOfOneRecordIsFoundInOrder() throws Exception {
    Register register = open();
    for (int batch = 1; batch <= 3; batch++) {
      int first = (int) register.reached().size();
      register.apply(List.of(entry(-7, EntryType.AMENDED, batch)), digest(first + 1));
      applyUpTo(register, first + 1 + LuceneRegister.BATCH);
    }

    assertThat(register.entriesOf(record(-7)))
        .extracting(Registered::version)
        .containsExactly(1, 2, 3);
  }

  @Test
  void comparedWithTheLedgerThatItFollowedItDisagreesOnNothing() throws Exception {
    MemoryLedger ledger = new MemoryLedger("genesis");
    LuceneRegister register = LuceneRegister.open(folder, digest(-1));
    opened.add(register);
    while (ledger.size() < LuceneRegister.BATCH + 5) {
      ledger.append(EntryType.HELD, record(ledger.size() % 7_000), 1, digest(ledger.size()));
    }

    register.apply(ledger.entries(0, LuceneRegister.BATCH), digest(1));
    register.apply(ledger.entries(LuceneRegister.BATCH, 5), digest(2));

    assertThat(register.compare(ledger)).isEmpty();
  }

  @Test
  void whatDiffersFromTheLedgerAndWhatIsTooMuchIsNamed() throws Exception {
    MemoryLedger ledger = new MemoryLedger("genesis");
    for (int n = 0; n < 5; n++) {
      ledger.append(EntryType.ARCHIVED, record(n), 1, digest(n));
    }
    List<LedgerEntry> entries = new ArrayList<>(ledger.entries(0, 5));
    entries.set(2, entry(2, EntryType.HELD, 1));
    entries.set(3, entry(-3, EntryType.ARCHIVED, 1));
    try (LuceneRegister register = LuceneRegister.open(folder, digest(-1))) {
      register.apply(entries, digest(5));

      assertThat(register.compare(ledger)).containsExactly(record(2), record(3));
    }

    try (IndexFolder strange = folder(folder)) {
      Registered stray = new Registered(1, EntryType.ARCHIVED, 1, digest(1));
      strange.writer().addDocument(Packed.document(record(-9), List.of(stray)));
      strange.commit(new Reached(5, digest(5)));
    }
    LuceneRegister register = LuceneRegister.open(folder, digest(-1));
    opened.add(register);
    assertThat(register.compare(ledger))
        .containsExactlyInAnyOrder(record(2), record(3), record(-3), record(-9));
  }

  private static IndexFolder folder(Path path) throws IOException {
    return IndexFolder.open(path, digest(-1), Packed.FORM, IndexWriterConfig::new);
  }

  @Test
  void anotherLedgersRegisterIsThrownAway() throws Exception {
    try (LuceneRegister other = LuceneRegister.open(folder, digest(-2))) {
      applyUpTo(other, 1_000);
    }

    Register register = open();

    assertThat(register.reached()).isEqualTo(Reached.NOTHING);
    assertThat(register.entriesOf(record(1))).isEmpty();
  }

  @Test
  void aRegisterThatLostItsFolderBeginsAnew() throws Exception {
    try (LuceneRegister register = LuceneRegister.open(folder, digest(-1))) {
      applyUpTo(register, 1_000);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    assertThat(open().reached()).isEqualTo(Reached.NOTHING);
  }

  @Test
  void everyTruncatedFileIsNoticedAndTheRegisterBeginsAnew(@TempDir Path copies) throws Exception {
    try (LuceneRegister register = LuceneRegister.open(folder, digest(-1))) {
      applyUpTo(register, 2_000);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> !f.endsWith("write.lock")).toList()) {
        for (long length : new long[] {0, 1, Files.size(file) / 2, Files.size(file) - 1}) {
          Path copy = copyOf(copies.resolve(file.getFileName() + "." + length));
          truncate(copy.resolve(file.getFileName()), length);

          try (LuceneRegister register = LuceneRegister.open(copy, digest(-1))) {
            assertThat(register.reached()).as("%s at %d", file, length).isEqualTo(Reached.NOTHING);
            applyUpTo(register, 1_000);
            assertThatItKnowsTheFirst(register, 1_000);
          }
        }
      }
    }
  }

  @Test
  void twoRegistersNeverShareAFolder() throws Exception {
    open();

    assertThatThrownBy(this::open).isInstanceOf(LockObtainFailedException.class);
  }

  @Test
  void aClosedRegisterAnswersNothing() throws Exception {
    LuceneRegister register = LuceneRegister.open(folder, digest(-1));

    register.close();

    assertThatThrownBy(() -> register.entriesOf(record(1)))
        .isInstanceOf(AlreadyClosedException.class);
  }

  private static void applyUpTo(Register register, int size) {
    for (int n = (int) register.reached().size(); n < size; n += 1_000) {
      List<LedgerEntry> entries = new ArrayList<>();
      int next = Math.min(size, n + 1_000);
      for (int i = n; i < next; i++) {
        entries.add(archived(i));
      }
      register.apply(entries, digest(next));
    }
  }

  private static void assertThatItKnowsTheFirst(Register register, int size) {
    assertThat(register.reached().root())
        .isEqualTo(size == 0 ? Reached.NOTHING.root() : digest(size));
    for (int n = 0; n < size; n++) {
      assertThat(register.entriesOf(record(n)))
          .containsExactly(new Registered(n, EntryType.ARCHIVED, 1, digest(n)));
    }
  }

  private Path copyOf(Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private static void truncate(Path file, long length) throws IOException {
    try (var channel =
        java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}

package cn.cunzhen.indexer;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.derived.Derivatives;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.indexer.sample.Life;
import cn.cunzhen.indexer.sample.MemoryLedger;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.text.Extraction;
import cn.cunzhen.indexer.text.Extraction.Page;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A process that indexes from where a folder has come to, and is killed before it ends. */
final class CrashChild {
  private static final int LIFE = 100_000;

  private CrashChild() {}

  public static void main(String[] arguments) throws Exception {
    Life life = new Life();
    RecordIndex index = open(Path.of(arguments[0]), life.archive().ledger());
    follow(life, index);
    System.out.println("begun");
    while (life.archive().ledger().size() < LIFE) {
      life.until(life.archive().ledger().size() + 50);
      awaitAll(life, index);
      index.erase(); // commits, among other things
    }
  }

  static RecordIndex open(Path folder, MemoryLedger ledger) throws IOException {
    return RecordIndex.open(
        folder, ledger.genesis(), (record, first) -> ArchiveNumber.of(record, 0, first));
  }

  /** Lets the life go on from where the index is, and the index follow it. */
  static Following follow(Life life, RecordIndex index) throws IOException {
    life.until(index.position().size());
    TextReading texts =
        TextReading.start(
            1,
            index,
            life.archive().records(),
            (_, _, _) -> InputStream.nullInputStream(),
            file -> new Extraction.Text(List.of(new Page(1, "文本" + file.name())), false, ""),
            new Derivatives(
                new MemoryStore(Clock.systemUTC()).objects(), life.archive()::isDisposed));
    Projection projection =
        Projection.start(life.archive().ledger(), life.archive().records(), index, texts::wake);
    return new Following(projection, texts);
  }

  static void awaitAll(Life life, RecordIndex index) throws InterruptedException {
    index.search(
        Question.of(""),
        Sight.of(new Visibility.All()),
        life.archive().ledger().size(),
        Duration.ofMinutes(1));
  }

  /** What keeps an index up with a life. */
  record Following(Projection projection, TextReading texts) implements AutoCloseable {
    @Override
    public void close() {
      projection.close();
      texts.close();
    }
  }
}

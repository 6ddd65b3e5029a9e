package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Probe.Kind;
import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.indexer.search.Change;
import cn.cunzhen.indexer.search.FileText;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.Suggestion;
import cn.cunzhen.indexer.text.Extraction;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An index of samples and texts, put in as they would be after their receipts, without packages.
 */
final class Described implements AutoCloseable {
  private static final Sha256 GENESIS = Sha256.of(Bytes.utf8("bench"));
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BATCH = 1_000;

  private final Path folder;
  private final Stock stock;
  private final long samples;
  private RecordIndex index;
  private double perSecond;
  private double bytes;
  private long position;

  private Described(Path folder, Stock stock, long samples) throws IOException {
    this.folder = folder;
    this.stock = stock;
    this.samples = samples;
    this.index = open(folder);
  }

  /**
   * Fills an index in an empty folder.
   *
   * @param samples how many records, texts apart
   */
  static Described of(Path folder, Stock stock, long samples, Consumer<String> progress)
      throws IOException {
    Described described = new Described(folder, stock, samples);
    described.fill(progress);
    described.putTexts();
    return described;
  }

  private static RecordIndex open(Path folder) throws IOException {
    return RecordIndex.open(folder, GENESIS, (record, index) -> ArchiveNumber.of(record, 0, index));
  }

  /** Only the index's work counts, not the making of what is put in. */
  private void fill(Consumer<String> progress) throws IOException {
    long nanos = 0;
    for (long from = 0; from < samples; from += BATCH) {
      List<ArchivalRecord> batch = new ArrayList<>();
      for (long i = from; i < Math.min(from + BATCH, samples); i++) {
        batch.add(stock.sample(i));
      }
      long began = System.nanoTime();
      put(batch);
      nanos += System.nanoTime() - began;
      if (from % (100L * BATCH) == 0) {
        progress.accept("search, %,d of %,d records".formatted(from, samples));
      }
    }
    long closing = System.nanoTime();
    index.close();
    perSecond = samples * 1e9 / (nanos + System.nanoTime() - closing);
    bytes = size(folder);
    index = open(folder);
  }

  private void put(List<ArchivalRecord> records) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (ArchivalRecord record : records) {
      changes.add(new Change.Version(position++, record, Stock.digestOf(record)));
    }
    index.apply(changes, new Reached(position, Sha256.of(Bytes.utf8("root " + position))));
  }

  private void putTexts() throws IOException {
    for (int i = 0; i < stock.texts().size(); i++) {
      ArchivalRecord record = stock.text(i);
      put(List.of(record));
      List<Extraction.Page> page = List.of(new Extraction.Page(1, stock.texts().get(i).body()));
      index.putTexts(
          record,
          Stock.digestOf(record),
          List.of(new FileText(1, new Extraction.Text(page, false, "text/markdown"))));
    }
  }

  /** Puts in a record more. */
  synchronized void more() throws IOException {
    put(List.of(stock.sample(position)));
  }

  /** How many records a second were put in. */
  double perSecond() {
    return perSecond;
  }

  /** Bytes on disk for each record, texts apart. */
  double bytesARecord() {
    return bytes / samples;
  }

  /** Questions about what is in it, of each kind at most so many. */
  Map<Kind, List<Probe>> probes(int most) {
    Probes all = new Probes(stock, samples);
    Map<Kind, List<Probe>> probes = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      List<Probe> some = all.draw(kind, most);
      if (!some.isEmpty()) {
        probes.put(kind, some);
      }
    }
    return probes;
  }

  Answer ask(Question question, Sight sight) throws InterruptedException {
    long covered = 0;
    if (index.search(question, sight, covered, PATIENCE) instanceof Answer answer) {
      return answer;
    }
    throw new IllegalStateException("the index does not answer");
  }

  List<Suggestion> suggest(String typed, Sight sight, int most) {
    return index.suggest(typed, sight.records(), most);
  }

  @Override
  public void close() throws IOException {
    index.close();
  }

  private static double size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long size = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
      return size;
    }
  }
}

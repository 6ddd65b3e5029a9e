package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Measured.Asked;
import cn.cunzhen.api.bench.Measured.Single;
import cn.cunzhen.api.bench.Probe.Kind;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.access.Visibility.HeldBy;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.indexer.search.Change;
import cn.cunzhen.indexer.search.FileText;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.Question.Filter;
import cn.cunzhen.indexer.search.Question.Numbers;
import cn.cunzhen.indexer.search.Question.Order;
import cn.cunzhen.indexer.search.Question.Page;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.text.Extraction;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Search alone: what is found of what people ask for, how soon, and what the index costs.
 *
 * <p>The records are put into the index as they would be after their receipts, without packages.
 */
final class Searching {
  /** How much is asked, and how often. */
  record Effort(int probes, int rounds) {}

  private static final Sha256 GENESIS = Sha256.of(Bytes.utf8("bench"));
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BATCH = 1_000;
  private static final int SHOWN = 10;

  /** While it is asked, so many records come in each time, and as many nanoseconds pass between. */
  private static final int INCOMING = 8;

  private static final long BETWEEN = Duration.ofMillis(100).toNanos();

  private static final int SUGGESTIONS = 8;

  private final Stock stock;
  private final long samples;
  private final Effort effort;
  private final Consumer<String> progress;
  private long position;

  Searching(Stock stock, long samples, Effort effort, Consumer<String> progress) {
    this.stock = stock;
    this.samples = samples;
    this.effort = effort;
    this.progress = progress;
  }

  /** Measures in an empty folder. */
  List<Measured> measure(Path folder) throws Exception {
    List<Measured> measured = new ArrayList<>();
    double perSecond = fill(folder);
    measured.add(new Single("records described to the index", perSecond, "a second", null));
    measured.add(
        new Single("index of descriptions", size(folder) / samples, "bytes a record", null));
    try (RecordIndex index = open(folder)) {
      putTexts(index);
      Map<Kind, List<Probe>> probes = probes();
      Map<Caller, Map<Kind, Quality>> quality = new EnumMap<>(Caller.class);
      for (Caller caller : Caller.values()) {
        progress.accept("asked as a " + caller.word + ", what is found");
        quality.put(caller, quality(index, caller, probes));
      }
      try (Background incoming = Background.start(1, () -> more(index))) {
        for (Caller caller : Caller.values()) {
          progress.accept("asked as a " + caller.word + " while records come in, how soon");
          measured.addAll(asked(index, caller, probes, quality.getOrDefault(caller, Map.of())));
          measured.add(suggested(index, caller, probes));
        }
        incoming.check();
      }
    }
    return measured;
  }

  /** Who asks. */
  private enum Caller {
    CLERK("clerk"),
    CITIZEN("citizen");

    private final String word;

    Caller(String word) {
      this.word = word;
    }

    Visibility sees(Probe probe) {
      return this == CLERK
          ? new Visibility.All()
          : new HeldBy(probe.holder().idType(), probe.holder().number());
    }
  }

  /** Parts of one: of the first ten hits that could be right, and of the targets found at all. */
  private record Quality(double found, double recall) {}

  private static RecordIndex open(Path folder) throws IOException {
    return RecordIndex.open(folder, GENESIS, (record, index) -> ArchiveNumber.of(record, 0, index));
  }

  /** Only the index's work counts, not the making of what is put in. */
  private double fill(Path folder) throws IOException {
    long nanos = 0;
    long closing;
    try (RecordIndex index = open(folder)) {
      for (long from = 0; from < samples; from += BATCH) {
        List<ArchivalRecord> batch = new ArrayList<>();
        for (long i = from; i < Math.min(from + BATCH, samples); i++) {
          batch.add(stock.sample(i));
        }
        long began = System.nanoTime();
        put(index, batch);
        nanos += System.nanoTime() - began;
        if (from % (100L * BATCH) == 0) {
          progress.accept("search, %,d of %,d records".formatted(from, samples));
        }
      }
      closing = System.nanoTime();
    }
    return samples * 1e9 / (nanos + System.nanoTime() - closing);
  }

  private void put(RecordIndex index, List<ArchivalRecord> records) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (ArchivalRecord record : records) {
      changes.add(new Change.Version(position++, record, Stock.digestOf(record)));
    }
    index.apply(changes, new Reached(position, Sha256.of(Bytes.utf8("root " + position))));
  }

  private void putTexts(RecordIndex index) throws IOException {
    for (int i = 0; i < stock.texts().size(); i++) {
      ArchivalRecord record = stock.text(i);
      put(index, List.of(record));
      List<Extraction.Page> page = List.of(new Extraction.Page(1, stock.texts().get(i).body()));
      index.putTexts(
          record,
          Stock.digestOf(record),
          List.of(new FileText(1, new Extraction.Text(page, false, "text/markdown"))));
    }
  }

  private void more(RecordIndex index) throws IOException {
    List<ArchivalRecord> records = new ArrayList<>();
    for (int i = 0; i < INCOMING; i++) {
      records.add(stock.sample(position + i));
    }
    put(index, records);
    LockSupport.parkNanos(BETWEEN);
  }

  private Map<Kind, List<Probe>> probes() {
    Probes all = new Probes(stock, samples);
    Map<Kind, List<Probe>> probes = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      List<Probe> some = all.draw(kind, effort.probes);
      if (!some.isEmpty()) {
        probes.put(kind, some);
      }
    }
    return probes;
  }

  private Map<Kind, Quality> quality(
      RecordIndex index, Caller caller, Map<Kind, List<Probe>> probes) throws InterruptedException {
    Map<Kind, Quality> quality = new EnumMap<>(Kind.class);
    for (Map.Entry<Kind, List<Probe>> each : probes.entrySet()) {
      double found = 0;
      double recall = 0;
      for (Probe probe : each.getValue()) {
        found += found(index, caller, probe);
        recall += isRecalled(index, caller, probe) ? 1 : 0;
      }
      int number = each.getValue().size();
      quality.put(each.getKey(), new Quality(found / number, recall / number));
    }
    return quality;
  }

  /** How many of the first ten hits are right, of those that could be. */
  private double found(RecordIndex index, Caller caller, Probe probe) throws InterruptedException {
    List<Hit> hits =
        ask(index, question(probe, Page.MOST), caller.sees(probe), probe.kind().isApproximate())
            .hits();
    List<Hit> right = hits.stream().filter(probe.right()).toList();
    boolean known = right.stream().anyMatch(hit -> hit.record().equals(probe.target().id()));
    long could = Math.min(SHOWN, right.size() + (known || hits.size() == Page.MOST ? 0 : 1));
    long shown = hits.stream().limit(SHOWN).filter(probe.right()).count();
    return could == 0 ? 0 : shown / (double) could;
  }

  /** Whether the target is among all that is found. */
  private boolean isRecalled(RecordIndex index, Caller caller, Probe probe)
      throws InterruptedException {
    Question question = question(probe, Page.MOST);
    Instant completed = probe.target().completedAt().toInstant();
    Filter narrow =
        new Filter(
                null,
                null,
                probe.items(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                completed,
                completed.plusMillis(1))
            .heldBy(probe.holder().idType(), probe.holder().number());
    return ask(index, question.with(narrow), caller.sees(probe), probe.kind().isApproximate())
        .hits()
        .stream()
        .anyMatch(hit -> hit.record().equals(probe.target().id()));
  }

  private List<Measured> asked(
      RecordIndex index, Caller caller, Map<Kind, List<Probe>> probes, Map<Kind, Quality> quality)
      throws InterruptedException {
    List<Measured> measured = new ArrayList<>();
    for (Map.Entry<Kind, List<Probe>> each : probes.entrySet()) {
      long[] nanos = new long[each.getValue().size() * effort.rounds];
      int n = 0;
      for (int round = 0; round < effort.rounds; round++) {
        for (Probe probe : each.getValue()) {
          long began = System.nanoTime();
          search(index, question(probe, Page.FIRST.limit()), caller.sees(probe));
          nanos[n++] = System.nanoTime() - began;
        }
      }
      Quality found = quality.get(each.getKey());
      measured.add(
          Asked.of(
              "search as a %s, %s".formatted(caller.word, each.getKey().words()),
              found == null ? null : found.found,
              found == null ? null : found.recall,
              nanos,
              50));
    }
    return measured;
  }

  /** What is typed of a name, a company, its sound and a number, letter by letter. */
  private Measured suggested(RecordIndex index, Caller caller, Map<Kind, List<Probe>> probes) {
    List<Probe> typed =
        Stream.of(Kind.NAME, Kind.HALF_A_COMPANY, Kind.PINYIN, Kind.INITIALS, Kind.ID_NUMBER)
            .flatMap(kind -> probes.getOrDefault(kind, List.of()).stream())
            .toList();
    List<Long> nanos = new ArrayList<>();
    for (Probe probe : typed) {
      for (int length = 1; length <= Math.min(probe.typed().length(), 6); length++) {
        long began = System.nanoTime();
        index.suggest(probe.typed().substring(0, length), caller.sees(probe), SUGGESTIONS);
        nanos.add(System.nanoTime() - began);
      }
    }
    long[] all = nanos.stream().mapToLong(Long::longValue).toArray();
    return Asked.of("suggestions to a " + caller.word, null, null, all, 20);
  }

  private static Question question(Probe probe, int limit) {
    Filter items =
        new Filter(
            null, null, probe.items(), List.of(), List.of(), List.of(), List.of(), null, null);
    return Question.of(probe.typed())
        .with(items)
        .with(new Page(Order.RELEVANCE, null, limit))
        .with(Numbers.PLAIN);
  }

  private static Answer search(RecordIndex index, Question question, Visibility visibility)
      throws InterruptedException {
    return ask(index, question, visibility, true);
  }

  /** What is only like the question counts as nothing, unless that is what was asked for. */
  private static Answer ask(
      RecordIndex index, Question question, Visibility visibility, boolean like)
      throws InterruptedException {
    long covered = 0;
    if (index.search(question, visibility, covered, PATIENCE) instanceof Answer answer) {
      return like || !answer.approximate()
          ? answer
          : new Answer(0, answer.position(), false, List.of(), Map.of(), null);
    }
    throw new IllegalStateException("the index does not answer");
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

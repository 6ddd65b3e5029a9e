package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Measured.Compared;
import cn.cunzhen.api.bench.Measured.Yardstick;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Records fully searchable, every word of every file, from the first submission on; beside Tika and
 * Lucene alone, in this process, on the same files.
 */
final class Searchable {
  private static final int SUBMITTERS = 4;
  private static final int WARM_UP = 60;
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Bench.Setting setting;
  private final int processors = Runtime.getRuntime().availableProcessors();

  Searchable(Bench.Setting setting) {
    this.setting = setting;
  }

  List<Measured> measure() throws Exception {
    int records = setting.records();
    setting.says("fully searchable, " + records + " records");
    Figures archive = archive(records);
    setting.says("Tika and Lucene alone, " + records + " records");
    Figures bare = bare(records);
    return List.of(
        new Compared(
            "fully searchable, " + records + " records",
            archive,
            List.of(new Yardstick("bare Tika and Lucene", bare, 0.6))));
  }

  private Figures archive(int records) throws Exception {
    try (Client client = new Client();
        ArchiveUnderTest archive =
            ArchiveUnderTest.start(
                setting.folder("searchable"), true, processors, client, setting.workload())) {
      submitAndAwait(archive, WARM_UP);
      return timed(records, () -> submitAndAwait(archive, records));
    }
  }

  private static void submitAndAwait(ArchiveUnderTest archive, int records) throws Exception {
    AtomicInteger left = new AtomicInteger(records);
    List<Thread> submitters = new ArrayList<>();
    for (int i = 0; i < SUBMITTERS; i++) {
      submitters.add(Thread.ofPlatform().start(() -> submit(archive, left)));
    }
    for (Thread each : submitters) {
      each.join();
    }
    long position = archive.node().archive().ledger().size();
    JsonNode answer = archive.ask("", position);
    if (answer.path("position").asLong() < position) {
      throw new IllegalStateException("the index does not follow");
    }
    while (archive.node().textsPending() > 0) {
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  private static void submit(ArchiveUnderTest archive, AtomicInteger left) {
    try {
      while (left.getAndDecrement() > 0) {
        archive.submit();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("a submission failed", e);
    }
  }

  private Figures bare(int records) throws Exception {
    try (BareIndexing bare = BareIndexing.in(setting.folder("bare-index"))) {
      bare.index(setting.workload(), WARM_UP, processors);
      return timed(records, () -> bare.index(setting.workload(), records, processors));
    }
  }

  /** Processor time is left out: reading processes have their own. */
  private static Figures timed(int records, Background.Work work) throws Exception {
    long began = System.nanoTime();
    work.once();
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Figures(records / seconds, Double.NaN, Double.NaN, Double.NaN);
  }
}

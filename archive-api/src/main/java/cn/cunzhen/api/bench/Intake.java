package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Measured.Compared;
import cn.cunzhen.api.bench.Measured.Single;
import cn.cunzhen.api.bench.Measured.Yardstick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Durable receipts: the archive, the bare pipeline, ocfl-java, and only writing and syncing.
 *
 * <p>Text reading is switched off, since no yardstick reads any; see {@link Searchable} for it.
 */
final class Intake {
  private static final int MOST = 8;

  private final Bench.Setting setting;
  private final boolean sm;

  Intake(Bench.Setting setting, boolean sm) {
    this.setting = setting;
    this.sm = sm;
  }

  List<Measured> measure() throws Exception {
    List<Measured> measured = new ArrayList<>();
    String digests = sm ? "SHA-256 and SM3" : "SHA-256";
    Path data = setting.folder("archive");
    try (Client client = new Client();
        ArchiveUnderTest archive = ArchiveUnderTest.start(data, sm, 0, client, setting.workload());
        BarePipeline bare =
            new BarePipeline(setting.folder("bare"), sm, client, setting.workload());
        OcflObjects ocfl = new OcflObjects(setting.folder("ocfl"), setting.workload())) {
      List<Lane> lanes =
          List.of(
              new Receipts(archive),
              bare,
              ocfl,
              new SyncedFiles(setting.folder("synced"), setting.workload()));
      setting.says("warming up");
      Load.warmUp(lanes, MOST, setting.warmUp());
      for (int submitters : setting.plan().submitters()) {
        String what = "receipts, %d submitters, %s".formatted(submitters, digests);
        setting.says(what);
        measured.add(compared(what, submitters, lanes));
      }
      measured.addAll(disk(data, archive.node().archive().ledger().size()));
    }
    return measured;
  }

  private Compared compared(String what, int submitters, List<Lane> lanes) throws Exception {
    List<Figures> figures = Load.compare(lanes, submitters, setting.time(), setting.rounds());
    boolean judged = submitters == MOST;
    List<Double> aims = List.of(0.7, 1.0);
    List<Yardstick> yardsticks = new ArrayList<>();
    for (int i = 1; i < lanes.size(); i++) {
      Double aim = judged && i <= aims.size() ? aims.get(i - 1) : null;
      yardsticks.add(new Yardstick(lanes.get(i).name(), figures.get(i), aim));
    }
    return new Compared(what, figures.getFirst(), yardsticks);
  }

  private List<Measured> disk(Path data, long transactions) throws IOException {
    double taken = (double) transactions * setting.workload().fileBytes();
    Usage store = Usage.of(data.resolve("store"));
    Usage rest = Usage.of(data);
    String kind = sm ? ", SHA-256 and SM3" : ", SHA-256";
    return List.of(
        new Single("store" + kind, store.bytes() / taken, "bytes per byte taken in", 1.03),
        new Single(
            "store" + kind, (double) store.files() / transactions, "files per transaction", null),
        new Single(
            "index and register" + kind,
            (rest.bytes() - store.bytes()) / taken,
            "bytes per byte taken in",
            null));
  }

  /** What lies beneath a folder. */
  private record Usage(long bytes, long files) {
    static Usage of(Path folder) throws IOException {
      long bytes = 0;
      long files = 0;
      try (Stream<Path> all = Files.walk(folder).filter(Files::isRegularFile)) {
        for (Path each : (Iterable<Path>) all::iterator) {
          bytes += Files.size(each);
          files++;
        }
      }
      return new Usage(bytes, files);
    }
  }

  /** The archive's lane. */
  private record Receipts(ArchiveUnderTest archive) implements Lane {
    @Override
    public String name() {
      return "archive";
    }

    @Override
    public void once() throws IOException, InterruptedException {
      archive.submit();
    }
  }
}

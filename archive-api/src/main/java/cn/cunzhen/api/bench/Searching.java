package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Measured.Asked;
import cn.cunzhen.api.bench.Measured.Single;
import cn.cunzhen.api.bench.Probe.Kind;
import cn.cunzhen.indexer.search.Question.Page;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Search alone: what is found of what people ask for, how soon, and what the index costs. */
final class Searching {
  /** So many questions of each kind are asked in a round. */
  private static final int PROBES = 100;

  /** So many hand in to an archive meanwhile; each of their receipts is a record more. */
  private static final int WRITERS = 8;

  private static final int SUGGESTIONS = 8;

  private final Bench.Setting setting;
  private final Described index;
  private final Map<Kind, List<Probe>> probes;

  private Searching(Bench.Setting setting, Described index) {
    this.setting = setting;
    this.index = index;
    this.probes = index.probes(PROBES);
  }

  static List<Measured> measure(Bench.Setting setting, Stock stock) throws Exception {
    long samples = setting.plan().searched();
    try (Described index = Described.of(setting.folder("search"), stock, samples, setting::says)) {
      List<Measured> measured = new ArrayList<>();
      measured.add(
          new Single("records described to the index", index.perSecond(), "a second", null));
      measured.add(
          new Single("index of descriptions", index.bytesARecord(), "bytes a record", null));
      measured.addAll(new Searching(setting, index).measure());
      return measured;
    }
  }

  private List<Measured> measure() throws Exception {
    Map<Searcher, Map<Kind, Quality>> quality = new EnumMap<>(Searcher.class);
    for (Searcher caller : Searcher.values()) {
      setting.says("asked as a " + caller.word() + ", what is found");
      quality.put(caller, Quality.of(index, caller, probes));
    }
    List<Measured> measured = new ArrayList<>(asked("", quality));
    try (Client client = new Client();
        ArchiveUnderTest archive =
            ArchiveUnderTest.start(setting.folder("written"), true, 0, client, setting.workload());
        Background writers = Background.start(WRITERS, () -> write(archive))) {
      measured.addAll(asked(", 8 submitters", Map.of()));
      writers.check();
    }
    return measured;
  }

  private void write(ArchiveUnderTest archive) throws IOException, InterruptedException {
    JsonNode _ = archive.submit();
    index.more();
  }

  private List<Measured> asked(String meanwhile, Map<Searcher, Map<Kind, Quality>> quality)
      throws InterruptedException {
    List<Measured> measured = new ArrayList<>();
    for (Searcher caller : Searcher.values()) {
      setting.says("asked as a " + caller.word() + meanwhile + ", how soon");
      Map<Kind, Quality> known = quality.getOrDefault(caller, Map.of());
      for (Map.Entry<Kind, List<Probe>> each : probes.entrySet()) {
        Quality found = known.get(each.getKey());
        measured.add(
            Asked.of(
                "search as a %s, %s%s".formatted(caller.word(), each.getKey().words(), meanwhile),
                found == null ? null : found.found(),
                found == null ? null : found.recall(),
                nanos(caller, each.getValue()),
                50));
      }
      measured.add(suggested(caller, meanwhile));
    }
    return measured;
  }

  /** Asked once before it counts. */
  private long[] nanos(Searcher caller, List<Probe> probes) throws InterruptedException {
    long[] nanos = new long[probes.size() * setting.rounds()];
    for (int n = -probes.size(); n < nanos.length; n++) {
      Probe probe = probes.get(Math.floorMod(n, probes.size()));
      long began = System.nanoTime();
      index.ask(probe.question(Page.FIRST.limit()), caller.sees(probe));
      if (n >= 0) {
        nanos[n] = System.nanoTime() - began;
      }
    }
    return nanos;
  }

  /** What is typed of a name, a company, its sound and a number, letter by letter. */
  private Measured suggested(Searcher caller, String meanwhile) {
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
    return Asked.of("suggestions to a " + caller.word() + meanwhile, null, null, all, 20);
  }
}

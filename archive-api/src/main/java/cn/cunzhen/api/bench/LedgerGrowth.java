package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Measured.Single;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.ledger.Citations;
import cn.cunzhen.core.ledger.Commit;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.Proposal;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.register.LuceneRegister;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.file.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A ledger that grows from nothing, alone: its rate on the way, its proofs, its register. */
final class LedgerGrowth {
  /** Of so many callers each waits for its entry before it asks for the next. */
  private static final int CALLERS = 2048;

  private static final int STRETCHES = 40;
  private static final int PROOFS = 20_000;
  private static final long SEED = 20261121;
  private static final Origin ORIGIN = new Origin("bench.example/ledger");
  private static final Sha256 GENESIS = Sha256.of(Bytes.utf8("bench"));

  private final Bench.Setting setting;
  private final Clock clock = Clock.systemUTC();
  private final IdKey ids = new IdKey(Bytes.of(new byte[32]));

  LedgerGrowth(Bench.Setting setting) {
    this.setting = setting;
  }

  /** A stretch of the way: up to which size, and how many entries a second there. */
  record Stretch(long upTo, double perSecond) {}

  /** What there is to say of it. */
  record Growth(List<Stretch> stretches, List<Measured> measured) {}

  Growth measure() throws Exception {
    Path folder = setting.folder("ledger");
    Path register = folder.resolve("register");
    try (FileStore store = FileStore.open(folder.resolve("store"))) {
      AppendLog log = log(store);
      log.create();
      List<Stretch> stretches;
      List<Measured> measured = new ArrayList<>();
      try (LuceneRegister grown = LuceneRegister.open(register, GENESIS);
          Ledger ledger = ledger(log, grown)) {
        stretches = grow(ledger);
        measured.addAll(rates(stretches));
        measured.addAll(proofs(log, ledger.head()));
      }
      measured.add(rebuild(log(store), folder.resolve("rebuilt")));
      return new Growth(stretches, measured);
    }
  }

  private AppendLog log(FileStore store) {
    SeenHeads seen = new SeenHeads(store.heads());
    return new AppendLog(
        store, "ledger", ORIGIN, new CommitKey(Bytes.of(new byte[32])), seen, clock);
  }

  private Ledger ledger(AppendLog log, LuceneRegister register) {
    return new Ledger(
        log,
        GENESIS,
        register,
        new NobodyCites(),
        clock,
        unfit -> {
          throw unfit;
        });
  }

  private List<Stretch> grow(Ledger ledger) throws Exception {
    long entries = setting.entries();
    long stretch = Math.max(1, entries / STRETCHES);
    long[] passed = new long[STRETCHES + 1];
    AtomicLong asked = new AtomicLong();
    AtomicLong done = new AtomicLong();
    passed[0] = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        all.add(
            callers.submit(() -> {
              for (long n = asked.getAndIncrement(); n < entries; n = asked.getAndIncrement()) {
                commit(ledger, n);
                long now = done.incrementAndGet();
                if (now % stretch == 0 && now / stretch <= STRETCHES) {
                  passed[(int) (now / stretch)] = System.nanoTime();
                  setting.says("ledger, %,d of %,d entries".formatted(now, entries));
                }
              }
              return true;
            }));
      }
      for (Future<Boolean> each : all) {
        each.get();
      }
    }
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 1; i <= STRETCHES; i++) {
      stretches.add(new Stretch(i * stretch, stretch * 1e9 / (passed[i] - passed[i - 1])));
    }
    return stretches;
  }

  private void commit(Ledger ledger, long number) throws InterruptedException {
    RecordId record = ids.recordId("bench", Long.toString(number));
    Sha256 digest = Sha256.of(Bytes.utf8(record.value()));
    Commit commit = ledger.commit(Proposal.archive(record, digest, Set.of()), clock.instant());
    if (!(commit instanceof Commit.Committed)) {
      throw new IllegalStateException("an entry was not committed: " + commit);
    }
  }

  private static List<Measured> rates(List<Stretch> stretches) {
    int quarter = stretches.size() / 4;
    double early = mean(stretches.subList(0, quarter));
    double late = mean(stretches.subList(stretches.size() - quarter, stretches.size()));
    return List.of(
        new Single("ledger, first quarter of the way", early, "entries a second", null),
        new Single("ledger, last quarter of the way", late, "entries a second", null));
  }

  private static double mean(List<Stretch> stretches) {
    return stretches.stream().mapToDouble(Stretch::perSecond).average().orElseThrow();
  }

  /** The first time fills the cache of tiles; the second is measured. */
  private List<Measured> proofs(AppendLog log, LogHead head) throws Exception {
    long newest = Math.min(head.size(), 500_000);
    List<Measured> measured = new ArrayList<>();
    for (long among : newest == head.size() ? List.of(newest) : List.of(newest, head.size())) {
      prove(log, head, among);
      Figures figures = prove(log, head, among);
      String what =
          "inclusion proof, any of the newest %,d entries of %,d".formatted(among, head.size());
      measured.add(new Single(what + ", median", figures.median(), "ms", null));
      measured.add(new Single(what + ", p99", figures.p99(), "ms", 1.0));
    }
    return measured;
  }

  private static Figures prove(AppendLog log, LogHead head, long among) {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] nanos = new long[PROOFS];
    long began = System.nanoTime();
    for (int i = 0; i < PROOFS; i++) {
      long index = head.size() - 1 - random.nextLong(among);
      long start = System.nanoTime();
      InclusionProof proof = InclusionProof.of(index, head.size(), log.hashes(head));
      nanos[i] = System.nanoTime() - start;
      if (proof.hashes().isEmpty() && head.size() > 1) {
        throw new IllegalStateException("a proof without hashes");
      }
    }
    long wall = System.nanoTime() - began;
    return Figures.of(nanos, wall, wall);
  }

  /** A register that was lost grows again from the ledger alone. */
  private Measured rebuild(AppendLog log, Path folder) throws IOException {
    setting.says("register from the ledger alone");
    try (LuceneRegister register = LuceneRegister.open(folder, GENESIS)) {
      long began = System.nanoTime();
      try (Ledger ledger = ledger(log, register)) {
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Single(
            "register rebuilt from the ledger", ledger.size() / seconds, "entries a second", null);
      }
    }
  }

  private record NobodyCites() implements Citations {
    @Override
    public long reached() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean keptRecordCites(RecordId cited) {
      return false;
    }
  }
}

package cn.cunzhen.api.bench;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.bench.Measured.Compared;
import cn.cunzhen.api.bench.Measured.Single;
import cn.cunzhen.api.bench.Measured.Yardstick;
import cn.cunzhen.api.calls.Reading;
import cn.cunzhen.api.calls.RecordCalls;
import cn.cunzhen.api.http.Address;
import cn.cunzhen.api.http.HttpServer;
import cn.cunzhen.api.http.Pace;
import cn.cunzhen.api.http.Proxies;
import cn.cunzhen.core.access.AccessLedger;
import cn.cunzhen.core.access.Grants;
import cn.cunzhen.core.access.Openings;
import cn.cunzhen.core.access.ReadingLimit;
import cn.cunzhen.core.access.Releases;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What it costs a reading that it has to be in the ledger of accesses first: beside the same calls
 * of the same archive, whose entries go to a ledger in memory, where no disk is waited for.
 */
final class AccessCost {
  private static final int READERS = 32;

  /** What an entry may add to the time that ninety-nine of a hundred readings take at most. */
  private static final double MILLIS = 5;

  private static final Openings.Recorded NOTHING_BEFORE =
      new Openings.Recorded() {
        @Override
        public Map<RecordId, Instant> opened(String account, Instant since) {
          return Map.of();
        }

        @Override
        public long news() {
          return 0;
        }
      };

  private final Bench.Setting setting;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  AccessCost(Bench.Setting setting) {
    this.setting = setting;
  }

  /**
   * @param path what is read of each record
   */
  List<Measured> measure(ArchiveUnderTest archive, Client client, List<String> records, String path)
      throws Exception {
    setting.says("reads, 32 readers, beside entries in memory");
    try (AccessLedger ledger = ledger();
        RecordIndex index = noTexts();
        HttpServer server = server(archive, ledger, index)) {
      List<Lane> lanes =
          List.of(
              Lane.of("archive", () -> archive.read(Reads.any(records) + path)),
              Lane.of(
                  "the same with entries in memory",
                  () -> client.read(uri(server, Reads.any(records) + path), archive.clerk())));
      Load.warmUp(lanes, READERS, setting.warmUp());
      List<Figures> figures = Load.compare(lanes, READERS, setting.time(), setting.rounds());
      Figures durable = figures.getFirst();
      Figures inMemory = figures.getLast();
      return List.of(
          new Compared(
              "reads of a file, 32 readers",
              durable,
              List.of(new Yardstick(lanes.getLast().name(), inMemory, 0.9))),
          new Single(
              "what a durable entry adds to the p99 of a reading, 32 readers",
              durable.p99() - inMemory.p99(),
              "ms",
              MILLIS));
    }
  }

  private static URI uri(HttpServer server, String path) {
    return URI.create("http://127.0.0.1:" + server.port() + "/api/v1/records/" + path);
  }

  private AccessLedger ledger() {
    MemoryStore store = new MemoryStore(clock);
    AppendLog log =
        new AppendLog(
            store,
            "access/bench",
            new Origin("bench.example/access"),
            new CommitKey(Bytes.of(new byte[32])),
            new SeenHeads(store.heads()),
            clock);
    return new AccessLedger(
        log, store.objects(), "access/bench", this::random, Duration.ofSeconds(2), _ -> {});
  }

  /** Of files as they are nothing else is asked. */
  private RecordIndex noTexts() throws IOException {
    return RecordIndex.open(
        setting.folder("no-texts"),
        Sha256.of(Bytes.utf8("bench")),
        (_, _) -> {
          throw new IllegalStateException("nothing is described here");
        });
  }

  private HttpServer server(ArchiveUnderTest archive, AccessLedger ledger, RecordIndex index) {
    MemoryStore store = new MemoryStore(clock);
    Openings openings =
        new Openings(
            new ReadingLimit(Integer.MAX_VALUE, Integer.MAX_VALUE),
            NOTHING_BEFORE,
            new Releases(store.heads(), this::random, clock),
            clock);
    Grants grants = new Grants(store.heads(), this::random, clock);
    Reading reading = new Reading(archive.node().archive(), ledger, grants, openings, clock);
    Accounts accounts = archive.node().accounts();
    return new HttpServer(
        "127.0.0.1",
        0,
        null,
        new RecordCalls(reading, index).routes(),
        Proxies.NONE,
        new Pace.Rate(1_000_000, 1_000_000),
        new Address(null, "127.0.0.1", false),
        accounts::caller,
        (context, problem) -> context.status(problem.code().status()));
  }

  private Bytes random() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}

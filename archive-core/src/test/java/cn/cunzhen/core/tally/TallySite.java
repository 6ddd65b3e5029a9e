package cn.cunzhen.core.tally;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.AccessBatch;
import cn.cunzhen.core.access.AccessLedger;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.LoggedAccess;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An archive of which there is nothing but access ledgers and tallies. */
final class TallySite implements AutoCloseable {
  static final Origin ARCHIVE = new Origin("test.example");

  private final AtomicLong salts = new AtomicLong();
  private final Map<String, AccessLedger> ledgers = new HashMap<>();
  private final List<LoggedAccess> recorded = new ArrayList<>();
  private final Bytes seed = Bytes.ofHex("11".repeat(32));
  Instant now = Instant.parse("2026-11-21T01:02:03.004Z");
  final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
  final Store store = new MemoryStore(clock);

  static RecordId record(int number) {
    return new RecordId("a".repeat(23) + "%03d".formatted(number));
  }

  /** Lets somebody read a record; none is a search. */
  void access(String node, @Nullable RecordId record) {
    access(node, record, Outcome.GRANTED);
  }

  void access(String node, @Nullable RecordId record, Outcome outcome) {
    ledgers
        .computeIfAbsent(node, this::ledger)
        .record(
            new Access(
                now,
                "clerk",
                Role.CLERK,
                null,
                "A03",
                record == null ? Action.SEARCH : Action.FILE,
                record,
                null,
                "核对",
                outcome,
                "10.0.0.7"));
  }

  private AccessLedger ledger(String node) {
    return new AccessLedger(
        log("access/" + node, new Origin(ARCHIVE + "/access/" + node)),
        store.objects(),
        "access/" + node,
        () -> Bytes.ofHex("%064x".formatted(salts.incrementAndGet())),
        Duration.ofSeconds(5),
        batch -> told(node, batch));
  }

  private void told(String node, AccessBatch batch) {
    synchronized (recorded) {
      for (int i = 0; i < batch.bodies().size(); i++) {
        recorded.add(new LoggedAccess(node, batch.firstIndex() + i, batch.bodies().get(i)));
      }
    }
  }

  AppendLog log(String prefix, Origin origin) {
    return log(store, prefix, origin);
  }

  private AppendLog log(Store on, String prefix, Origin origin) {
    return new AppendLog(
        on,
        prefix,
        origin,
        new CommitKey(Bytes.ofHex("09".repeat(32))),
        new SeenHeads(new MemoryStore(clock).heads()),
        clock);
  }

  Tallies tallies() {
    return tallies(store);
  }

  Tallies tallies(Store on) {
    return new Tallies(
        on, ARCHIVE, (prefix, origin) -> log(on, prefix, origin), signer(), TallySite::salt, clock);
  }

  /** Those that count so many accesses at once at most. */
  Tallies tallies(long most) {
    return new Tallies(store, ARCHIVE, this::log, signer(), TallySite::salt, clock, most);
  }

  private static Bytes salt(String label) {
    return Sha256.of(Bytes.utf8("secret " + label)).bytes();
  }

  Ed25519Signer signer() {
    return Ed25519Signer.of(Tally.keyName(ARCHIVE), seed);
  }

  /** The key of the archive's checkpoints. */
  VerifierKey key() {
    return Ed25519Signer.of(new KeyName(ARCHIVE.value()), seed).verifierKey();
  }

  List<LoggedAccess> accesses(RecordId record) {
    synchronized (recorded) {
      return recorded.stream()
          .filter(each -> record.equals(each.body().access().record()))
          .filter(each -> each.body().access().outcome() == Outcome.GRANTED)
          .toList();
    }
  }

  AccessProof proof(RecordId record) {
    return AccessProof.parse(tallies().proof(record, accesses(record)).format());
  }

  AccessVerdict verdict(AccessProof proof) {
    return new AccessProofVerifier(key(), List.of()).verify(proof);
  }

  AccessVerdict verdict(RecordId record) {
    return verdict(proof(record));
  }

  /** Puts all bodies apart; nodes may go on afterwards. */
  @Override
  public void close() {
    ledgers.values().forEach(AccessLedger::close);
    ledgers.clear();
  }
}

package cn.cunzhen.core.stamp;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.CommitKey;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.NoteSigner;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampAuthority;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A log in memory that grows as a test likes, and whoever stamps its checkpoints. */
public final class StampedLog {
  public static final ArchiveKeys KEYS = ArchiveKeys.create(new SecureRandom(), Clock.systemUTC());
  public static final ArchiveKeys STRANGER =
      ArchiveKeys.create(new SecureRandom(), Clock.systemUTC());

  private static final NoteSigner SIGNER =
      Ed25519Signer.of(new KeyName("test.example/ledger"), KEYS.logSeed());

  private final String entry;
  private final MovableClock clock = new MovableClock();
  private final Store store = new MemoryStore(clock);
  private final AppendLog log =
      new AppendLog(
          store,
          "ledger",
          new Origin("test.example/ledger"),
          new CommitKey(KEYS.commitSeed()),
          new SeenHeads(new MemoryStore(clock).heads()),
          clock);
  private final AtomicReference<LogHead> head = new AtomicReference<>();
  private final Stamps stamps = new Stamps(store.heads(), "ledger");

  public StampedLog() {
    this("entry ");
  }

  /** A log of the same name and keys whose entries begin otherwise. */
  public StampedLog(String entry) {
    this.entry = entry;
    log.create();
    head.set(log.read());
  }

  public AppendLog log() {
    return log;
  }

  public LogHead head() {
    return head.get();
  }

  /** What signs its checkpoints. */
  public NoteSigner signer() {
    return SIGNER;
  }

  public Store store() {
    return store;
  }

  public Stamps stamps() {
    return stamps;
  }

  /** Puts something that is no stamp where one should be. */
  public void damageStamp(long size) {
    stamps.put(new Stamped(size, stamp(digest(size), KEYS, Clock.systemUTC())));
    try (Stream<ObjectKey> keys = store.heads().list("ledger/stamps/")) {
      keys.forEach(key ->
          store
              .heads()
              .swap(key, store.heads().get(key).orElseThrow().version(), Bytes.utf8("none")));
    }
  }

  /** The log as it is served, of the heads that are given. */
  public ServedLog served(Supplier<LogHead> heads) {
    return new ServedLog(log, heads, SIGNER);
  }

  /** Appends so many entries. */
  public void grow(int entries) {
    List<Bytes> leaves = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      leaves.add(Bytes.utf8(entry + (head().size() + i)));
    }
    head.set(log.append(head(), leaves).orElseThrow());
  }

  /** What is stamped of the checkpoint of so many entries. */
  public Sha256 digest(long size) {
    return Sha256.of(Bytes.utf8(served(this::head).checkpoint(head(), size).text()));
  }

  public static TimeStampAuthority authority(ArchiveKeys keys, Clock clock) {
    return new BuiltInAuthority(keys.timeStamps(), clock, StampedLog::random);
  }

  /** A stamp over a digest. */
  public static TimeStamp stamp(Sha256 digest, ArchiveKeys keys, Clock clock) {
    TimeStampRequest request = TimeStampRequest.of(digest, random());
    try {
      return request.token(authority(keys, clock).answer(request.der()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static Bytes random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return Bytes.of(bytes);
  }
}

package cn.cunzhen.core.witness;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.ConsistencyProof;
import cn.cunzhen.core.log.Cosigner;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.NoteSignature;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.witness.WitnessAnswer.Cosigned;
import cn.cunzhen.core.witness.WitnessAnswer.Inconsistent;
import cn.cunzhen.core.witness.WitnessAnswer.Malformed;
import cn.cunzhen.core.witness.WitnessAnswer.OtherSize;
import cn.cunzhen.core.witness.WitnessAnswer.Stranger;
import cn.cunzhen.core.witness.WitnessAnswer.Unsigned;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Write;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Watches logs for others: cosigns a checkpoint only where it continues the one that it cosigned
 * before (C2SP tlog-witness). Any thread may use it.
 *
 * <p>It remembers one checkpoint of each log, on stable storage before the cosignature goes out. A
 * checkpoint that a log has signed and that does not continue it is kept too: with the one before,
 * it convicts the log.
 */
public final class Witness {
  private final Cosigner cosigner;
  private final List<VerifierKey> logs;
  private final Heads memory;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * @param logs whose checkpoints it cosigns; a log's origin is its key's name
   * @param memory what outlives this process, used by this witness alone
   */
  public Witness(Cosigner cosigner, Collection<VerifierKey> logs, Heads memory, Clock clock) {
    this.cosigner = cosigner;
    this.logs = List.copyOf(logs);
    this.memory = memory;
    this.clock = clock;
  }

  /** What verifies its cosignatures. */
  public VerifierKey verifierKey() {
    return cosigner.verifierKey();
  }

  /**
   * Looks at a checkpoint.
   *
   * @param body as {@link AddCheckpoint} words it
   * @throws StorageException if it can't be remembered; nothing was cosigned then
   */
  public WitnessAnswer add(Bytes body) {
    AddCheckpoint request;
    Checkpoint checkpoint;
    try {
      request = AddCheckpoint.parse(body);
      checkpoint = Checkpoint.parse(request.checkpoint().text());
    } catch (IllegalArgumentException e) {
      return new Malformed(String.valueOf(e.getMessage()));
    }
    List<VerifierKey> keys = logs.stream().filter(log -> isOf(log, checkpoint)).toList();
    if (keys.isEmpty()) {
      return new Stranger();
    }
    if (request.checkpoint().signers(keys).isEmpty()) {
      return new Unsigned();
    }
    if (request.oldSize() > checkpoint.size()) {
      return new Malformed("the old size is larger than the checkpoint's");
    }
    lock.lock();
    try {
      return judge(request, checkpoint, signedBy(request.checkpoint(), keys));
    } finally {
      lock.unlock();
    }
  }

  private static boolean isOf(VerifierKey log, Checkpoint checkpoint) {
    return log.name().value().equals(checkpoint.origin().value());
  }

  /** Without the signatures of others. */
  private static Note signedBy(Note note, List<VerifierKey> keys) {
    return new Note(
        note.text(), keys.stream().flatMap(key -> note.claimsOf(key).stream()).toList());
  }

  private WitnessAnswer judge(AddCheckpoint request, Checkpoint checkpoint, Note signed) {
    Optional<Head> kept = memory.get(latest(checkpoint));
    Checkpoint last =
        kept.map(head -> Checkpoint.parse(Note.parse(head.value()).text()))
            .orElse(new Checkpoint(checkpoint.origin(), 0, TreeHash.EMPTY_ROOT));
    if (request.oldSize() != last.size()) {
      return new OtherSize(last.size());
    }
    ConsistencyProof proof = new ConsistencyProof(last.size(), checkpoint.size(), request.proof());
    if (!proof.proves(last.root(), checkpoint.root())) {
      keepAgainst(checkpoint, signed);
      return new Inconsistent();
    }
    NoteSignature cosignature = cosigner.cosign(checkpoint, clock.instant());
    remember(latest(checkpoint), kept, signed.with(List.of(cosignature)));
    return new Cosigned(List.of(cosignature));
  }

  /** The same within a second is there already, and a value that is swapped never recurs. */
  private void remember(ObjectKey key, Optional<Head> kept, Note note) {
    if (kept.map(Head::value).equals(Optional.of(note.format()))) {
      return;
    }
    Write write =
        kept.map(head -> memory.swap(key, head.version(), note.format()))
            .orElseGet(() -> memory.putOnce(key, note.format()));
    switch (write) {
      case Write.Done _ -> {}
      case Write.Refused _ ->
          throw new StorageException("another process uses this witness's memory");
      case Write.Unknown unknown -> throw unknown.cause();
    }
  }

  /** Equal ones are kept once; whether that was unclear, the next of them shows. */
  private void keepAgainst(Checkpoint checkpoint, Note signed) {
    Sha256 digest = Sha256.of(signed.format());
    memory.putOnce(
        ObjectKey.of("conflicts/" + name(checkpoint) + "/" + digest.hex()), signed.format());
  }

  /**
   * The checkpoint of a log that it cosigned last, with the log's signature and its own.
   *
   * @param name SHA-256 of the log's origin, in hexadecimal
   */
  public Optional<Note> latest(String name) {
    return memory.get(ObjectKey.of("latest/" + name)).map(head -> Note.parse(head.value()));
  }

  private static ObjectKey latest(Checkpoint checkpoint) {
    return ObjectKey.of("latest/" + name(checkpoint));
  }

  private static String name(Checkpoint checkpoint) {
    return Sha256.of(Bytes.utf8(checkpoint.origin().value())).hex();
  }
}

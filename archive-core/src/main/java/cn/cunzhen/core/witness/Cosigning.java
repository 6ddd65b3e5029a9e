package cn.cunzhen.core.witness;

import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.Rounds;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.log.ConsistencyProof;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.NoteSignature;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.witness.TrustPolicy.Witness;
import cn.cunzhen.core.witness.WitnessAnswer.Cosigned;
import cn.cunzhen.core.witness.WitnessAnswer.OtherSize;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Has the ledger's newest checkpoint cosigned by its witnesses, again and again while it grows.
 *
 * <p>A checkpoint is kept as cosigned when enough witnesses for the policy have signed it; receipts
 * never wait for that. Several nodes may do this for one ledger.
 */
public final class Cosigning implements AutoCloseable {
  private final ServedLog ledger;
  private final TrustPolicy policy;
  private final Cosignatures kept;
  private final Asking asking;
  private final Map<VerifierKey, Long> known = new ConcurrentHashMap<>();
  private final Map<VerifierKey, String> troubles = new ConcurrentHashMap<>();
  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
  private final Rounds rounds;
  private volatile long newest;

  /** A way to witnesses. */
  @FunctionalInterface
  public interface Asking {
    /**
     * Hands a witness a checkpoint.
     *
     * @param body as {@link AddCheckpoint} words it
     * @throws IOException if it does not answer, or with what is none of its answers
     */
    WitnessAnswer ask(Witness witness, Bytes body) throws IOException, InterruptedException;
  }

  private Cosigning(
      ServedLog ledger, TrustPolicy policy, Cosignatures kept, Asking asking, Duration every) {
    this.ledger = ledger;
    this.policy = policy;
    this.kept = kept;
    this.asking = asking;
    this.rounds = Rounds.start("cosignatures", every, this::round);
  }

  /**
   * Starts to have checkpoints cosigned.
   *
   * @param every how long after one round the next begins
   */
  public static Cosigning start(
      ServedLog ledger, TrustPolicy policy, Cosignatures kept, Asking asking, Duration every) {
    return new Cosigning(ledger, policy, kept, asking, every);
  }

  /** How many entries the newest checkpoint has that this node knows to be cosigned. */
  public long newest() {
    return newest;
  }

  /** Why the last round failed; null where it did not. */
  public @Nullable String trouble() {
    return rounds.trouble();
  }

  /** What the witnesses that did not cosign last time said, by their names. */
  public Map<String, String> troubles() {
    Map<String, String> named = new TreeMap<>();
    for (Witness witness : policy.witnesses()) {
      String trouble = troubles.get(witness.key());
      if (trouble != null) {
        named.put(witness.name(), trouble);
      }
    }
    return named;
  }

  @Override
  public void close() {
    rounds.close();
    askers.shutdownNow();
  }

  private void round() throws IOException, InterruptedException {
    LogHead head = ledger.head().get();
    newest = Math.max(newest, kept.last(head.size()).orElse(0L));
    if (head.size() <= newest) {
      return;
    }
    Note note = ledger.checkpoint(head);
    Note cosigned = note.with(cosignatures(head, note));
    if (!policy.isWitnessed(cosigned)) {
      throw new IOException("not enough witnesses have cosigned: " + troubles());
    }
    kept.put(head.size(), cosigned);
    newest = head.size();
  }

  /** Of all witnesses at once; those that fail are left out. */
  private List<NoteSignature> cosignatures(LogHead head, Note note) throws InterruptedException {
    List<Future<List<NoteSignature>>> answers = new ArrayList<>();
    for (Witness witness : policy.witnesses()) {
      answers.add(askers.submit(() -> cosignatures(witness, head, note)));
    }
    List<NoteSignature> all = new ArrayList<>();
    for (Future<List<NoteSignature>> answer : answers) {
      try {
        all.addAll(answer.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a witness could not be asked", e);
      }
    }
    return all;
  }

  private List<NoteSignature> cosignatures(Witness witness, LogHead head, Note note)
      throws InterruptedException {
    try {
      List<NoteSignature> signatures = ask(witness, head, note);
      known.put(witness.key(), head.size());
      troubles.remove(witness.key());
      return signatures;
    } catch (IOException e) {
      troubles.put(witness.key(), String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  /** A witness that cosigned another size last says so, and is asked once more. */
  private List<NoteSignature> ask(Witness witness, LogHead head, Note note)
      throws IOException, InterruptedException {
    long size = head.size();
    long from = Math.min(known.getOrDefault(witness.key(), 0L), size);
    for (int attempt = 0; attempt < 2; attempt++) {
      ConsistencyProof proof = ConsistencyProof.of(from, size, ledger.log().hashes(head));
      AddCheckpoint request = new AddCheckpoint(from, proof.hashes(), note);
      WitnessAnswer answer = asking.ask(witness, request.format());
      if (answer instanceof Cosigned(List<NoteSignature> signatures)) {
        return valid(witness, note, signatures);
      }
      if (!(answer instanceof OtherSize(long has)) || has > size) {
        throw new IOException(witness.name() + " says " + answer);
      }
      from = has;
    }
    throw new IOException(witness.name() + " says another size each time");
  }

  private static List<NoteSignature> valid(
      Witness witness, Note note, List<NoteSignature> signatures) throws IOException {
    Note theirs = note.with(signatures);
    if (!theirs.isSignedBy(witness.key())) {
      throw new IOException(witness.name() + " gave a cosignature that does not verify");
    }
    return theirs.claimsOf(witness.key());
  }
}

package cn.cunzhen.core;

import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.bag.StoredPackage;
import cn.cunzhen.core.bag.StoredPackages;
import cn.cunzhen.core.evidence.EvidenceRecord;
import cn.cunzhen.core.evidence.History;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.proof.CoveredProof;
import cn.cunzhen.core.proof.EntryProof;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.stamp.Stamps;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.core.witness.Cosignatures;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Makes the proofs of records: each leads to the first stamped checkpoint that holds the record,
 * and as long as there is none, to the newest checkpoint.
 */
public final class Proofs {
  private final ServedLog ledger;
  private final StoredPackages packages;
  private final Stamps stamps;
  private final Cosignatures cosignatures;
  private final Renewals renewals;

  public Proofs(
      ServedLog ledger,
      StoredPackages packages,
      Stamps stamps,
      Cosignatures cosignatures,
      Renewals renewals) {
    this.ledger = ledger;
    this.packages = packages;
    this.stamps = stamps;
    this.cosignatures = cosignatures;
    this.renewals = renewals;
  }

  /** The proof of the record's latest version. */
  public ProofBundle of(Holding holding) {
    StoredPackage stored =
        packages.open(holding.record().id(), holding.entry().version(), holding.entry().digest());
    return ofEntry(holding.entry().index()).of(stored.recordJson(), seal(stored));
  }

  /** The proof of an entry, whatever has become of what it names. */
  public EntryProof ofEntry(long index) {
    LogHead head = ledger.head().get();
    Optional<Stamped> renewed = renewals.history().stampedFor(index).flatMap(stamps::readable);
    Optional<Stamped> stamped = renewed.or(() -> stamps.first(index + 1, head.size()));
    long size = stamped.map(Stamped::size).orElse(head.size());
    return new EntryProof(
        leaf(head, index),
        inclusion(head, index, size),
        checkpoint(head, size),
        stamped.map(each -> each.stamp().der()).stream().toList(),
        renewed.flatMap(_ -> renewals.of(index)).map(EvidenceRecord::der).orElse(null));
  }

  /**
   * The sizes of checkpoints that the evidence of these entries was made with and whose time stamps
   * can't be read any more.
   */
  List<Long> lostStamps(long from, long to) {
    History history = renewals.history();
    return LongStream.range(from, to)
        .mapToObj(history::stampedFor)
        .flatMap(Optional::stream)
        .distinct()
        .filter(size -> stamps.readable(size).isEmpty())
        .toList();
  }

  /** How many entries a stamped checkpoint covers. */
  long stamped() {
    return stamps.last(ledger.head().get().size()).map(Stamped::size).orElse(0L);
  }

  /** A stamped checkpoint: its text, and the token over it. */
  record StampedCheckpoint(String text, Bytes token) {}

  /** The stamped checkpoints that the proofs of entries from one index to another lead to. */
  NavigableMap<Long, StampedCheckpoint> stamped(long from, long to) {
    LogHead head = ledger.head().get();
    NavigableMap<Long, StampedCheckpoint> found = new TreeMap<>();
    for (long index = from; index < to; index = found.lastKey()) {
      long next = index + 1;
      Stamped stamped =
          renewals
              .history()
              .stampedFor(index)
              .flatMap(stamps::readable)
              .or(() -> stamps.first(next, head.size()))
              .orElseThrow();
      long size = stamped.size();
      String text =
          new Checkpoint(ledger.log().origin(), size, ledger.log().rootAt(head, size)).format();
      found.put(size, new StampedCheckpoint(text, stamped.stamp().der()));
    }
    return found;
  }

  /**
   * The proof of an entry as evidence covers it.
   *
   * @param stamped as {@link #stamped(long, long)} gives them
   * @param withRecord whether the package that it names is there, and is to be proved too
   */
  CoveredProof covered(
      LedgerEntry entry,
      long index,
      NavigableMap<Long, StampedCheckpoint> stamped,
      boolean withRecord) {
    LogHead head = ledger.head().get();
    Map.Entry<Long, StampedCheckpoint> first = stamped.higherEntry(index);
    Optional<StoredPackage> stored =
        withRecord
            ? Optional.of(packages.open(entry.record(), entry.version(), entry.digest()))
            : Optional.empty();
    return new CoveredProof(
        entry.format(),
        inclusion(head, index, first.getKey()),
        first.getValue().text(),
        stored.map(StoredPackage::recordJson).orElse(null),
        stored.map(Proofs::seal).orElse(null),
        List.of(first.getValue().token()));
  }

  private Bytes leaf(LogHead head, long index) {
    return ledger.log().leaves(head, index, 1).getFirst();
  }

  private InclusionProof inclusion(LogHead head, long index, long size) {
    return InclusionProof.of(index, size, ledger.log().hashes(head));
  }

  private static Bytes seal(StoredPackage stored) {
    return stored.seals().stream()
        .filter(each -> each.suite() == SealSuite.P256)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("every package has a P-256 seal"))
        .der();
  }

  /** With the signatures of the witnesses, where there are any. */
  private Note checkpoint(LogHead head, long size) {
    Note ours = ledger.checkpoint(head, size);
    return cosignatures
        .at(size)
        .filter(note -> note.text().equals(ours.text()))
        .map(note -> ours.with(note.signatures()))
        .orElse(ours);
  }
}

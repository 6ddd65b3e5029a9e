package cn.cunzhen.core;

import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.bag.StoredPackage;
import cn.cunzhen.core.bag.StoredPackages;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.stamp.Stamps;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.core.witness.Cosignatures;
import cn.cunzhen.storage.Bytes;
import java.util.Optional;

/**
 * Makes the proofs of records: each leads to the first stamped checkpoint that holds the record,
 * and as long as there is none, to the newest checkpoint.
 */
public final class Proofs {
  private final ServedLog ledger;
  private final StoredPackages packages;
  private final Stamps stamps;
  private final Cosignatures cosignatures;

  public Proofs(
      ServedLog ledger, StoredPackages packages, Stamps stamps, Cosignatures cosignatures) {
    this.ledger = ledger;
    this.packages = packages;
    this.stamps = stamps;
    this.cosignatures = cosignatures;
  }

  /** The proof of the record's latest version. */
  public ProofBundle of(Holding holding) {
    LogHead head = ledger.head().get();
    long index = holding.entry().index();
    Bytes leaf = ledger.log().leaves(head, index, 1).getFirst();
    Optional<Stamped> stamped = stamps.first(index + 1, head.size());
    long size = stamped.map(Stamped::size).orElse(head.size());
    InclusionProof inclusion = InclusionProof.of(index, size, ledger.log().hashes(head));
    StoredPackage stored =
        packages.open(holding.record().id(), holding.entry().version(), holding.entry().digest());
    Bytes seal =
        stored.seals().stream()
            .filter(each -> each.suite() == SealSuite.P256)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("every package has a P-256 seal"))
            .der();
    return new ProofBundle(
        leaf,
        inclusion,
        checkpoint(head, size),
        stored.recordJson(),
        seal,
        stamped.map(each -> each.stamp().der()).stream().toList());
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

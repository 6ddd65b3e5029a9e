package cn.cunzhen.core;

import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.bag.StoredPackage;
import cn.cunzhen.core.bag.StoredPackages;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.storage.Bytes;
import java.util.List;

/** Makes the proofs of records: each leads to the newest checkpoint. */
public final class Proofs {
  private final ServedLog ledger;
  private final StoredPackages packages;

  public Proofs(ServedLog ledger, StoredPackages packages) {
    this.ledger = ledger;
    this.packages = packages;
  }

  /** The proof of the record's latest version. */
  public ProofBundle of(Holding holding) {
    LogHead head = ledger.head().get();
    long index = holding.entry().index();
    Bytes leaf = ledger.log().leaves(head, index, 1).getFirst();
    InclusionProof inclusion = InclusionProof.of(index, head.size(), ledger.log().hashes(head));
    StoredPackage stored =
        packages.open(holding.record().id(), holding.entry().version(), holding.entry().digest());
    Bytes seal =
        stored.seals().stream()
            .filter(each -> each.suite() == SealSuite.P256)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("every package has a P-256 seal"))
            .der();
    return new ProofBundle(
        leaf, inclusion, ledger.checkpoint(head), stored.recordJson(), seal, List.of());
  }
}

package cn.cunzhen.core.audit;

import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.seal.TimeStampVerifier;

/** Reads every renewal of the evidence again: what its tree was made of, and its token. */
public final class EvidenceAudit {
  private final Ledger ledger;
  private final Renewals renewals;
  private final TimeStampVerifier stamps;

  public EvidenceAudit(Ledger ledger, Renewals renewals, TimeStampVerifier stamps) {
    this.ledger = ledger;
    this.renewals = renewals;
    this.stamps = stamps;
  }

  /** Tells the companion what is wrong with them. */
  public void run(Companion companion) {
    for (Registered entry : ledger.entriesOf(RecordId.ARCHIVE)) {
      companion.read(0);
      renewals
          .check(entry.digest(), stamps)
          .map(said -> new Defect(Defect.Kind.EVIDENCE, "renewal " + entry.version(), said))
          .ifPresent(companion::found);
    }
  }
}

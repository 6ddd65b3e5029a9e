package cn.cunzhen.core;

import cn.cunzhen.core.Audit.Defect;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.seal.TimeStampVerifier;
import java.util.List;

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

  /** What is wrong with them. */
  public List<Defect> defects() {
    return ledger.entriesOf(RecordId.ARCHIVE).stream()
        .flatMap(entry ->
            renewals.check(entry.digest(), stamps).stream()
                .map(said -> new Defect(Defect.Kind.EVIDENCE, "renewal " + entry.version(), said)))
        .toList();
  }
}

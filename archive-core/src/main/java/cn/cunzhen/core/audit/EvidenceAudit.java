package cn.cunzhen.core.audit;

import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;

/** Reads every renewal of the evidence again: what its tree was made of, and its token. */
public final class EvidenceAudit {
  private final Ledger ledger;
  private final Renewals renewals;
  private final Objects objects;
  private final TimeStampVerifier stamps;

  public EvidenceAudit(
      Ledger ledger, Renewals renewals, Objects objects, TimeStampVerifier stamps) {
    this.ledger = ledger;
    this.renewals = renewals;
    this.objects = objects;
    this.stamps = stamps;
  }

  /** Tells the companion what is wrong with them. */
  public void run(Companion companion) {
    Attempts attempts = new Attempts(objects, companion);
    for (Registered entry : ledger.entriesOf(RecordId.ARCHIVE)) {
      String where = "renewal " + entry.version();
      try {
        attempts
            .of(() -> renewals.check(entry.digest(), stamps, companion::read))
            .map(said -> new Defect(Defect.Kind.EVIDENCE, where, said))
            .ifPresent(companion::found);
      } catch (StorageException e) {
        companion.found(Attempts.defect(Defect.Kind.EVIDENCE, where, e));
      }
    }
    companion.checked(Part.EVIDENCE);
  }
}

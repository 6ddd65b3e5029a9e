package cn.cunzhen.core.audit;

import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every renewal of the evidence again, what its tree was made of and its token, and holds the
 * archive's own revocation lists against those that the ledger names.
 */
public final class EvidenceAudit {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceAudit.class);

  private final Ledger ledger;
  private final Renewals renewals;
  private final Objects objects;
  private final TimeStampVerifier stamps;
  private final OwnLists lists;

  public EvidenceAudit(
      Ledger ledger, Renewals renewals, Objects objects, TimeStampVerifier stamps, OwnLists lists) {
    this.ledger = ledger;
    this.renewals = renewals;
    this.objects = objects;
    this.stamps = stamps;
    this.lists = lists;
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
    checkLists(attempts);
    companion.checked(Part.EVIDENCE);
  }

  private void checkLists(Attempts attempts) {
    try {
      for (OwnLists.Fault fault : attempts.of(lists::faults)) {
        attempts
            .companion()
            .found(new Defect(Defect.Kind.REVOCATION, fault.key().value(), fault.detail()));
      }
    } catch (StorageException.Damaged e) {
      // What the ledger names of them is evidence, and was found damaged above.
      LOG.warn("the lists of revoked certificates can't be compared", e);
    } catch (StorageException e) {
      attempts.companion().found(Attempts.defect(Defect.Kind.REVOCATION, "state/crl", e));
    }
  }
}

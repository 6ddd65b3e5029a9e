package cn.cunzhen.core;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.EvidenceObject;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.ledger.Commit;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.ledger.Proposal;
import java.io.IOException;
import java.time.Clock;

/** Stores evidence and has the ledger name it: until then it is none. */
record Naming(Ledger ledger, Renewals renewals, Clock clock) {
  void name(EvidenceObject object) throws IOException, InterruptedException {
    Sha256 digest = renewals.put(object);
    int number = renewals.history().size() + 1;
    Commit commit = ledger.commit(Proposal.renew(number, digest), clock.instant());
    if (!(commit instanceof Commit.Committed)) {
      throw new IOException("the ledger did not take renewal %d: %s".formatted(number, commit));
    }
  }
}

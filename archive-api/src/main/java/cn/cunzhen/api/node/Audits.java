package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.audit.Audit;
import cn.cunzhen.core.audit.AuditRoom;
import cn.cunzhen.core.audit.AuditRounds;
import cn.cunzhen.core.audit.EvidenceAudit;
import cn.cunzhen.core.audit.StampAudit;
import cn.cunzhen.core.audit.SystemTicker;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.seal.TimeStampVerifier;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The audits of a node that serves, and the thread that carries them on. */
record Audits(AuditRoom room, AuditRounds rounds) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  static Audits start(
      Configuration configuration,
      Floors floors,
      ServedLog served,
      TimeStamps stamps,
      String node,
      Parts parts,
      SecureRandom random,
      Clock clock) {
    Ledger ledger = floors.archive().ledger();
    Audit audit =
        new Audit(
            ledger,
            () -> floors.log().hashes(ledger.head()),
            floors.store().objects(),
            new PackageVerifier(floors.identity().keys().anchors()),
            clock);
    TimeStampVerifier verifier = new TimeStampVerifier(stamps.anchors());
    Renewals renewals = Renewals.of(ledger, floors.store().objects());
    OwnLists lists = floors.remembering(clock).lists();
    AuditRoom room =
        new AuditRoom(
            node,
            floors.store(),
            served,
            audit,
            List.of(
                new StampAudit(
                        floors.log(),
                        () -> fresh(ledger),
                        stamps.stamps(),
                        floors.store().objects(),
                        verifier)
                    ::run,
                new EvidenceAudit(ledger, renewals, floors.store().objects(), verifier, lists)
                    ::run),
            floors.identity().keys().sealer(configuration.suites()),
            new SystemTicker(),
            clock,
            () -> Floors.random(random, 16));
    return new Audits(room, parts.add(AuditRounds.start(room)));
  }

  /** A stamp that was just found may be over entries that another node has appended. */
  private static LogHead fresh(Ledger ledger) {
    try {
      boolean _ = ledger.catchUp(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ledger.head();
  }
}

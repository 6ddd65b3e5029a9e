package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.audit.Audit;
import cn.cunzhen.core.audit.Companion;
import cn.cunzhen.core.audit.Defect;
import cn.cunzhen.core.audit.EvidenceAudit;
import cn.cunzhen.core.audit.StampAudit;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.ledger.Ledger;
import cn.cunzhen.core.seal.TimeStampVerifier;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Looks at a node's archive without serving it. */
public final class Inspection {
  private Inspection() {}

  /**
   * Reads everything in the store again, and compares register and index with the ledger; the node
   * whose data folder it is must be down.
   */
  public static Audit.Report audit(Configuration configuration, LongConsumer progress)
      throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    try (Parts parts = new Parts()) {
      Floors floors =
          Floors.open(
              configuration,
              parts,
              new SecureRandom(),
              clock,
              unfit -> {
                throw unfit;
              });
      Ledger ledger = floors.archive().ledger();
      Audit audit =
          new Audit(
              ledger,
              () -> floors.log().hashes(ledger.head()),
              floors.store().objects(),
              new PackageVerifier(floors.identity().keys().anchors()),
              clock);
      TimeStampVerifier verifier = new TimeStampVerifier(TimeStamps.anchors(configuration, floors));
      StampAudit stamps =
          new StampAudit(
              floors.log(),
              ledger::head,
              TimeStamps.stamps(floors),
              floors.store().objects(),
              verifier);
      EvidenceAudit evidence =
          new EvidenceAudit(
              ledger,
              Renewals.of(ledger, floors.store().objects()),
              floors.store().objects(),
              verifier,
              floors.remembering(clock).lists());
      Audit.Report report = audit.run(progress);
      // With a ledger that can't be read, nothing else can be compared.
      if (!report.isTreeWhole()) {
        return report;
      }
      List<Defect> more = new ArrayList<>();
      Companion companion = Companion.inHaste(more::add, done -> {}, part -> {});
      stamps.run(companion);
      evidence.run(companion);
      more.addAll(Agreement.defects(floors));
      return report.with(more);
    }
  }
}

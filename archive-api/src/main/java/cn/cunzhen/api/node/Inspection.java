package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.Audit;
import cn.cunzhen.core.Audit.Defect;
import cn.cunzhen.core.EvidenceAudit;
import cn.cunzhen.core.StampAudit;
import cn.cunzhen.core.bag.PackageVerifier;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.seal.TimeStampVerifier;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
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
      Audit audit =
          new Audit(
              floors.archive().ledger(),
              floors.store().objects(),
              new PackageVerifier(floors.identity().keys().anchors()),
              clock);
      TimeStampVerifier verifier = new TimeStampVerifier(TimeStamps.anchors(configuration, floors));
      StampAudit stamps =
          new StampAudit(
              floors.log(), floors.archive().ledger().head(), TimeStamps.stamps(floors), verifier);
      EvidenceAudit evidence =
          new EvidenceAudit(
              floors.archive().ledger(),
              Renewals.of(floors.archive().ledger(), floors.store().objects()),
              verifier);
      Audit.Report report = audit.run(progress);
      boolean readable =
          report.defects().stream().noneMatch(defect -> defect.kind() == Defect.Kind.TREE);
      // With a ledger that can't be read, nothing else can be compared.
      return readable
          ? report.with(stamps.defects()).with(evidence.defects()).with(Agreement.defects(floors))
          : report;
    }
  }
}

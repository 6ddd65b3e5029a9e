package cn.cunzhen.core;

import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.Verification.OfPackage;
import cn.cunzhen.core.bag.StoredPackage;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.EntryProof;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.report.EntryChain;
import cn.cunzhen.core.report.Judged;
import cn.cunzhen.core.report.ProbativeReport;
import cn.cunzhen.core.report.ProbativeReport.Drawn;
import cn.cunzhen.core.report.ProbativeReport.Event;
import cn.cunzhen.core.report.ProbativeReport.Readers;
import cn.cunzhen.core.report.Source;
import cn.cunzhen.core.witness.TrustPolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws up probative-value reports from what stands in store and ledger; every package is read
 * again for its report. Any thread may use it.
 */
public final class Reporting {
  private final Archive archive;
  private final Proofs proofs;
  private final Verification verification;
  private final @Nullable TrustPolicy policy;
  private final Origin origin;
  private final String software;
  private final Clock clock;

  /**
   * @param policy which witnesses cosign; null where none do
   * @param software version of the program
   */
  public Reporting(
      Archive archive,
      Proofs proofs,
      Verification verification,
      @Nullable TrustPolicy policy,
      Origin origin,
      String software,
      Clock clock) {
    this.archive = archive;
    this.proofs = proofs;
    this.verification = verification;
    this.policy = policy;
    this.origin = origin;
    this.software = software;
    this.clock = clock;
  }

  /**
   * Reports on a version of a record that can be read.
   *
   * @param plain whether numbers are shown in full
   * @param readers null where they are not to be named
   */
  public ProbativeReport of(Holding holding, boolean plain, @Nullable Readers readers)
      throws IOException {
    RecordId id = holding.record().id();
    StoredPackage stored =
        archive.packages().open(id, holding.entry().version(), holding.entry().digest());
    long index = holding.entry().index();
    ProbativeReport report =
        report(
            id,
            holding.entry(),
            holding.entries(),
            Source.of(holding.number(), holding.record(), stored.checks(), plain),
            new Proved(index, proofs.ofEntry(index), verification.ofProof(proofs.of(holding))),
            readers);
    boolean disposedMeanwhile =
        archive.ledger().entriesOf(id).stream().anyMatch(Reporting::isDisposal);
    return disposedMeanwhile ? ofRemains(id, holding.entry().version()).orElseThrow() : report;
  }

  /**
   * Reports on what is left of a version whose record was disposed of, or can't be read: without
   * anything personal.
   *
   * @return empty where the ledger names no such version
   */
  public Optional<ProbativeReport> ofRemains(RecordId record, @Nullable Integer version)
      throws IOException {
    List<Registered> entries = archive.ledger().entriesOf(record);
    Optional<Registered> entry =
        entries.stream()
            .filter(Reporting::isVersion)
            .filter(each -> version == null || each.version() == version)
            .reduce((earlier, later) -> later);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(report(record, entry.get(), entries, null, proved(entry.get()), null));
  }

  /** An entry, and what was found of its proof. */
  private record Proved(long index, EntryProof proof, List<Check> checks) {}

  private Proved proved(Registered entry) {
    EntryProof proof = proofs.ofEntry(entry.index());
    return new Proved(entry.index(), proof, verification.ofEntry(proof));
  }

  private ProbativeReport report(
      RecordId record,
      Registered version,
      List<Registered> entries,
      @Nullable Source source,
      Proved proved,
      @Nullable Readers readers)
      throws IOException {
    List<Proved> all = new ArrayList<>(List.of(proved));
    entries.stream().filter(Reporting::isDisposal).map(this::proved).forEach(all::add);
    OfPackage found =
        all.size() > 1
            ? OfPackage.NOTHING
            : verification.ofPackage(record, version.version(), version.digest());
    List<Judged> checks = new ArrayList<>();
    found.checks().forEach(check -> checks.add(new Judged(version.index(), check)));
    all.forEach(
        each -> each.checks().forEach(check -> checks.add(new Judged(each.index(), check))));
    return new ProbativeReport(
        drawn(),
        record,
        version.version(),
        source,
        found.seals(),
        events(entries),
        all.stream().map(each -> EntryChain.of(each.proof(), policy)).toList(),
        readers,
        checks,
        found.findings());
  }

  private Drawn drawn() {
    return new Drawn(
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        origin.value(),
        software,
        archive.ledger().size());
  }

  private List<Event> events(List<Registered> entries) {
    return entries.stream()
        .map(entry ->
            new Event(entry.index(), archive.ledger().entries(entry.index(), 1).getFirst()))
        .toList();
  }

  private static boolean isDisposal(Registered entry) {
    return entry.type() == EntryType.DISPOSED;
  }

  private static boolean isVersion(Registered entry) {
    return entry.type().isOfVersion();
  }
}

package cn.cunzhen.api.pages;

import static java.util.Comparator.naturalOrder;

import cn.cunzhen.api.pages.AuditPage.EvidenceLine;
import cn.cunzhen.api.pages.AuditPage.GatheredLine;
import cn.cunzhen.api.pages.AuditPage.GrowthLine;
import cn.cunzhen.api.pages.AuditPage.Ledger;
import cn.cunzhen.api.pages.AuditPage.StampLine;
import cn.cunzhen.api.pages.AuditPage.TermLine;
import cn.cunzhen.api.pages.AuditPage.WitnessLine;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.History;
import cn.cunzhen.core.evidence.Renewals;
import cn.cunzhen.core.evidence.Validation;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.revocation.RevocationData;
import cn.cunzhen.core.seal.CertificateTerm;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampFault;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.stamp.Stamps;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.core.witness.Cosignatures;
import cn.cunzhen.core.witness.TrustPolicy;
import cn.cunzhen.storage.Bytes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the ledger shows to auditors: checkpoints, stamps, witnesses, and what ends. */
public final class LedgerFigures {
  private static final int STAMPS = 8;
  private static final int NOTES = 5;
  private static final Duration MONTH = Duration.ofDays(31);
  private static final Duration YEAR = Duration.ofDays(365);

  private final ServedLog ledger;
  private final Stamps stamps;
  private final TimeStampVerifier verifier;
  private final Cosignatures cosignatures;
  private final @Nullable TrustPolicy policy;
  private final List<CertificateTerm> terms;
  private final Renewals renewals;
  private final Clock clock;
  private final LedgerPicture picture;

  /**
   * @param policy null where the ledger has no witnesses
   * @param terms of all certificates that this archive signs with or trusts
   */
  public LedgerFigures(
      ServedLog ledger,
      Stamps stamps,
      TimeStampVerifier verifier,
      Cosignatures cosignatures,
      @Nullable TrustPolicy policy,
      List<CertificateTerm> terms,
      Renewals renewals,
      Clock clock) {
    this.ledger = ledger;
    this.stamps = stamps;
    this.verifier = verifier;
    this.cosignatures = cosignatures;
    this.policy = policy;
    this.terms = List.copyOf(terms);
    this.renewals = renewals;
    this.clock = clock;
    this.picture = new LedgerPicture(stamps);
  }

  ServedLog served() {
    return ledger;
  }

  LogHead head() {
    return ledger.head().get();
  }

  Ledger ledger() {
    LogHead head = head();
    List<LedgerPicture.Point> points = picture.points(head.size());
    return new Ledger(
        head.size(),
        head.root().hex(),
        stamps.last(head.size()).map(Stamped::size).orElse(0L),
        cosignatures.last(head.size()).orElse(0L),
        points.stream().map(point -> new GrowthLine(point.time(), point.size())).toList(),
        points.isEmpty() ? "" : LedgerPicture.line(points));
  }

  /** The newest of them. */
  List<StampLine> stamps() {
    LogHead head = head();
    List<StampLine> lines = new ArrayList<>();
    Optional<Stamped> next = stamps.last(head.size());
    while (next.isPresent() && lines.size() < STAMPS) {
      Stamped stamped = next.get();
      lines.add(line(stamped, head));
      next = stamps.last(stamped.size() - 1);
    }
    return lines;
  }

  private StampLine line(Stamped stamped, LogHead head) {
    Bytes text = Bytes.utf8(ledger.checkpoint(head, stamped.size()).text());
    String faults =
        verifier.verify(stamped.stamp(), Sha256.of(text)).stream()
            .map(TimeStampFault::code)
            .collect(Collectors.joining(" "));
    return new StampLine(
        stamped.size(), stamped.stamp().time(), stamped.stamp().authority(), faults);
  }

  /** Each with what it signed last, as far as the newest cosigned checkpoints say. */
  List<WitnessLine> witnesses() {
    if (policy == null) {
      return List.of();
    }
    List<Long> sizes =
        Stream.iterate(
                cosignatures.last(head().size()),
                Optional::isPresent,
                size -> cosignatures.last(size.orElseThrow() - 1))
            .limit(NOTES)
            .flatMap(Optional::stream)
            .toList();
    return policy.witnesses().stream().map(witness -> line(witness, sizes)).toList();
  }

  private WitnessLine line(TrustPolicy.Witness witness, List<Long> sizes) {
    for (long size : sizes) {
      Optional<Note> note = cosignatures.at(size);
      Optional<Instant> time = note.flatMap(each -> each.cosignedAt(witness.key()));
      if (time.isPresent()) {
        return new WitnessLine(witness.name(), size, time.get());
      }
    }
    return new WitnessLine(witness.name(), 0, null);
  }

  /** Every certificate, the one that ends first before the others. */
  List<TermLine> terms() {
    Instant now = clock.instant();
    Stream<CertificateTerm> outside =
        stamps.last(head().size()).flatMap(stamped -> stamped.stamp().term()).stream();
    return Stream.concat(terms.stream(), outside)
        .distinct()
        .sorted((a, b) -> a.until().compareTo(b.until()))
        .map(term -> new TermLine(term, term.endsBy(now.plus(YEAR)), term.endsBy(now)))
        .toList();
  }

  /** What evidence there is, by the digest that the newest of it rests on. */
  List<EvidenceLine> evidence() {
    Instant inAYear = clock.instant().plus(YEAR);
    Map<DigestAlgorithm, List<History.Line>> lines =
        renewals.history().lines().stream()
            .collect(Collectors.groupingBy(line -> line.newest().renewal().algorithm()));
    return lines.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> line(each.getKey(), each.getValue(), inAYear))
        .toList();
  }

  /** What was gathered last to validate seals and stamps, and whether it is time to do it again. */
  GatheredLine gathered() {
    long size = head().size();
    Optional<Validation> newest = renewals.validations().findFirst();
    Optional<Instant> asOf =
        newest.flatMap(
            each -> each.revocations().stream().map(RevocationData::since).max(naturalOrder()));
    long entries = newest.map(Validation::to).orElse(0L);
    Instant monthAgo = clock.instant().minus(MONTH);
    boolean old = asOf.filter(time -> time.isAfter(monthAgo)).isEmpty();
    return new GatheredLine(entries, size, asOf.orElse(null), size > 0 && old);
  }

  private EvidenceLine line(DigestAlgorithm algorithm, List<History.Line> lines, Instant inAYear) {
    long entries = lines.stream().mapToLong(line -> line.to() - line.from()).sum();
    List<TimeStamp> tokens = lines.stream().map(line -> line.newest().renewal().stamp()).toList();
    Instant until = tokens.stream().map(verifier::certifiedUntil).min(naturalOrder()).orElseThrow();
    Instant newest = tokens.stream().map(TimeStamp::time).max(naturalOrder()).orElseThrow();
    return new EvidenceLine(
        algorithm.name().replace("SHA", "SHA-"), entries, newest, until, until.isBefore(inAYear));
  }
}

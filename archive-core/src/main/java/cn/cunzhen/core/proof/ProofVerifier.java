package cn.cunzhen.core.proof;

import static java.util.Comparator.naturalOrder;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.ArchiveTimeStamp;
import cn.cunzhen.core.evidence.EvidenceFault;
import cn.cunzhen.core.evidence.EvidenceRecord;
import cn.cunzhen.core.evidence.EvidenceVerifier;
import cn.cunzhen.core.evidence.EvidenceVerifier.Step;
import cn.cunzhen.core.evidence.Lapses;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.SealVerdict;
import cn.cunzhen.core.seal.SealVerifier;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampFault;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.witness.TrustPolicy;
import cn.cunzhen.storage.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks proofs with nothing but trust anchors and a verifier key; without one of them what rests
 * on it stays unknown. Any thread may use it.
 *
 * <p>Whoever names roots of an authority outside is told no time but what such an authority gave:
 * whoever holds the archive's store and keys stamps whatever time he likes by the archive's own.
 * Its stamps are checked all the same, and fail where they are wrong.
 */
public final class ProofVerifier {
  /** So far an authority's clock may be behind the archive's: nothing is stamped before it is. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(60);

  private final @Nullable Anchors anchors;
  private final @Nullable Anchors stampAnchors;
  private final @Nullable VerifierKey key;
  private final @Nullable TrustPolicy policy;
  private final @Nullable Lapses lapses;
  private final TimeStampVerifier stamps;
  private final @Nullable TimeStampVerifier outside;

  /**
   * Verifies with what is at hand.
   *
   * @param anchors the archive's own; null where none are at hand
   * @param stampAnchors of authorities outside, believed about time alone; the archive's own count
   *     as none of them; null where none are at hand, and the stamp of such an authority stays
   *     unknown
   * @param key null where none is at hand
   * @param policy which witnesses are asked for; null where nobody asks
   * @param lapses which digests have lost their worth; null where nobody asks
   */
  public ProofVerifier(
      @Nullable Anchors anchors,
      @Nullable Anchors stampAnchors,
      @Nullable VerifierKey key,
      @Nullable TrustPolicy policy,
      @Nullable Lapses lapses) {
    this.anchors = anchors;
    this.stampAnchors = stampAnchors;
    this.key = key;
    this.policy = policy;
    this.lapses = lapses;
    this.stamps = new TimeStampVerifier(Anchors.all(anchors, stampAnchors));
    Anchors others = Anchors.all(stampAnchors).without(Anchors.all(anchors));
    this.outside = others.certificates().isEmpty() ? null : new TimeStampVerifier(others);
  }

  /** A verifier to whom every digest that is known here is worth what it was. */
  public ProofVerifier(
      @Nullable Anchors anchors,
      @Nullable Anchors stampAnchors,
      @Nullable VerifierKey key,
      @Nullable TrustPolicy policy) {
    this(anchors, stampAnchors, key, policy, null);
  }

  /** Every check of a bundle, in the order of the chain from the record to the time. */
  public List<Check> verify(ProofBundle bundle) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check(Name.SEAL, seal(bundle)));
    checks.add(new Check(Name.LEAF, Verdict.of(namesRecord(bundle))));
    checks.add(new Check(Name.INCLUSION, Verdict.of(included(bundle))));
    checks.add(new Check(Name.CHECKPOINT, checkpoint(bundle)));
    if (policy != null) {
      checks.add(new Check(Name.WITNESSES, witnesses(policy, bundle.checkpoint())));
    }
    Check time = time(bundle);
    checks.add(time);
    if (time.verdict() == Verdict.HOLDS && outside != null) {
      Verdict found = time.time() == null ? Verdict.UNKNOWN : Verdict.HOLDS;
      checks.add(new Check(Name.TIME_OUTSIDE, found, time.time()));
    }
    checks.addAll(renewals(bundle, time));
    return List.copyOf(checks);
  }

  /**
   * A time stamp of evidence, or those over a checkpoint together.
   *
   * @param told whether its time is believed
   */
  private record Stamping(Step step, boolean told) {}

  /** What came after the time stamp: evidence, where there is any, and what has lapsed since. */
  private List<Check> renewals(ProofBundle bundle, Check time) {
    // A token that does not hold renews nothing; that it does not is said already.
    List<TimeStamp> tokens =
        time.verdict() == Verdict.HOLDS
            ? bundle.timestamps().stream().map(TimeStamp::parse).toList()
            : List.of();
    List<Check> checks = new ArrayList<>();
    List<Stamping> stampings = new ArrayList<>();
    if (!tokens.isEmpty()) {
      stampings.add(stamping(tokens, time.time()));
    }
    if (bundle.evidence() != null) {
      TimeStamp earlier = tokens.isEmpty() ? null : tokens.getFirst();
      checks.add(evidence(bundle, bundle.evidence(), earlier, stampings));
    }
    if (lapses != null) {
      // Evidence over what nobody had stamped before says nothing of when that was made.
      Verdict last = tokens.isEmpty() ? Verdict.FAILS : outlive(stampings, lapses);
      checks.add(new Check(Name.ALGORITHMS, last));
    }
    return checks;
  }

  private static Stamping stamping(List<TimeStamp> tokens, @Nullable Instant told) {
    Set<DigestAlgorithm> algorithms = EnumSet.of(DigestAlgorithm.SHA256);
    tokens.forEach(token -> algorithms.addAll(token.digestAlgorithms()));
    Instant time = told == null ? tokens.getFirst().time() : told;
    return new Stamping(new Step(time, algorithms, Set.of()), told != null);
  }

  /** Unknown where only the archive's own word has it that all was renewed in time. */
  private static Verdict outlive(List<Stamping> stampings, Lapses lapses) {
    List<Step> claimed = stampings.stream().map(Stamping::step).toList();
    if (!EvidenceVerifier.outlives(claimed, lapses)) {
      return Verdict.FAILS;
    }
    return EvidenceVerifier.outlives(atTheLatest(stampings, lapses.now()), lapses)
        ? Verdict.HOLDS
        : Verdict.UNKNOWN;
  }

  /**
   * What gives no time that is believed was there when the next that does covered it, or is now.
   */
  private static List<Step> atTheLatest(List<Stamping> stampings, Instant now) {
    List<Step> steps = new ArrayList<>();
    Instant latest = now;
    for (Stamping each : stampings.reversed()) {
      latest = each.told() ? each.step().time() : latest;
      steps.addFirst(new Step(latest, each.step().algorithms(), each.step().faults()));
    }
    return steps;
  }

  /**
   * @param stampings to which those of the record are added where it holds
   */
  private Check evidence(
      ProofBundle bundle, Bytes evidence, @Nullable TimeStamp earlier, List<Stamping> stampings) {
    Bytes covered = bundle.covered().format();
    EvidenceRecord record;
    List<Step> found;
    try {
      record = EvidenceRecord.parse(evidence);
      found =
          new EvidenceVerifier(stamps)
              .verify(record, algorithm -> List.of(algorithm.of(covered)), earlier);
    } catch (IllegalArgumentException e) {
      return new Check(Name.EVIDENCE, Verdict.FAILS);
    }
    Set<EvidenceFault> faults = EnumSet.noneOf(EvidenceFault.class);
    found.forEach(step -> faults.addAll(step.faults()));
    if (faults.equals(EnumSet.of(EvidenceFault.TOKEN)) && onlyLeadElsewhere(record)) {
      return new Check(Name.EVIDENCE, Verdict.UNKNOWN);
    }
    if (!faults.isEmpty()) {
      return new Check(Name.EVIDENCE, Verdict.FAILS);
    }
    List<TimeStamp> tokens =
        record.chains().stream().flatMap(List::stream).map(ArchiveTimeStamp::stamp).toList();
    for (int i = 0; i < found.size(); i++) {
      stampings.add(new Stamping(found.get(i), isTold(tokens.get(i))));
    }
    return new Check(Name.EVIDENCE, Verdict.HOLDS, told(tokens));
  }

  /** Whether nothing is wrong with its tokens but that their authorities are not known. */
  private boolean onlyLeadElsewhere(EvidenceRecord record) {
    return stampAnchors == null
        && record.chains().stream()
            .flatMap(List::stream)
            .map(each -> stamps.verify(each.stamp()))
            .allMatch(faults -> faults.isEmpty() || faults.equals(List.of(TimeStampFault.CHAIN)));
  }

  /** Too few may only mean that it was asked too early, or that somebody left some out. */
  private static Verdict witnesses(TrustPolicy policy, Note checkpoint) {
    return policy.isWitnessed(checkpoint) ? Verdict.HOLDS : Verdict.UNKNOWN;
  }

  /**
   * The earliest time that is stamped and believed, which there may be none; one stamp that does
   * not hold makes all doubtful.
   */
  private Check time(ProofBundle bundle) {
    if (bundle.timestamps().isEmpty()) {
      return new Check(Name.TIME, Verdict.UNKNOWN);
    }
    List<TimeStamp> tokens;
    LedgerEntry entry;
    try {
      tokens = bundle.timestamps().stream().map(TimeStamp::parse).toList();
      entry = LedgerEntry.parse(bundle.leaf());
    } catch (IllegalArgumentException e) {
      return new Check(Name.TIME, Verdict.FAILS);
    }
    Sha256 stamped = Sha256.of(Bytes.utf8(bundle.checkpoint().text()));
    Set<TimeStampFault> faults = EnumSet.noneOf(TimeStampFault.class);
    tokens.forEach(token -> faults.addAll(stamps.verify(token, stamped)));
    Instant time = tokens.stream().map(TimeStamp::time).min(naturalOrder()).orElseThrow();
    boolean unknown = stampAnchors == null && faults.equals(EnumSet.of(TimeStampFault.CHAIN));
    boolean possible = !time.isBefore(entry.at().minus(CLOCKS_APART));
    if (unknown && possible) {
      return new Check(Name.TIME, Verdict.UNKNOWN);
    }
    boolean holds = possible && faults.isEmpty();
    return new Check(Name.TIME, Verdict.of(holds), holds ? told(tokens) : null);
  }

  /** The earliest time that is believed of tokens that hold; null where there is none. */
  private @Nullable Instant told(List<TimeStamp> tokens) {
    return tokens.stream()
        .filter(this::isTold)
        .map(TimeStamp::time)
        .min(naturalOrder())
        .orElse(null);
  }

  private boolean isTold(TimeStamp token) {
    return outside == null || outside.verify(token).isEmpty();
  }

  private Verdict seal(ProofBundle bundle) {
    Seal seal = new Seal(SealSuite.P256, bundle.seal());
    return said(new SealVerifier(Anchors.all(anchors)).verify(seal, bundle.record()));
  }

  /** Without anchors nobody can say whose seal it is; all else about it shows. */
  public Verdict said(SealVerdict seal) {
    return anchors == null && seal.faults().equals(List.of(SealFault.CHAIN))
        ? Verdict.UNKNOWN
        : Verdict.of(seal.holds());
  }

  private static boolean namesRecord(ProofBundle bundle) {
    try {
      LedgerEntry entry = LedgerEntry.parse(bundle.leaf());
      ArchivalRecord record = RecordJson.parse(bundle.record());
      return entry.digest().equals(Sha256.of(bundle.record()))
          && entry.record().equals(record.id())
          && entry.version() == record.version();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean included(ProofBundle bundle) {
    try {
      Checkpoint checkpoint = Checkpoint.parse(bundle.checkpoint().text());
      return checkpoint.size() == bundle.inclusion().treeSize()
          && bundle.inclusion().proves(new TreeHash().leaf(bundle.leaf()), checkpoint.root());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Verdict checkpoint(ProofBundle bundle) {
    return key == null ? Verdict.UNKNOWN : Verdict.of(bundle.checkpoint().isSignedBy(key));
  }

  /**
   * Compares with a checkpoint that somebody has kept: one ledger never has two of one size.
   *
   * @return unknown where they are of different sizes
   */
  public static Check compare(ProofBundle bundle, Checkpoint held) {
    Checkpoint given;
    try {
      given = Checkpoint.parse(bundle.checkpoint().text());
    } catch (IllegalArgumentException e) {
      return new Check(Name.HELD, Verdict.FAILS);
    }
    boolean comparable = given.origin().equals(held.origin()) && given.size() != held.size();
    return new Check(Name.HELD, comparable ? Verdict.UNKNOWN : Verdict.of(given.equals(held)));
  }
}

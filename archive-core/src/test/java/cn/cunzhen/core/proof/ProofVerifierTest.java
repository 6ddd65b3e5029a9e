package cn.cunzhen.core.proof;

import static cn.cunzhen.core.stamp.StampedLog.KEYS;
import static cn.cunzhen.core.stamp.StampedLog.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.ArchiveTimeStamp;
import cn.cunzhen.core.evidence.EvidenceRecord;
import cn.cunzhen.core.evidence.Lapses;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.NoteSigner;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.record.SampleRecords;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.core.stamp.StampedLog;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A ledger of two entries; the second is the record's. */
class ProofVerifierTest {
  private final NoteSigner signer = signerOf(KEYS.logSeed());
  private final Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Instant stamped = at.plusSeconds(5);
  private final Bytes record =
      RecordJson.format(SampleRecords.of(List.of(), Sha256.of(Bytes.utf8("checks"))));
  private final Bytes seal = KEYS.sealer(Set.of(SealSuite.P256)).seal(record, at).getFirst().der();
  private final Bytes leaf = leafOf(1, at);
  private final Sha256 before = new TreeHash().leaf(Bytes.utf8("the first entry"));
  private final ProofVerifier verifier =
      new ProofVerifier(KEYS.anchors(), Anchors.NONE, signer.verifierKey(), null);

  @Test
  void aWholeProofHoldsAndGivesTheTimeOfItsStamp() {
    List<Check> checks = verifier.verify(bundle(record, seal, leaf, signer, stampAt(stamped)));

    assertThat(checks)
        .containsExactly(
            new Check(Name.SEAL, Verdict.HOLDS),
            new Check(Name.LEAF, Verdict.HOLDS),
            new Check(Name.INCLUSION, Verdict.HOLDS),
            new Check(Name.CHECKPOINT, Verdict.HOLDS),
            new Check(Name.TIME, Verdict.HOLDS, stamped));
  }

  @Test
  void theEarliestOfSeveralStampsCounts() {
    ProofBundle bundle =
        bundle(record, seal, leaf, signer, stampAt(stamped.plusSeconds(60)), stampAt(stamped));

    assertThat(verifier.verify(bundle)).contains(new Check(Name.TIME, Verdict.HOLDS, stamped));
  }

  @Test
  void whoTrustsAnAuthorityOutsideIsToldWhetherItStampedToo() {
    ProofVerifier withOutside =
        new ProofVerifier(KEYS.anchors(), STRANGER.anchors(), signer.verifierKey(), null);
    Bytes own = stampAt(stamped);
    Instant later = stamped.plus(Duration.ofDays(300));
    Bytes outside = StampedLog.stamp(digestOf(checkpoint(leaf)), STRANGER, clockAt(later)).der();

    assertThat(withOutside.verify(bundle(record, seal, leaf, signer, own)))
        .endsWith(
            new Check(Name.TIME, Verdict.HOLDS), new Check(Name.TIME_OUTSIDE, Verdict.UNKNOWN));
    assertThat(withOutside.verify(bundle(record, seal, leaf, signer, own, outside)))
        .endsWith(
            new Check(Name.TIME, Verdict.HOLDS, later),
            new Check(Name.TIME_OUTSIDE, Verdict.HOLDS, later));
    assertThat(verifier.verify(bundle(record, seal, leaf, signer, own, outside)))
        .endsWith(new Check(Name.TIME, Verdict.FAILS));
  }

  @Test
  void theArchivesOwnRootsAreNobodyOutsideAlsoWhereTheyAreNamedAsThat() {
    ProofBundle bundle = bundle(record, seal, leaf, signer, stampAt(stamped));
    Anchors both = STRANGER.anchors().and(KEYS.anchors());

    assertThat(new ProofVerifier(KEYS.anchors(), both, signer.verifierKey(), null).verify(bundle))
        .endsWith(
            new Check(Name.TIME, Verdict.HOLDS), new Check(Name.TIME_OUTSIDE, Verdict.UNKNOWN));
    assertThat(
            new ProofVerifier(KEYS.anchors(), KEYS.anchors(), signer.verifierKey(), null)
                .verify(bundle))
        .endsWith(new Check(Name.TIME, Verdict.HOLDS, stamped));
  }

  @Test
  void thatNobodyOutsideHasStampedLeavesNothingOpen() {
    ProofVerifier withOutside =
        new ProofVerifier(KEYS.anchors(), STRANGER.anchors(), signer.verifierKey(), null);

    assertThat(withOutside.verify(bundle(record, seal, leaf, signer, stampAt(stamped))))
        .noneMatch(Check::isOpen);
    assertThat(withOutside.verify(bundle(record, seal, leaf, signer)))
        .filteredOn(Check::isOpen)
        .extracting(Check::name)
        .containsExactly(Name.TIME);
  }

  @Test
  void thatARenewalCameInTimeIsNotBelievedOnTheArchivesOwnWord() throws Exception {
    Instant renewed = stamped.plus(Duration.ofDays(100));
    Instant lapsed = stamped.plus(Duration.ofDays(200));
    Lapses lapses =
        new Lapses(Map.of(DigestAlgorithm.SHA256, lapsed), stamped.plus(Duration.ofDays(300)));
    ProofVerifier alone =
        new ProofVerifier(KEYS.anchors(), Anchors.NONE, signer.verifierKey(), null, lapses);
    ProofVerifier withOutside =
        new ProofVerifier(KEYS.anchors(), STRANGER.anchors(), signer.verifierKey(), null, lapses);
    ProofBundle bundle = bundle(record, seal, leaf, signer, stampAt(stamped));
    ProofBundle own = bundle.with(evidence(bundle, KEYS, renewed));

    assertThat(alone.verify(own))
        .endsWith(
            new Check(Name.EVIDENCE, Verdict.HOLDS, renewed),
            new Check(Name.ALGORITHMS, Verdict.HOLDS));
    assertThat(withOutside.verify(own))
        .endsWith(
            new Check(Name.EVIDENCE, Verdict.HOLDS), new Check(Name.ALGORITHMS, Verdict.UNKNOWN));
    assertThat(withOutside.verify(bundle.with(evidence(bundle, STRANGER, renewed))))
        .endsWith(
            new Check(Name.EVIDENCE, Verdict.HOLDS, renewed),
            new Check(Name.ALGORITHMS, Verdict.HOLDS));
    assertThat(withOutside.verify(bundle.with(evidence(bundle, STRANGER, lapsed))))
        .endsWith(
            new Check(Name.EVIDENCE, Verdict.HOLDS, lapsed),
            new Check(Name.ALGORITHMS, Verdict.FAILS));
  }

  @Test
  void withoutAStampTheTimeCantBeKnown() {
    assertThat(verifier.verify(bundle(record, seal, leaf, signer)))
        .contains(new Check(Name.TIME, Verdict.UNKNOWN));
  }

  @Test
  void whatRestsOnAnAnchorOrAKeyThatIsNotThereCantBeKnown() {
    List<Check> checks =
        new ProofVerifier(null, null, null, null)
            .verify(bundle(record, seal, leaf, signer, stampAt(stamped)));

    assertThat(checks)
        .extracting(Check::verdict)
        .containsExactly(
            Verdict.UNKNOWN, Verdict.HOLDS, Verdict.HOLDS, Verdict.UNKNOWN, Verdict.UNKNOWN);
    assertThat(checks).extracting(Check::time).containsOnlyNulls();
  }

  @Test
  void aStampOfAStrangerOrOverSomethingElseFails() {
    Bytes strangers =
        StampedLog.stamp(digestOf(checkpoint(leaf)), STRANGER, clockAt(stamped)).der();
    Bytes others = StampedLog.stamp(Sha256.of(record), KEYS, clockAt(stamped)).der();

    assertThat(timeOf(strangers)).isEqualTo(Verdict.FAILS);
    assertThat(timeOf(others)).isEqualTo(Verdict.FAILS);
    assertThat(timeOf(Bytes.utf8("no token"))).isEqualTo(Verdict.FAILS);
    assertThat(timeOf(stampAt(stamped), strangers)).isEqualTo(Verdict.FAILS);
  }

  @Test
  void whoeverIsBelievedAboutTimeSealsNothing() {
    Bytes strangers = STRANGER.sealer(Set.of(SealSuite.P256)).seal(record, at).getFirst().der();
    Bytes stamp = StampedLog.stamp(digestOf(checkpoint(leaf)), STRANGER, clockAt(stamped)).der();

    List<Check> checks =
        new ProofVerifier(KEYS.anchors(), STRANGER.anchors(), signer.verifierKey(), null)
            .verify(bundle(record, strangers, leaf, signer, stamp));

    assertThat(checks)
        .contains(new Check(Name.SEAL, Verdict.FAILS))
        .contains(new Check(Name.TIME, Verdict.HOLDS, stamped));
  }

  @Test
  void whereNobodyOutsideIsNamedTheStampOfAStrangerCantBeKnown() {
    ProofVerifier named = new ProofVerifier(KEYS.anchors(), null, signer.verifierKey(), null);
    Bytes strangers =
        StampedLog.stamp(digestOf(checkpoint(leaf)), STRANGER, clockAt(stamped)).der();
    Bytes others = StampedLog.stamp(Sha256.of(record), STRANGER, clockAt(stamped)).der();

    assertThat(named.verify(bundle(record, seal, leaf, signer, strangers)))
        .contains(new Check(Name.TIME, Verdict.UNKNOWN));
    assertThat(named.verify(bundle(record, seal, leaf, signer, stampAt(stamped))))
        .contains(new Check(Name.TIME, Verdict.HOLDS, stamped));
    assertThat(named.verify(bundle(record, seal, leaf, signer, others)))
        .contains(new Check(Name.TIME, Verdict.FAILS));
  }

  @Test
  void withoutAnchorsAStampOverSomethingElseFailsAllTheSame() {
    Bytes others = StampedLog.stamp(Sha256.of(record), KEYS, clockAt(stamped)).der();

    List<Check> checks =
        new ProofVerifier(null, null, null, null)
            .verify(bundle(record, seal, leaf, signer, others));

    assertThat(checks).contains(new Check(Name.TIME, Verdict.FAILS));
  }

  @Test
  void nothingIsStampedBeforeItIsThere() {
    assertThat(timeOf(stampAt(at.minus(Duration.ofSeconds(59))))).isEqualTo(Verdict.HOLDS);
    assertThat(timeOf(stampAt(at.minus(Duration.ofSeconds(61))))).isEqualTo(Verdict.FAILS);
  }

  @Test
  void eachLinkOfTheChainFailsForItself() {
    Bytes otherRecord =
        RecordJson.format(SampleRecords.of(List.of(), Sha256.of(Bytes.utf8("other checks"))));
    Bytes strangersSeal = STRANGER.sealer(Set.of(SealSuite.P256)).seal(record, at).getFirst().der();
    Bytes otherLeaf = leafOf(2, at);
    NoteSigner otherSigner = signerOf(STRANGER.logSeed());
    Bytes stamp = stampAt(stamped);

    assertThat(failing(bundle(otherRecord, seal, leaf, signer, stamp)))
        .containsExactly(Name.SEAL, Name.LEAF);
    assertThat(failing(bundle(record, strangersSeal, leaf, signer, stamp)))
        .containsExactly(Name.SEAL);
    assertThat(failing(bundle(record, seal, leaf, otherSigner, stamp)))
        .containsExactly(Name.CHECKPOINT);
    assertThat(failing(withLeaf(bundle(record, seal, leaf, signer, stamp), otherLeaf)))
        .containsExactly(Name.LEAF, Name.INCLUSION);
  }

  @Test
  void aBundleIsReadAsItWasWritten() {
    ProofBundle bundle = bundle(record, seal, leaf, signer, stampAt(stamped));

    assertThat(ProofBundle.parse(Bytes.utf8(bundle.json().toString()))).isEqualTo(bundle);
  }

  private List<Name> failing(ProofBundle bundle) {
    return verifier.verify(bundle).stream()
        .filter(check -> check.verdict() == Verdict.FAILS)
        .map(Check::name)
        .toList();
  }

  private Verdict timeOf(Bytes... stamps) {
    return verifier.verify(bundle(record, seal, leaf, signer, stamps)).getLast().verdict();
  }

  private ProofBundle withLeaf(ProofBundle bundle, Bytes leaf) {
    return new ProofBundle(
        leaf,
        bundle.inclusion(),
        bundle.checkpoint(),
        bundle.record(),
        bundle.seal(),
        bundle.timestamps());
  }

  private ProofBundle bundle(
      Bytes record, Bytes seal, Bytes leaf, NoteSigner signer, Bytes... stamps) {
    return new ProofBundle(
        leaf,
        new InclusionProof(1, 2, List.of(before)),
        Note.sign(checkpoint(leaf).format(), signer),
        record,
        seal,
        List.of(stamps));
  }

  private Checkpoint checkpoint(Bytes leaf) {
    TreeHash tree = new TreeHash();
    return new Checkpoint(
        new Origin(signer.verifierKey().name().value()), 2, tree.node(before, tree.leaf(leaf)));
  }

  private Bytes stampAt(Instant time) {
    return StampedLog.stamp(digestOf(checkpoint(leaf)), KEYS, clockAt(time)).der();
  }

  /** By an authority whose tokens rest on SM3 alone. */
  private Bytes evidence(ProofBundle bundle, ArchiveKeys keys, Instant time) throws IOException {
    Bytes random = Bytes.of(new byte[16]);
    TimeStampRequest request =
        TimeStampRequest.of(
            DigestAlgorithm.SHA512, DigestAlgorithm.SHA512.of(bundle.covered().format()), random);
    BuiltInAuthority authority =
        new BuiltInAuthority(
            keys.timeStampsGm().orElseThrow(), clockAt(time), () -> Bytes.ofHex("01".repeat(16)));
    TimeStamp token = request.token(authority.answer(request.der())).inDer();
    return EvidenceRecord.of(
            List.of(List.of(new ArchiveTimeStamp(DigestAlgorithm.SHA512, List.of(), token))))
        .der();
  }

  private Sha256 digestOf(Checkpoint checkpoint) {
    return Sha256.of(Bytes.utf8(checkpoint.format()));
  }

  private Bytes leafOf(int version, Instant at) {
    return new LedgerEntry(
            at, RecordJson.digest(record), SampleRecords.ID, EntryType.ARCHIVED, version)
        .format();
  }

  private Clock clockAt(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private NoteSigner signerOf(Bytes seed) {
    return Ed25519Signer.of(new KeyName("test.example/ledger"), seed);
  }
}

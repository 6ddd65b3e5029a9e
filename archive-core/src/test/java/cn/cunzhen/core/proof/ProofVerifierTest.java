package cn.cunzhen.core.proof;

import static cn.cunzhen.core.stamp.StampedLog.KEYS;
import static cn.cunzhen.core.stamp.StampedLog.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
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
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.stamp.StampedLog;
import cn.cunzhen.storage.Bytes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A ledger of two entries; the second is the record's. */
class ProofVerifierTest {
  private static final NoteSigner SIGNER = signer(KEYS.logSeed());
  private static final Instant AT = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final Instant STAMPED = AT.plusSeconds(5);
  private static final Bytes RECORD =
      RecordJson.format(SampleRecords.of(List.of(), Sha256.of(Bytes.utf8("checks"))));
  private static final Bytes SEAL =
      KEYS.sealer(Set.of(SealSuite.P256)).seal(RECORD, AT).getFirst().der();
  private static final Bytes LEAF = leaf(1, AT);
  private static final Sha256 BEFORE = new TreeHash().leaf(Bytes.utf8("the first entry"));
  private static final ProofVerifier VERIFIER =
      new ProofVerifier(KEYS.anchors(), KEYS.anchors(), SIGNER.verifierKey());

  @Test
  void aWholeProofHoldsAndGivesTheTimeOfItsStamp() {
    List<Check> checks = VERIFIER.verify(bundle(RECORD, SEAL, LEAF, SIGNER, stamp(STAMPED)));

    assertThat(checks)
        .containsExactly(
            new Check(Name.SEAL, Verdict.HOLDS),
            new Check(Name.LEAF, Verdict.HOLDS),
            new Check(Name.INCLUSION, Verdict.HOLDS),
            new Check(Name.CHECKPOINT, Verdict.HOLDS),
            new Check(Name.TIME, Verdict.HOLDS, STAMPED));
  }

  @Test
  void theEarliestOfSeveralStampsCounts() {
    ProofBundle bundle =
        bundle(RECORD, SEAL, LEAF, SIGNER, stamp(STAMPED.plusSeconds(60)), stamp(STAMPED));

    assertThat(VERIFIER.verify(bundle)).contains(new Check(Name.TIME, Verdict.HOLDS, STAMPED));
  }

  @Test
  void withoutAStampTheTimeCantBeKnown() {
    assertThat(VERIFIER.verify(bundle(RECORD, SEAL, LEAF, SIGNER)))
        .contains(new Check(Name.TIME, Verdict.UNKNOWN));
  }

  @Test
  void whatRestsOnAnAnchorOrAKeyThatIsNotThereCantBeKnown() {
    List<Check> checks =
        new ProofVerifier(null, null, null)
            .verify(bundle(RECORD, SEAL, LEAF, SIGNER, stamp(STAMPED)));

    assertThat(checks)
        .extracting(Check::verdict)
        .containsExactly(
            Verdict.UNKNOWN, Verdict.HOLDS, Verdict.HOLDS, Verdict.UNKNOWN, Verdict.UNKNOWN);
    assertThat(checks).extracting(Check::time).containsOnlyNulls();
  }

  @Test
  void aStampOfAStrangerOrOverSomethingElseFails() {
    Bytes strangers = StampedLog.stamp(digestOf(checkpoint(LEAF)), STRANGER, at(STAMPED)).der();
    Bytes others = StampedLog.stamp(Sha256.of(RECORD), KEYS, at(STAMPED)).der();

    assertThat(timeOf(strangers)).isEqualTo(Verdict.FAILS);
    assertThat(timeOf(others)).isEqualTo(Verdict.FAILS);
    assertThat(timeOf(Bytes.utf8("no token"))).isEqualTo(Verdict.FAILS);
    assertThat(timeOf(stamp(STAMPED), strangers)).isEqualTo(Verdict.FAILS);
  }

  @Test
  void withoutAnchorsAStampOverSomethingElseFailsAllTheSame() {
    Bytes others = StampedLog.stamp(Sha256.of(RECORD), KEYS, at(STAMPED)).der();

    List<Check> checks =
        new ProofVerifier(null, null, null).verify(bundle(RECORD, SEAL, LEAF, SIGNER, others));

    assertThat(checks).contains(new Check(Name.TIME, Verdict.FAILS));
  }

  @Test
  void nothingIsStampedBeforeItIsThere() {
    assertThat(timeOf(stamp(AT.minus(Duration.ofSeconds(59))))).isEqualTo(Verdict.HOLDS);
    assertThat(timeOf(stamp(AT.minus(Duration.ofSeconds(61))))).isEqualTo(Verdict.FAILS);
  }

  @Test
  void eachLinkOfTheChainFailsForItself() {
    Bytes otherRecord =
        RecordJson.format(SampleRecords.of(List.of(), Sha256.of(Bytes.utf8("other checks"))));
    Bytes strangersSeal = STRANGER.sealer(Set.of(SealSuite.P256)).seal(RECORD, AT).getFirst().der();
    Bytes otherLeaf = leaf(2, AT);
    NoteSigner otherSigner = signer(STRANGER.logSeed());
    Bytes stamp = stamp(STAMPED);

    assertThat(failing(bundle(otherRecord, SEAL, LEAF, SIGNER, stamp)))
        .containsExactly(Name.SEAL, Name.LEAF);
    assertThat(failing(bundle(RECORD, strangersSeal, LEAF, SIGNER, stamp)))
        .containsExactly(Name.SEAL);
    assertThat(failing(bundle(RECORD, SEAL, LEAF, otherSigner, stamp)))
        .containsExactly(Name.CHECKPOINT);
    assertThat(failing(withLeaf(bundle(RECORD, SEAL, LEAF, SIGNER, stamp), otherLeaf)))
        .containsExactly(Name.LEAF, Name.INCLUSION);
  }

  @Test
  void aBundleIsReadAsItWasWritten() {
    ProofBundle bundle = bundle(RECORD, SEAL, LEAF, SIGNER, stamp(STAMPED));

    assertThat(ProofBundle.parse(Bytes.utf8(bundle.json().toString()))).isEqualTo(bundle);
  }

  private static List<Name> failing(ProofBundle bundle) {
    return VERIFIER.verify(bundle).stream()
        .filter(check -> check.verdict() == Verdict.FAILS)
        .map(Check::name)
        .toList();
  }

  private static Verdict timeOf(Bytes... stamps) {
    return VERIFIER.verify(bundle(RECORD, SEAL, LEAF, SIGNER, stamps)).getLast().verdict();
  }

  private static ProofBundle withLeaf(ProofBundle bundle, Bytes leaf) {
    return new ProofBundle(
        leaf,
        bundle.inclusion(),
        bundle.checkpoint(),
        bundle.record(),
        bundle.seal(),
        bundle.timestamps());
  }

  private static ProofBundle bundle(
      Bytes record, Bytes seal, Bytes leaf, NoteSigner signer, Bytes... stamps) {
    return new ProofBundle(
        leaf,
        new InclusionProof(1, 2, List.of(BEFORE)),
        Note.sign(checkpoint(leaf).format(), signer),
        record,
        seal,
        List.of(stamps));
  }

  private static Checkpoint checkpoint(Bytes leaf) {
    TreeHash tree = new TreeHash();
    return new Checkpoint(
        new Origin(SIGNER.verifierKey().name().value()), 2, tree.node(BEFORE, tree.leaf(leaf)));
  }

  private static Bytes stamp(Instant time) {
    return StampedLog.stamp(digestOf(checkpoint(LEAF)), KEYS, at(time)).der();
  }

  private static Sha256 digestOf(Checkpoint checkpoint) {
    return Sha256.of(Bytes.utf8(checkpoint.format()));
  }

  private static Bytes leaf(int version, Instant at) {
    return new LedgerEntry(
            at, RecordJson.digest(RECORD), SampleRecords.ID, EntryType.ARCHIVED, version)
        .format();
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private static NoteSigner signer(Bytes seed) {
    return Ed25519Signer.of(new KeyName("test.example/ledger"), seed);
  }
}

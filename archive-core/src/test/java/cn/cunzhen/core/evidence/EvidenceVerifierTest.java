package cn.cunzhen.core.evidence;

import static cn.cunzhen.core.digest.DigestAlgorithm.SHA256;
import static cn.cunzhen.core.digest.DigestAlgorithm.SHA512;
import static cn.cunzhen.core.digest.DigestAlgorithm.SM3;
import static cn.cunzhen.core.evidence.Kept.KEYS;
import static cn.cunzhen.core.evidence.Kept.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.evidence.EvidenceVerifier.Step;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.CrowdedToken;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.storage.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSData;
import org.bouncycastle.tsp.ers.ERSDataGroup;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;
import org.junit.jupiter.api.Test;

class EvidenceVerifierTest {
  private static final Instant LATER = START.plus(Duration.ofDays(2000));
  private static final Instant LATEST = START.plus(Duration.ofDays(3000));

  private final EvidenceVerifier verifier =
      new EvidenceVerifier(new TimeStampVerifier(KEYS.anchors()));

  @Test
  void evidenceOfEveryThingOfATreeHoldsWhateverItsSize() throws Exception {
    for (int count = 1; count <= 33; count++) {
      for (int parts = 1; parts <= 2; parts++) {
        Kept kept = new Kept(count, parts);
        kept.renewTree(SHA512, KEYS.timeStamps(), START);
        for (int i = 0; i < count; i++) {
          EvidenceRecord record = EvidenceRecord.parse(kept.evidence(i).der());
          assertThat(faults(kept, i, record)).as("%d of %d", i, count).isEmpty();
          judgeBesides(kept, i, record, START);
        }
      }
    }
  }

  @Test
  void renewedEvidenceHoldsToTheFirstStep() throws Exception {
    Kept kept = new Kept(5, 2);
    renewAll(kept);

    for (int i = 0; i < 5; i++) {
      EvidenceRecord record = EvidenceRecord.parse(kept.evidence(i).der());
      List<Step> steps = steps(kept, i, record);
      assertThat(steps).extracting(Step::time).containsExactly(START, START, LATER, LATEST);
      assertThat(steps).allMatch(step -> step.faults().isEmpty());
      assertThat(steps.get(0).algorithms()).containsExactlyInAnyOrder(SHA256);
      assertThat(steps.get(2).algorithms()).containsExactlyInAnyOrder(SHA512, SM3);
      assertThat(steps.get(3).algorithms()).containsExactlyInAnyOrder(SM3);
      judgeBesides(kept, i, record, LATEST);
    }
  }

  @Test
  void aDigestMayLoseItsWorthAfterItsRenewalAndNotBefore() {
    Kept kept = new Kept(3, 1);
    renewAll(kept);
    List<Step> steps = steps(kept, 1, kept.evidence(1));
    Instant now = LATEST.plus(Duration.ofDays(1));

    assertThat(outlives(steps, SHA256, LATER.plusMillis(1), now)).isTrue();
    assertThat(outlives(steps, SHA256, LATER, now)).isFalse();
    assertThat(outlives(steps, SHA512, LATEST.plusMillis(1), now)).isTrue();
    assertThat(outlives(steps, SHA512, LATEST, now)).isFalse();
    assertThat(outlives(steps, SM3, now.plusMillis(1), now)).isTrue();
    assertThat(outlives(steps, SM3, now, now)).isFalse();
  }

  @Test
  void evidenceOfAnotherThingIsNone() {
    Kept kept = new Kept(4, 2);
    renewAll(kept);

    List<Step> steps = steps(kept, 1, kept.evidence(2));

    assertThat(steps.get(0).faults()).containsExactly(EvidenceFault.NOT_COVERED);
    assertThat(steps.get(2).faults()).containsExactly(EvidenceFault.NOT_COVERED);
  }

  @Test
  void aStrangersTokenIsNotBelieved() {
    Kept kept = new Kept(2, 1);
    kept.renewTree(SHA256, KEYS.timeStamps(), START);
    EvidenceVerifier stranger = new EvidenceVerifier(new TimeStampVerifier(Anchors.NONE));

    assertThat(
            stranger.verify(kept.evidence(0), of -> kept.digests(0, of), null).getFirst().faults())
        .containsExactly(EvidenceFault.TOKEN);
  }

  @Test
  void aRenewalThatCameTooLateOrBeforeItsTimeIsNamed() {
    Kept late = new Kept(2, 1);
    late.renewTree(SHA256, KEYS.timeStamps(), START);
    late.renewStamp(Kept.sm2(), START.plus(Duration.ofDays(11 * 365)));
    assertThat(steps(late, 0, late.evidence(0)).get(1).faults())
        .containsExactlyInAnyOrder(EvidenceFault.TOO_LATE, EvidenceFault.TOKEN);

    Kept early = new Kept(2, 1);
    early.renewTree(SHA256, KEYS.timeStamps(), START);
    early.renewStamp(KEYS.timeStamps(), START.minusSeconds(1));
    assertThat(steps(early, 0, early.evidence(0)).get(1).faults())
        .containsExactly(EvidenceFault.ORDER);
  }

  @Test
  void anUnrelatedCertificateInTheTokenBeforeMakesNoRenewalTooLate() throws Exception {
    Kept kept = new Kept(2, 1);
    kept.renewTree(SHA256, KEYS.timeStamps(), LATER);
    TimeStamp before = Kept.stamp(SHA256, Bytes.of(new byte[32]), KEYS.timeStamps(), START);
    TimeStamp crowded = CrowdedToken.of(before, Duration.ofDays(1));

    List<Step> steps = verifier.verify(kept.evidence(0), of -> kept.digests(0, of), crowded);

    assertThat(steps.getFirst().faults()).isEmpty();
  }

  /** What the last token itself leaves open is the token's own matter. */
  @Test
  void noFlippedByteOfEvidenceBeforeItsLastTokenIsPassedOver() {
    Kept kept = new Kept(3, 2);
    kept.renewTree(SHA256, KEYS.timeStamps(), START);
    kept.renewTree(SHA512, Kept.sm2(), LATER);
    byte[] der = kept.evidence(1).der().toArray();
    int last = kept.evidence(1).chains().getLast().getLast().stamp().der().size();
    List<Step> right = steps(kept, 1, kept.evidence(1));

    for (int i = 0; i < der.length - last; i++) {
      byte[] flipped = der.clone();
      flipped[i] ^= 1;
      try {
        EvidenceRecord record = EvidenceRecord.parse(Bytes.of(flipped));
        assertThat(steps(kept, 1, record)).as("byte %d", i).isNotEqualTo(right);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void moreChainsThanAnythingNeedsAreNotLookedAt() {
    Kept kept = new Kept(1, 1);
    kept.renewTree(SHA256, KEYS.timeStamps(), START);
    List<ArchiveTimeStamp> chain = kept.evidence(0).chains().getFirst();

    assertThatCode(
            () -> EvidenceRecord.parse(EvidenceRecord.of(Collections.nCopies(64, chain)).der()))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> EvidenceRecord.parse(EvidenceRecord.of(Collections.nCopies(65, chain)).der()))
        .hasMessageContaining("more time stamps");
  }

  @Test
  void whatIsNoEvidenceIsRefused() {
    Bytes der = der(new Kept(1, 1));
    byte[] longer = Arrays.copyOf(der.toArray(), der.size() + 1);

    assertThatThrownBy(() -> EvidenceRecord.parse(Bytes.of(longer)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EvidenceRecord.parse(Bytes.utf8("none")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EvidenceRecord.parse(Bytes.of(new byte[] {0x30, 0})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Bytes der(Kept kept) {
    kept.renewTree(SHA256, KEYS.timeStamps(), START);
    return kept.evidence(0).der();
  }

  private static void renewAll(Kept kept) {
    kept.renewTree(SHA256, KEYS.timeStamps(), START);
    kept.renewStamp(KEYS.timeStamps(), START);
    kept.renewTree(SHA512, Kept.sm2(), LATER);
    kept.renewTree(SM3, Kept.sm2(), LATEST);
  }

  private static boolean outlives(
      List<Step> steps, DigestAlgorithm broken, Instant since, Instant now) {
    return EvidenceVerifier.outlives(steps, new Lapses(Map.of(broken, since), now));
  }

  private List<Step> steps(Kept kept, int thing, EvidenceRecord record) {
    return verifier.verify(record, of -> kept.digests(thing, of), null);
  }

  private Set<EvidenceFault> faults(Kept kept, int thing, EvidenceRecord record) {
    Set<EvidenceFault> faults = new HashSet<>();
    steps(kept, thing, record).forEach(step -> faults.addAll(step.faults()));
    return faults;
  }

  /** Bouncy Castle's own verifier of evidence records, which shares nothing with ours. */
  private static void judgeBesides(Kept kept, int thing, EvidenceRecord record, Instant at)
      throws Exception {
    ERSEvidenceRecord judged =
        new ERSEvidenceRecord(record.der().toArray(), new BcDigestCalculatorProvider());
    ERSData[] parts =
        kept.parts(thing).stream()
            .map(part -> new ERSByteData(part.toArray()))
            .toArray(ERSData[]::new);
    ERSData data = parts.length == 1 ? parts[0] : new ERSDataGroup(parts);
    assertThatCode(() -> judged.validatePresent(data, Date.from(at))).doesNotThrowAnyException();
    assertThatThrownBy(() -> judged.validatePresent(new ERSByteData(new byte[] {1}), Date.from(at)))
        .isInstanceOf(Exception.class);
  }
}

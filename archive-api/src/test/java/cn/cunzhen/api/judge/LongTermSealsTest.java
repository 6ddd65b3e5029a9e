package cn.cunzhen.api.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.judge.Judge;
import cn.cunzhen.core.longterm.LongTermSeal;
import cn.cunzhen.core.longterm.LongTermSealing;
import cn.cunzhen.core.longterm.Obstacle;
import cn.cunzhen.core.longterm.SealLevel;
import cn.cunzhen.core.longterm.UnattainableException;
import cn.cunzhen.core.revocation.ListMemory;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.revocation.RevocationList;
import cn.cunzhen.core.revocation.RevocationReason;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.seal.TimeStamper;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.memory.MemoryStore;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Seals with what validates them later, judged by EU DSS, which gets nothing from elsewhere. */
class LongTermSealsTest {
  private static final byte[] RECORD = "{\"id\":\"档案\"}".getBytes(StandardCharsets.UTF_8);

  private final Instant now = Instant.now();
  private final SecureRandom random = new SecureRandom();
  private final ArchiveKeys keys = ArchiveKeys.create(random, daysAgo(10));
  private final MemoryStore store = new MemoryStore(Clock.systemUTC());

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"B_B, B", "B_T, T", "B_LT, LT", "B_LTA, LTA"})
  void everyFormPassesTotallyAndIsWhatItIsCalled(SealLevel level, String word) throws Exception {
    byte[] made = made(SealSuite.P256, level).toArray();

    SimpleReport report =
        level.compareTo(SealLevel.B_LT) < 0
            ? EuDss.judge(made, keys.anchors(), RECORD)
            : EuDss.judgeWithRevocation(made, keys.anchors(), RECORD);

    String signature = report.getFirstSignatureId();
    assertThat(report.getIndication(signature))
        .as("%s", report.getSubIndication(signature))
        .isEqualTo(Indication.TOTAL_PASSED);
    assertThat(report.getSignatureFormat(signature))
        .isEqualTo(SignatureLevel.valueOf("CAdES_BASELINE_" + word));
  }

  @ParameterizedTest
  @EnumSource(SealLevel.class)
  void noFormIsGoodForAnotherRecord(SealLevel level) throws Exception {
    byte[] other = RECORD.clone();
    other[3] ^= 1;

    SimpleReport report =
        EuDss.judgeWithRevocation(made(SealSuite.P256, level).toArray(), keys.anchors(), other);

    assertThat(report.getIndication(report.getFirstSignatureId()))
        .isEqualTo(Indication.TOTAL_FAILED);
    assertThat(report.getSubIndication(report.getFirstSignatureId()))
        .isEqualTo(SubIndication.HASH_FAILURE);
  }

  @Test
  void withoutRevocationDataAJudgeWhoAsksForThemDoesNotPass() throws Exception {
    byte[] stamped = made(SealSuite.P256, SealLevel.B_T).toArray();

    SimpleReport report = EuDss.judgeWithRevocation(stamped, keys.anchors(), RECORD);

    assertThat(report.getIndication(report.getFirstSignatureId()))
        .isEqualTo(Indication.INDETERMINATE);
  }

  @Test
  void aSealThatWasStampedBeforeItsCertificateWasRevokedStillPasses() throws Exception {
    LongTermSeal seal = LongTermSeal.of(seal(SealSuite.P256, 9));
    TimeStamp stamp = stamper(8).stamp(seal.signature());
    RevocationList list = revokedDaysAgo(5);

    SimpleReport report = judge(seal.stamped(stamp).validated(List.of(), List.of(list)));

    assertThat(report.getIndication(report.getFirstSignatureId()))
        .as("%s", report.getSubIndication(report.getFirstSignatureId()))
        .isEqualTo(Indication.TOTAL_PASSED);
  }

  @Test
  void aSealThatWasMadeAfterItsCertificateWasRevokedFails() throws Exception {
    LongTermSeal seal = LongTermSeal.of(seal(SealSuite.P256, 4));
    TimeStamp stamp = stamper(3).stamp(seal.signature());
    RevocationList list = revokedDaysAgo(5);

    SimpleReport report = judge(seal.stamped(stamp).validated(List.of(), List.of(list)));

    assertThat(report.getIndication(report.getFirstSignatureId()))
        .isNotEqualTo(Indication.TOTAL_PASSED);
    assertThat(report.getSubIndication(report.getFirstSignatureId()))
        .isIn(SubIndication.REVOKED, SubIndication.REVOKED_NO_POE);
  }

  @Test
  void nothingIsAddedBehindAnArchiveTimeStampUnnoticed() throws Exception {
    LongTermSeal seal = LongTermSeal.of(seal(SealSuite.P256, 1));
    seal = seal.stamped(stamper(0).stamp(seal.signature()));
    seal = seal.validated(List.of(), List.of(lists(0).renew().getFirst()));
    LongTermSeal other = seal.validated(keys.anchors().certificates(), List.of());
    Sha256 of = other.archival(Bytes.of(RECORD));

    SimpleReport report = judge(seal.archived(stamper(0).stamp(of)));

    assertThat(
            report.getSignatureTimestamps(report.getFirstSignatureId()).stream()
                .map(each -> each.getIndication()))
        .containsOnlyOnce(Indication.FAILED);
  }

  @Test
  void whatWasRevokedIsNotPutIntoAFormThatNobodyWouldAccept() {
    RevocationList _ = revokedDaysAgo(5);

    assertThatThrownBy(() -> made(SealSuite.P256, SealLevel.B_T))
        .isInstanceOfSatisfying(
            UnattainableException.class,
            e ->
                assertThat(e.obstacles())
                    .extracting(Obstacle::why)
                    .containsExactly(Obstacle.Why.REVOKED));
  }

  @Test
  void whatNobodyHasGatheredIsSaidToBeMissing() {
    LongTermSealing sealing = sealing(lists(0));

    assertThatThrownBy(() -> sealing.of(seal(SealSuite.P256, 1), Bytes.of(RECORD), SealLevel.B_LT))
        .isInstanceOfSatisfying(
            UnattainableException.class,
            e ->
                assertThat(e.obstacles())
                    .extracting(Obstacle::why)
                    .containsExactly(Obstacle.Why.NOT_GATHERED));
  }

  @ParameterizedTest
  @EnumSource(SealLevel.class)
  void opensslVerifiesEveryFormWithTheListInIt(SealLevel level) throws Exception {
    Files.write(folder.resolve("seal.p7s"), made(SealSuite.P256, level).toArray());
    Files.write(folder.resolve("record.json"), RECORD);
    Files.writeString(folder.resolve("ca.pem"), keys.anchors().pem());
    String checked = level.compareTo(SealLevel.B_LT) < 0 ? "" : " -crl_check";

    Judge judge =
        Judge.run(
            folder,
            ("openssl cms -verify -binary -inform DER -in seal.p7s -content record.json"
                    + " -CAfile ca.pem -purpose any -out out"
                    + checked)
                .split(" "));

    assertThat(judge.output()).contains("CMS Verification successful");
  }

  @Test
  void anSm2SealIsGivenInEveryFormWithTheListOfItsOwnAuthority() throws Exception {
    Bytes gm = seal(SealSuite.SM2, 1).der();
    int size = gm.size();
    for (SealLevel level : SealLevel.values()) {
      Bytes made = made(SealSuite.SM2, level);
      assertThat(made.size()).as("%s", level).isGreaterThanOrEqualTo(size);
      size = made.size();
    }
  }

  private SimpleReport judge(LongTermSeal seal) throws Exception {
    return EuDss.judgeWithRevocation(seal.der().toArray(), keys.anchors(), RECORD);
  }

  private Bytes made(SealSuite suite, SealLevel level) throws Exception {
    OwnLists lists = lists(0);
    lists.refresh();
    return sealing(lists).of(seal(suite, 1), Bytes.of(RECORD), level);
  }

  private LongTermSealing sealing(OwnLists lists) {
    return new LongTermSealing(stamper(0), Stream::empty, lists, keys.anchors(), Clock.systemUTC());
  }

  private OwnLists lists(int daysAgo) {
    return new OwnLists(store.heads(), keys.issuers(), ListMemory.NONE, daysAgo(daysAgo));
  }

  /** The list of today, with the certificate of seals revoked some days ago. */
  private RevocationList revokedDaysAgo(int days) {
    X509CertificateHolder seal = Objects.requireNonNull(keys.certificates().get("seal"));
    RevocationList _ = lists(days).revoke(seal, RevocationReason.KEY_COMPROMISE);
    return lists(0).renew().getFirst();
  }

  private Seal seal(SealSuite suite, int daysAgo) {
    return keys.sealer(Set.of(suite)).seal(Bytes.of(RECORD), daysAgo(daysAgo).instant()).getFirst();
  }

  private TimeStamper stamper(int daysAgo) {
    return new TimeStamper(
        List.of(new BuiltInAuthority(keys.timeStamps(), daysAgo(daysAgo), this::random)),
        new TimeStampVerifier(keys.anchors()),
        this::random);
  }

  private Clock daysAgo(int days) {
    return days == 0
        ? Clock.systemUTC()
        : Clock.fixed(now.minus(Duration.ofDays(days)), ZoneOffset.UTC);
  }

  private Bytes random() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}

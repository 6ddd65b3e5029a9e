package cn.cunzhen.api.judge;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.storage.Bytes;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The seals of records, judged by EU DSS. */
class RecordSealsTest {
  private static final byte[] RECORD = "{\"id\":\"档案\"}".getBytes(StandardCharsets.UTF_8);

  private final ArchiveKeys keys = ArchiveKeys.create(new SecureRandom(), Clock.systemUTC());

  @Test
  void aSealOverItsRecordPassesTotally() throws Exception {
    SimpleReport report = EuDss.judge(seal(), keys.anchors(), RECORD);

    String signature = report.getFirstSignatureId();
    assertThat(report.getIndication(signature))
        .as("%s", report.getSubIndication(signature))
        .isEqualTo(Indication.TOTAL_PASSED);
    assertThat(report.getSignatureFormat(signature)).isEqualTo(SignatureLevel.CAdES_BASELINE_B);
  }

  @Test
  void aSealOverAnotherRecordFailsTotally() throws Exception {
    byte[] other = RECORD.clone();
    other[3] ^= 1;

    SimpleReport report = EuDss.judge(seal(), keys.anchors(), other);

    assertThat(report.getIndication(report.getFirstSignatureId()))
        .isEqualTo(Indication.TOTAL_FAILED);
  }

  @Test
  void aSealOfAnotherArchiveLeadsToNoAnchor() throws Exception {
    ArchiveKeys others = ArchiveKeys.create(new SecureRandom(), Clock.systemUTC());

    SimpleReport report = EuDss.judge(seal(), others.anchors(), RECORD);

    assertThat(report.getSubIndication(report.getFirstSignatureId()))
        .isEqualTo(SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
  }

  private byte[] seal() {
    Seal seal =
        keys.sealer(Set.of(SealSuite.P256))
            .seal(Bytes.of(RECORD), Clock.systemUTC().instant())
            .getFirst();
    return seal.der().toArray();
  }
}

package cn.cunzhen.api.judge;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.evidence.ArchiveTimeStamp;
import cn.cunzhen.core.evidence.EvidenceRecord;
import cn.cunzhen.core.evidence.EvidenceVerifier;
import cn.cunzhen.core.evidence.HashTree;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.BuiltInAuthority;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.storage.Bytes;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evidence records over a package and its proof, judged by EU DSS. */
class EvidenceRecordsTest {
  private static final byte[] PACKAGE = "the package".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "another".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PROOF = "its proof".getBytes(StandardCharsets.UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final ArchiveKeys keys = ArchiveKeys.create(random, Clock.systemUTC());

  @Test
  void evidenceThatWasRenewedTwiceIsPassed() throws Exception {
    SimpleReport report = EuDss.judge(renewed().der().toArray(), keys.anchors(), PACKAGE, PROOF);

    String evidence = report.getFirstEvidenceRecordId();
    assertThat(report.getIndication(evidence))
        .as("%s", report.getSubIndication(evidence))
        .isEqualTo(Indication.PASSED);
  }

  @Test
  void evidenceOfOthersIsNotPassed() throws Exception {
    SimpleReport report = EuDss.judge(renewed().der().toArray(), keys.anchors(), OTHER);

    assertThat(report.getIndication(report.getFirstEvidenceRecordId()))
        .isIn(Indication.FAILED, Indication.INDETERMINATE);
  }

  /** By SHA-256, its token renewed, then by SHA-512: one thing among five. */
  private EvidenceRecord renewed() throws IOException {
    List<List<ArchiveTimeStamp>> chains = new ArrayList<>();
    chains.add(
        new ArrayList<>(List.of(stamp(DigestAlgorithm.SHA256, group(DigestAlgorithm.SHA256)))));
    Bytes token = chains.getFirst().getFirst().stamp().der();
    chains.getFirst().add(stamp(DigestAlgorithm.SHA256, List.of(DigestAlgorithm.SHA256.of(token))));
    chains.add(
        List.of(
            stamp(
                DigestAlgorithm.SHA512,
                EvidenceVerifier.renewed(
                    DigestAlgorithm.SHA512,
                    group(DigestAlgorithm.SHA512),
                    EvidenceRecord.der(chains)))));
    return EvidenceRecord.of(chains);
  }

  private static List<Bytes> group(DigestAlgorithm algorithm) {
    return List.of(algorithm.of(Bytes.of(PACKAGE)), algorithm.of(Bytes.of(PROOF)));
  }

  private ArchiveTimeStamp stamp(DigestAlgorithm algorithm, List<Bytes> group) throws IOException {
    List<List<Bytes>> groups = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      groups.add(i == 3 ? group : List.of(algorithm.of(Bytes.utf8("stranger " + i))));
    }
    HashTree tree = new HashTree(algorithm, groups);
    TimeStampRequest request = TimeStampRequest.of(algorithm, tree.root(), random());
    TimeStamp stamp =
        request.token(
            new BuiltInAuthority(keys.timeStamps(), Clock.systemUTC(), this::random)
                .answer(request.der()));
    return new ArchiveTimeStamp(algorithm, tree.reduced(3), stamp.inDer());
  }

  private Bytes random() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}

package cn.cunzhen.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.evidence.EvidenceVerifier.Step;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.corpora.Corpora;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Evidence records that others have made. */
class SampleEvidenceTest {
  @Test
  void thoseOfOthersAreReadAndTheirTreesLeadToTheirTokensWhereTheCorpusIs() throws Exception {
    Set<EvidenceFault> unknowable = EnumSet.of(EvidenceFault.TOKEN, EvidenceFault.NOT_COVERED);
    int read = 0;
    for (Path file : samples()) {
      List<Step> steps = steps(EvidenceRecord.parse(Bytes.of(Files.readAllBytes(file))));
      read++;
      if (file.toString().contains("invalid")) {
        assertThat(steps).as("%s", file).anyMatch(s -> s.faults().contains(EvidenceFault.ROOT));
      } else {
        assertThat(steps).as("%s", file).allMatch(s -> unknowable.containsAll(s.faults()));
        // A stranger's authority is not believed; the thing itself is asked for in a new chain.
        assertThat(steps.getFirst().faults()).containsExactly(EvidenceFault.TOKEN);
      }
    }
    assertThat(read).isEqualTo(8);
  }

  @Test
  void aSampleOfTwoChainsShowsItsTimesAndWhatItRestsOnWhereTheCorpusIs() throws Exception {
    Path file =
        samples().stream().filter(s -> s.toString().contains("2Chains")).findFirst().orElseThrow();

    List<Step> steps = steps(EvidenceRecord.parse(Bytes.of(Files.readAllBytes(file))));

    assertThat(steps)
        .extracting(s -> s.faults().contains(EvidenceFault.NOT_COVERED))
        .containsExactly(false, false, true);
    assertThat(steps.getLast().algorithms())
        .containsExactlyInAnyOrder(DigestAlgorithm.SHA256, DigestAlgorithm.SHA512);
    assertThat(steps.getLast().time()).isEqualTo("2017-02-10T14:09:36.500Z");
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Corpora.folder("signed/evidence-record"))) {
      return files.filter(each -> each.toString().endsWith(".ers")).sorted().toList();
    }
  }

  /** Without what they are about: whatever the first list holds is taken for it. */
  private static List<Step> steps(EvidenceRecord record) {
    List<List<Bytes>> lists = record.chains().getFirst().getFirst().reduced();
    List<Bytes> about =
        lists.isEmpty() ? List.of(Bytes.utf8("nothing is known of it")) : lists.getFirst();
    return new EvidenceVerifier(new TimeStampVerifier(Anchors.NONE))
        .verify(record, _ -> about, null);
  }
}

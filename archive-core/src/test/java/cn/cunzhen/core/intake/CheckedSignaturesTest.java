package cn.cunzhen.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.FileSignature.Kind;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the report keeps of the signatures inside of files. */
class CheckedSignaturesTest {
  private static final Transaction SAMPLE = Submissions.transaction(Submissions.SAMPLE);
  private static final Instant TIME = Instant.parse("2026-11-22T07:00:00Z");

  @Test
  void everyVerdictIsReadBackAsItWasWritten() {
    List<FileSignature> all = new ArrayList<>();
    all.add(new FileSignature(Kind.OFD, null, "CN=王小明", TIME, Covers.WHOLE, 0));
    for (Reason reason : Reason.values()) {
      all.add(new FileSignature(Kind.PDF, reason, null, TIME, Covers.BEGINNING, 1L << 40));
      all.add(new FileSignature(Kind.CMS, reason, "CN=a", null, Covers.PART, 7));
      all.add(FileSignature.unknown(Kind.XML, reason));
    }

    assertThat(CheckReport.signatures(written(all))).containsExactly(all);
  }

  @Test
  void aReportWithoutSignaturesHasNone() {
    Bytes report = written(List.of());

    assertThat(report.utf8()).doesNotContain("\"signatures\"");
    assertThat(CheckReport.signatures(report)).containsExactly(List.of());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"indication\":\"failed\"`, `\"indication\":\"passed\"`",
        "`\"kind\":\"pdf\"`, `\"kind\":\"PDF\"`",
        "`\"kind\":\"pdf\"`, `\"also\":1,\"kind\":\"pdf\"`",
        "`\"HASH_FAILURE\"`, `\"OTHER\"`",
        "`\"covers\":\"whole\"`, `\"covers\":\"beginning\"`",
        "`\"covers\":\"whole\"`, `\"covers\":\"whole\",\"outside\":0`",
        "`07:00:00Z`, `07:00:00.000Z`"
      })
  void whatIsWrittenOtherwiseIsRefused(String written, String other) {
    FileSignature signature =
        new FileSignature(Kind.PDF, Reason.HASH_FAILURE, "CN=a", TIME, Covers.WHOLE, 0);
    String report = written(List.of(signature)).utf8();

    assertThat(report).contains(written);
    assertThatThrownBy(() -> CheckReport.signatures(Bytes.utf8(report.replace(written, other))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fixityIsNoMoreThanTheWorstSignature() {
    FileSignature passed = new FileSignature(Kind.PDF, null, "CN=a", TIME, Covers.WHOLE, 0);
    FileSignature unknown = FileSignature.unknown(Kind.PDF, Reason.NO_CERTIFICATE_CHAIN_FOUND);

    assertThat(fixity(List.of())).isEqualTo("not-applicable");
    assertThat(fixity(List.of(passed))).isEqualTo("passed");
    assertThat(fixity(List.of(passed, unknown))).isEqualTo("not-determined");
    assertThat(fixity(List.of(passed, unknown), Finding.BROKEN_SIGNATURE)).isEqualTo("finding");
  }

  private static String fixity(List<FileSignature> signatures, Finding... findings) {
    JsonNode check = report(signatures, findings).path("checks").path(0);
    assertThat(check.path("number").textValue()).isEqualTo("GD-1-1");
    return check.path("verdict").textValue();
  }

  private static Bytes written(List<FileSignature> signatures) {
    return CanonicalJson.format(report(signatures));
  }

  private static JsonNode report(List<FileSignature> signatures, Finding... findings) {
    Bytes content = Bytes.utf8("content");
    Inspection inspection = new Inspection("application/pdf", List.of(findings), signatures);
    ReceivedFile file = new ReceivedFile("f1", content.size(), Sha256.of(content), inspection);
    return switch (Submissions.intake().receive(SAMPLE, List.of(file))) {
      case FilesVerdict.Accepted(var submission, var checks, var files) -> checks;
      case FilesVerdict.Refused(var faults, var checks) -> checks;
    };
  }
}

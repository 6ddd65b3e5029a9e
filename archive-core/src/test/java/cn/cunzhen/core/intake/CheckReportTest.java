package cn.cunzhen.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.json.CanonicalJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckReportTest {
  private static final Transaction SAMPLE = Submissions.transaction(Submissions.SAMPLE);

  @Test
  void everyCheckHasNumberNameInputAndVerdict() {
    JsonNode report = report(SAMPLE, content());

    assertThat(report.path("codeVersion").textValue()).isEqualTo("0.1.0");
    assertThat(report.path("stage").textValue()).isEqualTo("GD");
    assertThat(report.path("basis").textValue()).isEqualTo("DA/T 70-2018");
    assertThat(report.path("transaction").toString())
        .isEqualTo("{\"holders\":1,\"files\":1,\"process\":0,\"cited\":0}");
    assertThat(report.path("catalogueVersion").textValue()).isEqualTo("2026.1");
    assertThat(numbers(report))
        .containsExactly(
            "GD-1-1", "GD-1-2", "GD-1-3", "GD-1-4", "GD-1-5", "GD-1-6", "GD-1-10", "GD-2-1",
            "GD-2-2", "GD-2-3", "GD-2-4", "GD-2-5", "GD-2-7", "GD-3-3", "GD-3-4", "GD-3-8",
            "GD-4-1", "GD-4-2", "GD-4-7");
    for (JsonNode check : report.path("checks")) {
      assertThat(check.path("name").textValue()).matches(".*\\p{IsHan}.*");
      assertThat(check.path("input").isMissingNode() || !check.path("input").isEmpty()).isTrue();
      assertThat(check.path("verdict").textValue())
          .isIn("passed", "failed", "finding", "not-applicable", "not-determined");
    }
  }

  @Test
  void aPlainSubmissionPasses() {
    JsonNode report = report(SAMPLE, content());

    assertThat(verdicts(report, "passed")).hasSize(16);
    assertThat(verdicts(report, "not-applicable")).containsExactly("GD-1-1", "GD-2-2");
    assertThat(verdicts(report, "finding")).containsExactly("GD-2-5");
  }

  @Test
  void whatIsDeclaredIsChecked() {
    JsonNode report =
        report(
            Submissions.transaction(Submissions.FULL),
            Submissions.received("f1", "one"),
            Submissions.received("f2", "two"));

    assertThat(verdict(report, "GD-1-1")).isEqualTo("failed");
    assertThat(verdict(report, "GD-2-2")).isEqualTo("failed");
    assertThat(verdict(report, "GD-1-10")).isEqualTo("failed");
    assertThat(verdict(report, "GD-2-5")).isEqualTo("passed");
    assertThat(files(report, "GD-1-1")).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "BROKEN_SIGNATURE, GD-1-1, finding",
    "NAME_DISAGREES, GD-1-10, finding",
    "DAMAGED, GD-3-4, finding",
    "EMPTY, GD-3-4, failed",
    "ENCRYPTED, GD-3-8, failed",
    "MALWARE, GD-4-2, failed",
    "ARCHIVE_BOMB, GD-4-7, failed",
    "EXECUTABLE, GD-4-7, failed",
    "OVERSIZE_IMAGE, GD-4-7, finding",
    "ACTIVE_CONTENT, GD-4-7, finding",
    "NOT_DETERMINED, GD-1-10, not-determined",
    "NOT_DETERMINED, GD-3-3, not-determined",
    "NOT_DETERMINED, GD-3-4, not-determined",
    "NOT_DETERMINED, GD-3-8, not-determined",
    "NOT_DETERMINED, GD-4-2, not-determined",
    "NOT_DETERMINED, GD-4-7, not-determined"
  })
  void aFindingShowsInItsCheck(Finding finding, String number, String verdict) {
    JsonNode report = report(SAMPLE, Submissions.received("f1", "content", finding));

    assertThat(verdict(report, number)).isEqualTo(verdict);
    assertThat(report.at("/files/0/findings/0").textValue()).isEqualTo(word(finding));
    if (finding != Finding.NOT_DETERMINED) {
      assertThat(files(report, number)).containsExactly(1);
    }
  }

  @Test
  void withoutAScannerNobodySaysThatThereIsNoMalware() {
    Intake intake =
        new Intake(
            Submissions.CATALOGUE, Limits.DEFAULT, Submissions.CLOCK, new Tools("0.1.0", null));

    JsonNode report = checks(intake.receive(SAMPLE, List.of(content())));

    assertThat(verdict(report, "GD-4-1")).isEqualTo("finding");
    assertThat(verdict(report, "GD-4-2")).isEqualTo("not-determined");
    assertThat(verdict(report(SAMPLE, content()), "GD-4-2")).isEqualTo("passed");
  }

  @ParameterizedTest
  @CsvSource({"'a\u200bb'", "'a\u00adb'", "'\ue000'", "'a\ufffd'", "'a\u2028b'"})
  void charactersThatCantBeSeenAreAFinding(String name) {
    var json = Submissions.with(Submissions.SAMPLE, "/holders/0/name", TextNode.valueOf(name));

    JsonNode report = report(Submissions.transaction(json.toString()), content());

    assertThat(verdict(report, "GD-1-6")).isEqualTo("finding");
    assertThat(check(report, "GD-1-6").at("/input/pointers/0").textValue())
        .isEqualTo("/holders/0/name");
  }

  @Test
  void missingMaterialsOfARefusedTransactionAreAFinding() {
    var json =
        Submissions.sample(tree -> {
          tree.put("outcome", "refused");
          Submissions.object(tree, "/files/0").put("material", "supporting");
        });

    JsonNode report = report(Submissions.transaction(json.toString()), content());

    assertThat(verdict(report, "GD-2-7")).isEqualTo("finding");
    assertThat(check(report, "GD-2-7").at("/input/materials/0").toString())
        .isEqualTo("{\"code\":\"commitment-letter\",\"required\":true,\"files\":0,\"cited\":0}");
  }

  @Test
  void aMissingFileFailsTheCount() {
    JsonNode report = report(SAMPLE);

    assertThat(verdict(report, "GD-2-1")).isEqualTo("failed");
    assertThat(check(report, "GD-2-1").path("input").toString())
        .isEqualTo("{\"listed\":1,\"received\":0}");
    assertThat(verdict(report, "GD-3-4")).isEqualTo("not-determined");
  }

  @Test
  void aDeclaredTypeThatIsNotTheContentsIsAFinding() {
    var json =
        Submissions.with(Submissions.SAMPLE, "/files/0/mediaType", TextNode.valueOf("image/png"));
    var unspecific =
        Submissions.with(
            Submissions.SAMPLE, "/files/0/mediaType", TextNode.valueOf("application/octet-stream"));

    assertThat(verdict(report(Submissions.transaction(json.toString()), content()), "GD-1-10"))
        .isEqualTo("finding");
    assertThat(
            verdict(report(Submissions.transaction(unspecific.toString()), content()), "GD-1-10"))
        .isEqualTo("passed");
  }

  @Test
  void theSameSubmissionGivesTheSameReport() {
    assertThat(CanonicalJson.format(report(SAMPLE, content())))
        .isEqualTo(CanonicalJson.format(report(SAMPLE, content())));
  }

  @Test
  void itHoldsNothingPersonal() {
    String report =
        report(
                Submissions.transaction(Submissions.FULL),
                Submissions.received("f1", "one"),
                Submissions.received("f2", "two"))
            .toString();

    assertThat(report).doesNotContain("王小明", "46010019900307418X", "承诺书.pdf", "T1024");
  }

  private static ReceivedFile content() {
    return Submissions.received("f1", "content");
  }

  private static JsonNode report(Transaction transaction, ReceivedFile... files) {
    return checks(Submissions.intake().receive(transaction, List.of(files)));
  }

  private static JsonNode checks(FilesVerdict verdict) {
    return switch (verdict) {
      case FilesVerdict.Accepted(var submission, var checks, var files) -> checks;
      case FilesVerdict.Refused(var faults, var checks) -> checks;
    };
  }

  private static JsonNode check(JsonNode report, String number) {
    return StreamSupport.stream(report.path("checks").spliterator(), false)
        .filter(check -> check.path("number").textValue().equals(number))
        .findFirst()
        .orElseThrow();
  }

  private static String verdict(JsonNode report, String number) {
    return check(report, number).path("verdict").textValue();
  }

  private static List<Integer> files(JsonNode report, String number) {
    List<Integer> files = new ArrayList<>();
    check(report, number).path("files").forEach(file -> files.add(file.intValue()));
    return files;
  }

  private static List<String> numbers(JsonNode report) {
    return report.path("checks").findValuesAsText("number");
  }

  private static List<String> verdicts(JsonNode report, String verdict) {
    return StreamSupport.stream(report.path("checks").spliterator(), false)
        .filter(check -> check.path("verdict").textValue().equals(verdict))
        .map(check -> check.path("number").textValue())
        .toList();
  }

  private static String word(Finding finding) {
    return Words.of(finding);
  }
}

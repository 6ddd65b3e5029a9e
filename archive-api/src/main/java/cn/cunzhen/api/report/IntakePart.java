package cn.cunzhen.api.report;

import cn.cunzhen.core.intake.CheckReport;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.report.Judged.Nature;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a report that says what was checked when the record came in.
 *
 * @param checks {@code checks.json}
 */
record IntakePart(Bytes checks, Wording wording, Blocks blocks) {
  void write() {
    JsonNode json = CanonicalJson.parse(checks);
    blocks.heading(ReportText.INTAKE);
    blocks.note(
        ReportText.INTAKE_WITH,
        json.path("basis").asText(),
        json.path("codeVersion").asText(),
        json.path("catalogueVersion").asText(),
        scanner(json));
    List<List<String>> rows = new ArrayList<>();
    json.path("checks").forEach(check -> rows.add(row(check)));
    blocks.table(
        List.of(0.12f, 0.34f, 0.34f, 0.2f),
        List.of(ReportText.ROW, ReportText.CHECK, ReportText.INPUT, ReportText.VERDICT),
        rows);
    signatures();
  }

  private String scanner(JsonNode json) {
    for (JsonNode check : json.path("checks")) {
      JsonNode scanner = check.path("input").path("scanner");
      if (scanner.isTextual()) {
        return scanner.asText();
      }
    }
    return wording.t(ReportText.NO_SCANNER);
  }

  private List<String> row(JsonNode check) {
    String number = check.path("number").asText();
    String verdict = wording.intake(check.path("verdict").asText());
    return List.of(
        number,
        wording
            .language()
            .choose(
                check.path("name").asText(),
                IntakeNames.english(number, check.path("name").asText())),
        plain(check.path("input")),
        check.has("files")
            ? wording.t(ReportText.OF_FILES, verdict, plain(check.path("files")))
            : verdict);
  }

  /** A value as people read it; the attachment has it as it is. */
  private String plain(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(each -> items.add(plain(each)));
      return items.isEmpty() ? "-" : String.join(value.get(0).isObject() ? " | " : ", ", items);
    }
    if (value.isObject()) {
      Stream<String> code = Stream.of(value.path("code").asText()).filter(each -> !each.isEmpty());
      Stream<String> members =
          value.properties().stream()
              .filter(each -> !each.getKey().equals("code"))
              .map(each -> IntakeNames.key(each.getKey(), wording) + " " + plain(each.getValue()));
      return Stream.concat(code, members).collect(Collectors.joining("; "));
    }
    if (value.isBoolean()) {
      return wording.t(value.asBoolean() ? ReportText.YES : ReportText.NO);
    }
    return value.isNull() ? "-" : value.asText();
  }

  /** What came of the checks of one nature, which the first digit of their number says. */
  static String summary(Bytes checks, Nature nature, Wording wording) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (JsonNode check : CanonicalJson.parse(checks).path("checks")) {
      if (check.path("number").asText().startsWith("GD-" + nature.digit() + "-")) {
        counts.merge(wording.intake(check.path("verdict").asText()), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(" · "));
  }

  private void signatures() {
    List<List<String>> rows = new ArrayList<>();
    int n = 0;
    for (List<FileSignature> ofFile : CheckReport.signatures(checks)) {
      n++;
      for (FileSignature signature : ofFile) {
        rows.add(row(n, signature));
      }
    }
    if (!rows.isEmpty()) {
      blocks.heading(ReportText.SIGNATURES);
      blocks.table(
          List.of(0.07f, 0.36f, 0.37f, 0.2f),
          List.of(ReportText.ROW, ReportText.VERDICT, ReportText.SIGNER, ReportText.CLAIMED),
          rows);
    }
  }

  private List<String> row(int n, FileSignature signature) {
    return List.of(
        Integer.toString(n),
        verdict(signature.reason()),
        signature.signer() == null ? "" : signature.signer(),
        signature.claimedTime() == null ? "" : wording.time(signature.claimedTime()));
  }

  private String verdict(@Nullable Reason reason) {
    if (reason == null) {
      return wording.t(ReportText.SIGNATURE_PASSED);
    }
    String why = wording.language().choose(reason.chinese(), reason.english());
    return switch (reason.indication()) {
      case FAILED -> wording.t(ReportText.SIGNATURE_FAILED, why);
      case PASSED, INDETERMINATE -> wording.t(ReportText.SIGNATURE_OPEN, why);
    };
  }
}

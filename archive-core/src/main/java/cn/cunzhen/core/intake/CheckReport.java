package cn.cunzhen.core.intake;

import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.record.ProcessStep;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.Indication;
import cn.cunzhen.core.signed.SignaturesJson;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of the checks at intake: the content of {@code metadata/checks.json}, format version
 * 1.
 *
 * <p>It says how much the transaction holds ({@code transaction}), what each file was found to be
 * ({@code files}), and of each {@link Check} its number, its name, what it looked at ({@code
 * input}; where there is none, the whole transaction), its verdict, and by number the files that it
 * concerns. The same transaction and files, looked at by the same tools, give the same report,
 * signatures apart, which are judged as of their day. It holds no time, name or id number but those
 * that signatures name.
 */
public final class CheckReport {
  private static final String SIGNATURES = "signatures";
  private static final String BASIS = "DA/T 70-2018";

  /** What became of one check. */
  enum Verdict {
    PASSED,
    FAILED,
    FINDING,
    NOT_APPLICABLE,
    NOT_DETERMINED
  }

  private final Transaction transaction;
  private final Arrivals arrivals;
  private final Tools tools;
  private final CheckInput inputs;

  private CheckReport(Transaction transaction, Arrivals arrivals, Tools tools) {
    this.transaction = transaction;
    this.arrivals = arrivals;
    this.tools = tools;
    this.inputs = new CheckInput(transaction, arrivals, tools);
  }

  static ObjectNode of(Transaction transaction, Arrivals arrivals, Tools tools) {
    return new CheckReport(transaction, arrivals, tools).json();
  }

  /**
   * The verdicts on the signatures inside of a record's files, in the record's order; of a report
   * that has none, none.
   *
   * @param checks {@code checks.json} as it stands in a package
   * @throws IllegalArgumentException if they are not as they are written
   */
  public static List<List<FileSignature>> signatures(Bytes checks) {
    List<List<FileSignature>> signatures = new ArrayList<>();
    for (JsonNode file : CanonicalJson.parse(checks).path("files")) {
      JsonNode json = file.path(SIGNATURES);
      if (json.isEmpty() && !json.isMissingNode()) {
        throw new IllegalArgumentException("a file without signatures has no list of them");
      }
      signatures.add(json.isMissingNode() ? List.of() : List.copyOf(SignaturesJson.parse(json)));
    }
    return List.copyOf(signatures);
  }

  private ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("formatVersion", 1);
    json.put("basis", BASIS);
    json.put("stage", "GD");
    json.put("codeVersion", tools.codeVersion());
    json.put("catalogueVersion", transaction.item().catalogueVersion());
    json.put("item", transaction.item().code());
    json.set("transaction", inputs.counts());
    ArrayNode files = json.putArray("files");
    arrivals.files().forEach(arrival -> file(files.addObject(), arrival));
    ArrayNode checks = json.putArray("checks");
    for (Check check : Check.values()) {
      check(checks.addObject(), check);
    }
    return json;
  }

  private static void file(ObjectNode json, Arrival arrival) {
    json.put("n", arrival.number());
    ReceivedFile received = arrival.received();
    if (received != null) {
      json.put("size", received.size());
      json.put("sha256", received.sha256().hex());
      json.put("mediaType", received.inspection().mediaType());
    }
    ArrayNode findings = json.putArray("findings");
    arrival.findings().forEach(finding -> findings.add(Words.of(finding)));
    if (!arrival.signatures().isEmpty()) {
      json.set(SIGNATURES, SignaturesJson.format(arrival.signatures()));
    }
  }

  private void check(ObjectNode json, Check check) {
    json.put("number", "GD-" + check.number());
    json.put("name", check.zh());
    ObjectNode input = inputs.of(check);
    if (!input.isEmpty()) {
      json.set("input", input);
    }
    json.put("verdict", Words.of(verdict(check)));
    List<Integer> concerned =
        arrivals.files().stream()
            .filter(each -> concerns(check, each))
            .map(Arrival::number)
            .toList();
    if (!concerned.isEmpty()) {
      concerned.forEach(json.putArray("files")::add);
    }
  }

  private static boolean concerns(Check check, Arrival arrival) {
    return arrival.faults().stream().anyMatch(fault -> check.fails(fault.code()))
        || arrival.findings().stream().anyMatch(check::notes)
        || (check == Check.PROPERTIES && arrival.typeDisagrees());
  }

  private Verdict verdict(Check check) {
    if (arrivals.faults().stream().anyMatch(fault -> check.fails(fault.code()))) {
      return Verdict.FAILED;
    }
    if (arrivals.files().stream().anyMatch(each -> concerns(check, each))) {
      return Verdict.FINDING;
    }
    return switch (check) {
      case FIXITY -> fixity();
      case BYTES -> inputs.declaredSizes() == 0 ? Verdict.NOT_APPLICABLE : Verdict.PASSED;
      case CHARACTERS -> passedIf(inputs.oddCharacters().isEmpty());
      case PROCESS -> passedIf(stepsPresent());
      case MATERIALS -> passedIf(inputs.missingMaterials().isEmpty());
      case SCANNER -> passedIf(tools.scanner() != null);
      case NO_MALWARE -> tools.scanner() == null ? Verdict.NOT_DETERMINED : ifInspected();
      case PROPERTIES, FORMAT, OPENS, NO_ENCRYPTION, SAFE_PROCESS -> ifInspected();
      case LENGTH, TYPE, RANGE, PLAUSIBILITY, METADATA, REQUIRED_FIELDS, PIECES -> Verdict.PASSED;
    };
  }

  private Verdict fixity() {
    if (inputs.signatures().anyMatch(each -> each.indication() == Indication.INDETERMINATE)) {
      return Verdict.NOT_DETERMINED;
    }
    boolean nothing = inputs.declaredDigests() == 0 && inputs.signatures().findAny().isEmpty();
    return nothing ? Verdict.NOT_APPLICABLE : Verdict.PASSED;
  }

  private static Verdict passedIf(boolean passed) {
    return passed ? Verdict.PASSED : Verdict.FINDING;
  }

  private Verdict ifInspected() {
    boolean inspected =
        arrivals.files().stream()
            .allMatch(each -> each.received() != null && !each.found(Finding.NOT_DETERMINED));
    return inspected ? Verdict.PASSED : Verdict.NOT_DETERMINED;
  }

  private boolean stepsPresent() {
    List<Integer> present = transaction.process().stream().map(ProcessStep::code).toList();
    return present.containsAll(transaction.item().steps());
  }
}

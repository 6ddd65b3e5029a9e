package cn.cunzhen.core.intake;

import cn.cunzhen.core.catalogue.Agency;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.catalogue.Region;
import cn.cunzhen.core.catalogue.Steps;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Faults;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.TextRule;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.ProcessStep;
import cn.cunzhen.core.record.Retention;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one submission. */
final class SubmissionReader {
  private static final TextRule SOURCE_SYSTEM = TextRule.identifier(64);
  private static final TextRule TRANSACTION_ID = TextRule.identifier(128);
  private static final TextRule CODE = TextRule.identifier(64);
  private static final TextRule STEP_NAME = TextRule.name(200);
  private static final TextRule REMARK = TextRule.prose(2_000);
  private static final int MOST_STEPS = 1_000;
  private static final String STEP_CODES =
      Steps.BY_WORD.values().stream().map(String::valueOf).collect(Collectors.joining(", "));

  private final Catalogue catalogue;
  private final Limits limits;
  private final TimeRule times;
  private final HolderReader holderReader;
  private final Form form;

  private SubmissionReader(Catalogue catalogue, Limits limits, Instant now, Form form) {
    this.catalogue = catalogue;
    this.limits = limits;
    this.times = new TimeRule(now);
    this.holderReader = new HolderReader(LocalDate.ofInstant(now, Retention.ZONE));
    this.form = form;
  }

  static SubmissionVerdict read(JsonNode json, Catalogue catalogue, Limits limits, Instant now) {
    Faults faults = new Faults();
    Form form = Form.of(json, "", faults);
    Transaction transaction =
        form == null ? null : new SubmissionReader(catalogue, limits, now, form).transaction();
    return transaction == null || !faults.none()
        ? new SubmissionVerdict.Refused(faults.list())
        : new SubmissionVerdict.Valid(transaction);
  }

  /** Reads every field, then puts them together; null, and reported, where one is missing. */
  private @Nullable Transaction transaction() {
    String sourceSystem = form.text("sourceSystem", SOURCE_SYSTEM);
    String transactionId = form.text("transactionId", TRANSACTION_ID);
    CatalogueItem item = item();
    List<Holder> holders = holders();
    String agency = form.text("agency", Agency.CODE);
    String region = form.text("region", Region.CODE);
    Channel channel = form.word("channel", Words.of(Channel.values()));
    String window = window(channel);
    String handler = form.optionalText("handler", CODE);
    OffsetDateTime acceptedAt = times.read(form, "acceptedAt");
    OffsetDateTime completedAt = times.read(form, "completedAt");
    Outcome outcome = form.word("outcome", Words.of(Outcome.values()));
    List<ProcessStep> process = process();
    Confidentiality confidentiality = confidentiality(item);
    FileListReader fileList = new FileListReader(limits, item);
    List<SubmittedFile> files = fileList.files(form);
    List<CitedMaterial> cited = fileList.cited(form);
    form.close();
    refuseReversed(acceptedAt, completedAt);
    if (outcome == null || outcome == Outcome.GRANTED) {
      fileList.complete(form);
    }
    if (sourceSystem == null
        || transactionId == null
        || item == null
        || agency == null
        || region == null
        || channel == null
        || acceptedAt == null
        || completedAt == null
        || outcome == null) {
      return null;
    }
    return new Transaction(
        sourceSystem,
        transactionId,
        item,
        holders,
        agency,
        region,
        window,
        channel,
        handler,
        acceptedAt,
        completedAt,
        outcome,
        process,
        confidentiality,
        files,
        cited);
  }

  private @Nullable CatalogueItem item() {
    String code = form.text("item", CODE);
    CatalogueItem item = code == null ? null : catalogue.item(code).orElse(null);
    if (code != null && item == null) {
      form.fault("item", FaultCode.UNKNOWN_ITEM);
    }
    return item;
  }

  private List<Holder> holders() {
    List<Holder> holders = new ArrayList<>();
    for (Form each : form.objects("holders", 1, limits.holders())) {
      Holder holder = holderReader.read(each);
      if (holder != null) {
        holders.add(holder);
      }
    }
    return holders;
  }

  private @Nullable String window(@Nullable Channel channel) {
    if (channel == Channel.WINDOW && !form.has("window")) {
      form.fault("window", FaultCode.WINDOW_REQUIRED);
    }
    return form.optionalText("window", CODE);
  }

  private List<ProcessStep> process() {
    List<ProcessStep> process = new ArrayList<>();
    for (Form each : form.objects("process", 0, MOST_STEPS)) {
      ProcessStep step = step(each);
      if (step != null) {
        process.add(step);
      }
    }
    return process;
  }

  private @Nullable ProcessStep step(Form each) {
    Long code = each.number("code", 1, 99);
    if (code != null && !Steps.BY_WORD.containsValue(code.intValue())) {
      each.fault("code", FaultCode.NOT_A_WORD, STEP_CODES);
    }
    String name = each.text("name", STEP_NAME);
    String actor = each.optionalText("actor", STEP_NAME);
    OffsetDateTime at = times.read(each, "at");
    String remark = each.optionalText("remark", REMARK);
    each.close();
    return code == null || name == null || at == null
        ? null
        : new ProcessStep(code.intValue(), name, actor, at, remark);
  }

  private @Nullable Confidentiality confidentiality(@Nullable CatalogueItem item) {
    Confidentiality declared =
        form.optionalWord("confidentiality", Words.of(Confidentiality.values()));
    if (declared != null && item != null && declared.compareTo(item.confidentiality()) < 0) {
      form.fault("confidentiality", FaultCode.CONFIDENTIALITY_LOWERED);
    }
    return declared;
  }

  private void refuseReversed(@Nullable OffsetDateTime from, @Nullable OffsetDateTime to) {
    if (from != null && to != null && to.isBefore(from)) {
      form.fault("completedAt", FaultCode.TIMES_REVERSED);
    }
  }
}

package cn.cunzhen.api.samples;

import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.ProcessStep;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a case as a source system submits it. */
final class SubmissionJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private final JsonGenerator json;

  private SubmissionJson(JsonGenerator json) {
    this.json = json;
  }

  static byte[] write(SampleCase sample, List<PlannedFile> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 11);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      new SubmissionJson(json).submission(sample, files);
    } catch (IOException e) {
      throw new UncheckedIOException("JSON in memory", e);
    }
    return bytes.toByteArray();
  }

  private void submission(SampleCase sample, List<PlannedFile> files) throws IOException {
    json.writeStartObject();
    text("sourceSystem", sample.sourceSystem());
    text("transactionId", sample.transactionId());
    text("item", sample.item().code());
    json.writeArrayFieldStart("holders");
    for (Holder holder : sample.holders()) {
      holder(holder);
    }
    json.writeEndArray();
    text("agency", sample.agency());
    text("region", sample.region().code());
    text("window", sample.window());
    text("channel", Words.of(sample.channel()));
    text("handler", sample.handler());
    text("acceptedAt", TIME.format(sample.acceptedAt()));
    text("completedAt", TIME.format(sample.completedAt()));
    text("outcome", Words.of(sample.outcome()));
    json.writeArrayFieldStart("process");
    for (ProcessStep step : sample.process()) {
      step(step);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("files");
    for (PlannedFile file : files) {
      file(file);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void holder(Holder holder) throws IOException {
    json.writeStartObject();
    text("name", holder.name());
    text("idType", holder.idType().word());
    text(holder.idType() == IdType.USCC ? "uscc" : "idNumber", holder.number());
    text("role", holder.role());
    text("pages", holder.pages());
    json.writeEndObject();
  }

  private void step(ProcessStep step) throws IOException {
    json.writeStartObject();
    json.writeNumberField("code", step.code());
    text("name", step.name());
    text("actor", step.actor());
    text("at", TIME.format(step.at()));
    text("remark", step.remark());
    json.writeEndObject();
  }

  private void file(PlannedFile file) throws IOException {
    json.writeStartObject();
    text("name", file.name());
    text("material", file.material().code());
    text("part", Words.of(file.part()));
    text("fileName", file.fileName());
    text("title", file.material().name().zh());
    text("mediaType", file.format().mediaType());
    text("origin", file.origin().word());
    json.writeEndObject();
  }

  private void text(String field, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }
}

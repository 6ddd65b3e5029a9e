package cn.cunzhen.core.record;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.digest.Sm3;
import cn.cunzhen.core.form.Words;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A record as a tree of JSON. */
final class RecordWriter {
  private RecordWriter() {}

  static ObjectNode write(ArchivalRecord record) {
    ObjectNode json = object();
    json.put("formatVersion", RecordJson.FORMAT_VERSION);
    json.put("id", record.id().value());
    json.put("version", record.version());
    put(json, "previous", hex(record.previous()));
    json.put("sourceSystem", record.sourceSystem());
    json.put("transactionId", record.transactionId());
    json.put("submission", record.submission().hex());
    json.set("item", item(record.item()));
    json.set("holders", array(record.holders(), RecordWriter::holder));
    json.put("agency", record.agency());
    json.put("region", record.region());
    put(json, "window", record.window());
    json.put("channel", Words.of(record.channel()));
    put(json, "handler", record.handler());
    json.put("acceptedAt", Times.format(record.acceptedAt()));
    json.put("completedAt", Times.format(record.completedAt()));
    json.put("outcome", Words.of(record.outcome()));
    json.set("process", array(record.process(), RecordWriter::step));
    json.set("retention", retention(record.retention()));
    json.put("confidentiality", Words.of(record.confidentiality()));
    json.set("files", array(record.files(), RecordWriter::file));
    json.set("cited", array(record.cited(), RecordWriter::citation));
    json.put("checks", record.checks().hex());
    record.seals().forEach(json.putArray("seals")::add);
    json.put("salt", record.salt().hex());
    json.put("sealedAt", Times.format(record.sealedAt().atOffset(ZoneOffset.UTC)));
    return json;
  }

  private static ObjectNode item(Item item) {
    return object()
        .put("code", item.code())
        .put("name", item.name())
        .put("category", item.category())
        .put("catalogueVersion", item.catalogueVersion())
        .put("risk", Words.of(item.risk()))
        .put("commitment", item.commitment());
  }

  private static ObjectNode holder(Holder holder) {
    ObjectNode json = object();
    json.put("name", holder.name());
    json.put("idType", Words.of(holder.idType()));
    json.put(numberField(holder.idType()), holder.number());
    put(json, "role", holder.role());
    put(json, "pages", holder.pages());
    return json;
  }

  /** Persons have an id number, employers a unified social credit code. */
  static String numberField(Holder.IdType type) {
    return type == Holder.IdType.USCC ? "uscc" : "idNumber";
  }

  private static ObjectNode step(ProcessStep step) {
    ObjectNode json = object();
    json.put("code", step.code());
    json.put("name", step.name());
    put(json, "actor", step.actor());
    json.put("at", Times.format(step.at()));
    put(json, "remark", step.remark());
    return json;
  }

  private static ObjectNode retention(Retention retention) {
    ObjectNode json = object();
    json.put("class", retention.period().name());
    json.put("from", Times.format(retention.from()));
    if (retention.period().permanent()) {
      json.put("permanent", true);
    } else {
      json.put("years", retention.period().years());
    }
    LocalDate until = retention.until();
    put(json, "until", until == null ? null : Times.format(until));
    return json;
  }

  private static ObjectNode file(ArchivedFile file) {
    ObjectNode json = object();
    json.put("path", file.path());
    json.put("materialCode", file.material());
    put(json, "title", file.title());
    json.put("submittedName", file.submittedName());
    json.put("mediaType", file.mediaType());
    put(json, "declaredMediaType", file.declaredMediaType());
    json.put("size", file.size());
    json.put("sha256", file.sha256().hex());
    Sm3 sm3 = file.sm3();
    put(json, "sm3", sm3 == null ? null : sm3.hex());
    json.put("origin", Words.of(file.origin()));
    return json;
  }

  private static ObjectNode citation(Citation citation) {
    return object()
        .put("record", citation.record().value())
        .put("path", citation.path())
        .put("sha256", citation.sha256().hex());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static <T> ArrayNode array(List<T> items, Function<T, ObjectNode> form) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> array.add(form.apply(item)));
    return array;
  }

  private static void put(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  private static @Nullable String hex(@Nullable Sha256 digest) {
    return digest == null ? null : digest.hex();
  }
}

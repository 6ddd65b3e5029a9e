package cn.cunzhen.core.record;

import cn.cunzhen.core.digest.Sm3;
import cn.cunzhen.storage.Bytes;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A record from its tree of JSON. Surplus members are the caller's to notice. */
final class RecordReader {
  private RecordReader() {}

  static ArchivalRecord read(Fields json) {
    if (json.small("formatVersion") != RecordJson.FORMAT_VERSION) {
      throw new IllegalArgumentException("record.json is of another format version");
    }
    return new ArchivalRecord(
        json.parsed("id", RecordId::new),
        json.small("version"),
        json.has("previous") ? json.sha256("previous") : null,
        json.text("sourceSystem"),
        json.text("transactionId"),
        json.sha256("submission"),
        item(json.object("item")),
        json.list("holders", RecordReader::holder),
        json.text("agency"),
        json.text("region"),
        json.optionalText("window"),
        json.word("channel", Channel.class),
        json.optionalText("handler"),
        json.time("acceptedAt"),
        json.time("completedAt"),
        json.word("outcome", Outcome.class),
        json.list("process", RecordReader::step),
        retention(json.object("retention")),
        json.word("confidentiality", Confidentiality.class),
        json.list("files", RecordReader::file),
        json.list("cited", RecordReader::citation),
        json.sha256("checks"),
        json.texts("seals"),
        json.parsed("salt", Bytes::ofHex),
        json.time("sealedAt").toInstant());
  }

  private static Item item(Fields json) {
    return new Item(
        json.text("code"),
        json.text("name"),
        json.text("category"),
        json.text("catalogueVersion"),
        json.word("risk", Item.Risk.class),
        json.flag("commitment"));
  }

  private static Holder holder(Fields json) {
    Holder.IdType type = json.word("idType", Holder.IdType.class);
    return new Holder(
        json.text("name"),
        type,
        json.text(RecordWriter.numberField(type)),
        json.optionalText("role"),
        json.optionalText("pages"));
  }

  private static ProcessStep step(Fields json) {
    return new ProcessStep(
        json.small("code"),
        json.text("name"),
        json.optionalText("actor"),
        json.time("at"),
        json.optionalText("remark"));
  }

  private static Retention retention(Fields json) {
    return new Retention(
        json.parsed("class", Retention.Period::valueOf),
        json.parsed("from", Times::parseDate),
        optionalDate(json, "until"));
  }

  private static @Nullable LocalDate optionalDate(Fields json, String field) {
    return json.has(field) ? json.parsed(field, Times::parseDate) : null;
  }

  private static ArchivedFile file(Fields json) {
    String path = json.text("path");
    return new ArchivedFile(
        path,
        json.parsed("path", PayloadPath::parse).part(),
        json.text("materialCode"),
        json.optionalText("title"),
        json.text("submittedName"),
        json.text("mediaType"),
        json.optionalText("declaredMediaType"),
        json.number("size"),
        json.sha256("sha256"),
        json.has("sm3") ? json.parsed("sm3", Sm3::ofHex) : null,
        json.word("origin", ArchivedFile.Origin.class));
  }

  private static Citation citation(Fields json) {
    return new Citation(
        json.parsed("record", RecordId::new), json.text("path"), json.sha256("sha256"));
  }
}

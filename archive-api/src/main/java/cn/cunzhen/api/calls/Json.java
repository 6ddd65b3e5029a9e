package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.core.Receipt;
import cn.cunzhen.core.access.OwnPart;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.json.MalformedJsonException;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the calls take and answer, as JSON. */
final class Json {
  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * A call's body.
   *
   * @param most bytes
   * @throws Problem if it is longer, or can't be read
   */
  static JsonNode body(Exchange exchange, int most) throws IOException {
    try {
      return UntrustedJson.parse(Bytes.of(exchange.body(most).readAllBytes()));
    } catch (MalformedJsonException e) {
      throw new Problem(ProblemCode.MALFORMED, e.getMessage());
    }
  }

  /**
   * A call's body that is an object with no fields but these: another was meant to do something.
   *
   * @param most bytes
   * @throws Problem if it is longer, can't be read, or has others
   */
  static JsonNode body(Exchange exchange, int most, Set<String> fields) throws IOException {
    JsonNode body = body(exchange, most);
    only(fields, body, "");
    return body;
  }

  /**
   * Refuses fields that nobody knows.
   *
   * @param pointer where the object stands
   */
  static void only(Set<String> fields, JsonNode json, String pointer) {
    if (!json.isObject()) {
      throw malformed(Fault.of(pointer, FaultCode.NOT_AN_OBJECT));
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!fields.contains(field.getKey())) {
        throw malformed(unknown(pointer, field.getKey()));
      }
    }
  }

  static Fault unknown(String pointer, String field) {
    String name = field.replace("~", "~0").replace("/", "~1");
    return Fault.of(pointer + "/" + name, FaultCode.UNKNOWN_FIELD);
  }

  static Problem malformed(Fault fault) {
    return new Problem(ProblemCode.MALFORMED, List.of(fault));
  }

  static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ObjectNode receipt(Receipt receipt) {
    ObjectNode json = object();
    json.put("recordId", receipt.record().value());
    json.put("archiveNumber", receipt.archiveNumber().format());
    json.put("version", receipt.version());
    json.put("digest", receipt.digest().hex());
    json.put("position", receipt.position());
    json.put("sealedAt", receipt.sealedAt().toString());
    ArrayNode files = json.putArray("files");
    for (Receipt.FileReceipt file : receipt.files()) {
      files
          .addObject()
          .put("n", file.n())
          .put("sha256", file.sha256().hex())
          .put("size", file.size());
    }
    json.set("links", links(receipt.record().value()));
    return json;
  }

  static ObjectNode links(String record) {
    String self = "/api/v1/records/" + record;
    return object()
        .put("self", self)
        .put("proof", self + "/proof")
        .put("verification", self + "/verification");
  }

  static ArrayNode holders(List<Holder> holders) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Holder holder : holders) {
      ObjectNode each = json.addObject();
      each.put("name", holder.name());
      each.put("idType", holder.idType().word());
      each.put("idNumber", holder.number());
      put(each, "role", holder.role());
      put(each, "pages", holder.pages());
    }
    return json;
  }

  static ArrayNode files(ArchivalRecord record) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (int n = 1; n <= record.files().size(); n++) {
      json.add(file(record, n));
    }
    return json;
  }

  /** The one file of which whoever holds a part of a record may see pages; none where none is. */
  static ArrayNode form(OwnPart part) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    if (part.form() > 0) {
      ObjectNode form = file(part.record(), part.form());
      json.add(form.put("link", form.path("link").asText() + "/pages"));
    }
    return json;
  }

  private static ObjectNode file(ArchivalRecord record, int n) {
    ArchivedFile file = record.files().get(n - 1);
    ObjectNode json = object();
    json.put("n", n);
    json.put("path", file.path());
    json.put("part", word(file.part()));
    json.put("material", file.material());
    put(json, "title", file.title());
    json.put("fileName", file.submittedName());
    json.put("mediaType", file.mediaType());
    put(json, "declaredMediaType", file.declaredMediaType());
    json.put("size", file.size());
    json.put("sha256", file.sha256().hex());
    put(json, "sm3", file.sm3() == null ? null : file.sm3().hex());
    json.put("origin", file.origin().word());
    json.put("link", "/api/v1/records/" + record.id().value() + "/files/" + n);
    return json;
  }
}

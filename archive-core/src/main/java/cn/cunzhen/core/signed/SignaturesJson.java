package cn.cunzhen.core.signed;

import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.signed.FileSignature.Covers;
import cn.cunzhen.core.signed.FileSignature.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verdicts on signatures as JSON, as they stand in {@code checks.json}. */
public final class SignaturesJson {
  private SignaturesJson() {}

  public static ArrayNode format(List<FileSignature> signatures) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    signatures.forEach(each -> json.add(format(each)));
    return json;
  }

  private static ObjectNode format(FileSignature signature) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", Words.of(signature.kind()));
    json.put("indication", Words.of(signature.indication()));
    Reason reason = signature.reason();
    if (reason != null) {
      json.put("subIndication", reason.name());
    }
    if (signature.signer() != null) {
      json.put("signer", signature.signer());
    }
    if (signature.claimedTime() != null) {
      json.put("claimedTime", signature.claimedTime().toString());
    }
    json.put("covers", Words.of(signature.covers()));
    if (signature.outside() > 0) {
      json.put("outside", signature.outside());
    }
    return json;
  }

  /**
   * The strict inverse of {@link #format(List)}.
   *
   * @throws IllegalArgumentException if it would not have written this
   */
  public static List<FileSignature> parse(JsonNode json) {
    List<FileSignature> signatures = new ArrayList<>();
    json.forEach(each -> signatures.add(parseOne(each)));
    if (!CanonicalJson.format(format(signatures)).equals(CanonicalJson.format(json))) {
      throw new IllegalArgumentException("not a list of verdicts on signatures");
    }
    return signatures;
  }

  private static FileSignature parseOne(JsonNode json) {
    String reason = text(json, "subIndication");
    String time = text(json, "claimedTime");
    return new FileSignature(
        Words.parse(Kind.class, json.path("kind").asText()),
        reason == null ? null : Reason.valueOf(reason),
        text(json, "signer"),
        time == null ? null : instant(time),
        Words.parse(Covers.class, json.path("covers").asText()),
        json.path("outside").asLong());
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.has(name) ? json.path(name).asText() : null;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time", e);
    }
  }
}

package cn.cunzhen.core.access;

import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Grants as the store keeps them. */
final class GrantJson {
  private GrantJson() {}

  /**
   * @param nonce random, so that no two values of a grant's object are ever equal
   */
  static Bytes format(Grant grant, Bytes nonce) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", grant.id());
    json.put("account", grant.account());
    json.put("role", grant.role().word());
    if (grant.agency() != null) {
      json.put("agency", grant.agency());
    }
    grant.records().forEach(record -> json.withArray("records").add(record.value()));
    json.put("reason", grant.reason());
    json.put("seconds", grant.time().toSeconds());
    json.put("asked", grant.asked().toString());
    Grant.Answer answer = grant.answer();
    if (answer != null) {
      json.set("answer", answer(answer));
    }
    if (grant.ended() != null) {
      json.put("ended", grant.ended().toString());
    }
    json.put("nonce", nonce.hex());
    return CanonicalJson.format(json);
  }

  /**
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  static Grant parse(Bytes value) {
    JsonNode json = CanonicalJson.parse(value);
    List<RecordId> records = new ArrayList<>();
    json.path("records").forEach(record -> records.add(new RecordId(record.asText())));
    JsonNode answer = json.get("answer");
    return new Grant(
        json.path("id").asText(),
        json.path("account").asText(),
        Role.of(json.path("role").asText()),
        json.has("agency") ? json.get("agency").asText() : null,
        records,
        json.path("reason").asText(),
        Duration.ofSeconds(json.path("seconds").asLong()),
        Instant.parse(json.path("asked").asText()),
        answer == null ? null : answer(answer),
        json.has("ended") ? Instant.parse(json.get("ended").asText()) : null);
  }

  static ObjectNode answer(Grant.Answer answer) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("account", answer.account())
        .put("given", answer.given())
        .put("words", answer.words())
        .put("at", answer.at().toString());
  }

  static Grant.Answer answer(JsonNode json) {
    return new Grant.Answer(
        json.path("account").asText(),
        json.path("given").asBoolean(),
        json.path("words").asText(),
        Instant.parse(json.path("at").asText()));
  }
}

package cn.cunzhen.core.access;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Guardianship.Asked;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;

/** Guardianships as the store keeps them. */
final class GuardianshipJson {
  private GuardianshipJson() {}

  /**
   * @param nonce random, so that no two values of an object are ever equal
   */
  static Bytes format(Guardianship guardianship, Bytes nonce) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", guardianship.id());
    json.set("guardian", person(guardianship.guardian()));
    json.set("ward", person(guardianship.ward()));
    json.put("kind", Words.of(guardianship.kind()));
    json.put("papers", guardianship.papers());
    json.put("until", guardianship.until().toString());
    json.set("asked", asked(guardianship.asked()));
    Grant.Answer answer = guardianship.answer();
    if (answer != null) {
      json.set("answer", GrantJson.answer(answer));
    }
    if (guardianship.ended() != null) {
      json.set("ended", asked(guardianship.ended()));
    }
    json.put("nonce", nonce.hex());
    return CanonicalJson.format(json);
  }

  /**
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  static Guardianship parse(Bytes value) {
    JsonNode json = CanonicalJson.parse(value);
    return new Guardianship(
        json.path("id").asText(),
        person(json.path("guardian")),
        person(json.path("ward")),
        Words.parse(Guardianship.Kind.class, json.path("kind").asText()),
        json.path("papers").asText(),
        LocalDate.parse(json.path("until").asText()),
        asked(json.path("asked")),
        json.has("answer") ? GrantJson.answer(json.path("answer")) : null,
        json.has("ended") ? asked(json.path("ended")) : null);
  }

  private static ObjectNode person(Person person) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("idType", person.idType().word())
        .put("number", person.number());
  }

  private static Person person(JsonNode json) {
    return new Person(
        Words.parse(IdType.class, json.path("idType").asText()), json.path("number").asText());
  }

  private static ObjectNode asked(Asked asked) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("account", asked.account())
        .put("at", asked.at().toString());
  }

  private static Asked asked(JsonNode json) {
    return new Asked(json.path("account").asText(), Instant.parse(json.path("at").asText()));
  }
}

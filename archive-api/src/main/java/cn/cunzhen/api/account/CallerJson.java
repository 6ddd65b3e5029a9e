package cn.cunzhen.api.account;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Holder.IdType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** A caller as the store keeps it, among the members of an object. */
public final class CallerJson {
  private CallerJson() {}

  public static void put(ObjectNode json, Caller caller) {
    json.put("account", caller.account());
    json.put("role", caller.role().word());
    Person person = caller.person();
    if (person != null) {
      json.putObject("person").put("idType", person.idType().word()).put("number", person.number());
    }
    if (caller.agency() != null) {
      json.put("agency", caller.agency());
    }
    if (caller.window() != null) {
      json.put("window", caller.window());
    }
    new TreeSet<>(caller.sourceSystems()).forEach(json.putArray("sourceSystems")::add);
  }

  /** The inverse of {@link #put}. */
  public static Caller get(JsonNode json) {
    JsonNode person = json.get("person");
    Set<String> systems = new TreeSet<>();
    json.path("sourceSystems").forEach(system -> systems.add(system.asText()));
    return new Caller(
        json.path("account").asText(),
        Role.of(json.path("role").asText()),
        person == null
            ? null
            : new Person(idType(person.path("idType").asText()), person.path("number").asText()),
        json.has("agency") ? json.get("agency").asText() : null,
        json.has("window") ? json.get("window").asText() : null,
        systems);
  }

  private static IdType idType(String word) {
    return Arrays.stream(IdType.values())
        .filter(type -> type.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a kind of id"));
  }
}

package cn.cunzhen.core.audit;

import cn.cunzhen.core.audit.AuditJob.Mark;
import cn.cunzhen.core.audit.AuditJob.Outcome;
import cn.cunzhen.core.audit.AuditJob.State;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job as it is stored. */
final class JobJson {
  private JobJson() {}

  /**
   * Writes it.
   *
   * @param nonce new for every writing
   */
  static Bytes format(AuditJob job, Bytes nonce) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("nonce", nonce.hex());
    json.set("order", order(job.order()));
    json.put("state", job.state().name());
    put(json, "outcome", job.outcome() == null ? null : job.outcome().name());
    json.set("rate", numbers(job.rate().bytes(), job.rate().entries()));
    Progress progress = job.progress();
    json.set(
        "progress",
        numbers(
            progress.done(),
            progress.whole(),
            progress.bytes(),
            progress.inFlight(),
            progress.skipped()));
    json.put("ran", job.ran().toMillis());
    Mark since = job.since();
    json.set("since", numbers(since.done(), since.bytes(), since.ran().toMillis()));
    put(json, "runner", job.runner());
    put(json, "until", job.until() == null ? null : job.until().toString());
    ArrayNode defects = json.putArray("defects");
    for (Defect defect : job.defects()) {
      defects.addArray().add(defect.kind().name()).add(defect.where()).add(defect.detail());
    }
    ArrayNode checked = json.putArray("checked");
    job.checked().forEach(part -> checked.add(part.name()));
    return CanonicalJson.format(json);
  }

  private static ObjectNode order(Order order) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", order.id().value());
    json.put("checkpoint", order.checkpoint().format().utf8());
    json.put("startedBy", order.startedBy());
    json.put("began", order.began().toString());
    Sample sample = order.sample();
    if (sample != null) {
      json.put("seed", sample.seed()).put("count", sample.count());
    }
    return json;
  }

  private static ArrayNode numbers(long... numbers) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (long number : numbers) {
      json.add(number);
    }
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where it is none
   */
  static AuditJob parse(Bytes text) {
    JsonNode json = CanonicalJson.parse(text);
    JsonNode rate = json.path("rate");
    JsonNode progress = json.path("progress");
    JsonNode since = json.path("since");
    String outcome = text(json, "outcome");
    String until = text(json, "until");
    return new AuditJob(
        order(json.path("order")),
        State.valueOf(json.path("state").asText()),
        outcome == null ? null : Outcome.valueOf(outcome),
        new Rate(rate.path(0).asLong(), rate.path(1).asLong()),
        new Progress(
            progress.path(0).asLong(),
            progress.path(1).asLong(),
            progress.path(2).asLong(),
            progress.path(3).asLong(),
            progress.path(4).asLong()),
        defects(json.path("defects")),
        checked(json.path("checked")),
        Duration.ofMillis(json.path("ran").asLong()),
        new Mark(
            since.path(0).asLong(),
            since.path(1).asLong(),
            Duration.ofMillis(since.path(2).asLong())),
        text(json, "runner"),
        until == null ? null : Instant.parse(until));
  }

  private static Order order(JsonNode json) {
    String seed = text(json, "seed");
    return new Order(
        new AuditId(json.path("id").asText()),
        Note.parse(Bytes.utf8(json.path("checkpoint").asText())),
        seed == null ? null : new Sample(seed, json.path("count").asInt()),
        json.path("startedBy").asText(),
        Instant.parse(json.path("began").asText()));
  }

  private static List<Defect> defects(JsonNode json) {
    List<Defect> defects = new ArrayList<>();
    for (JsonNode each : json) {
      Defect.Kind kind = Defect.Kind.valueOf(each.path(0).asText());
      defects.add(new Defect(kind, each.path(1).asText(), each.path(2).asText()));
    }
    return defects;
  }

  private static List<Part> checked(JsonNode json) {
    List<Part> checked = new ArrayList<>();
    json.forEach(each -> checked.add(Part.valueOf(each.asText())));
    return checked;
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.has(name) ? json.path(name).asText() : null;
  }
}

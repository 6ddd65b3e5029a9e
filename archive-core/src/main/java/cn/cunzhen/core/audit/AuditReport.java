package cn.cunzhen.core.audit;

import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.log.Checkpoint;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What an audit says at its end (docs/formats.md, Report of an audit), and of itself before. */
public final class AuditReport {
  private AuditReport() {}

  /** The report of a job that has come to its end; the same job gives the same bytes. */
  static Bytes format(AuditJob job) {
    ObjectNode json = facts(job);
    json.put("checkpoint", job.order().checkpoint().format().utf8());
    return CanonicalJson.format(json);
  }

  /** What is known of a job, as its report words it. */
  public static ObjectNode facts(AuditJob job) {
    Checkpoint covered = job.order().covered();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", job.order().id().value());
    json.put("archive", covered.origin().value());
    json.put("treeSize", covered.size());
    json.put("root", covered.root().bytes().base64());
    json.put("kind", job.order().sample() == null ? "whole" : "sample");
    drawn(job.order(), json);
    json.put("startedBy", job.order().startedBy());
    json.put("from", job.order().began().toString());
    if (job.until() != null && job.outcome() != null) {
      json.put("until", job.until().toString());
      json.put("outcome", word(job.outcome()));
    }
    ArrayNode checked = json.putArray("checked");
    job.checked().forEach(part -> checked.add(word(part)));
    totals(job, json);
    ArrayNode defects = json.putArray("defects");
    for (Defect defect : job.defects()) {
      defects
          .addObject()
          .put("kind", word(defect.kind()))
          .put("where", defect.where())
          .put("detail", defect.detail());
    }
    return json;
  }

  private static void drawn(Order order, ObjectNode json) {
    if (order.sample() != null && order.scope() instanceof Scope.Drawn drawn) {
      ObjectNode sample = json.putObject("sample");
      sample.put("seed", order.sample().seed()).put("count", order.sample().count());
      drawn.indices().forEach(sample.putArray("indices")::add);
    }
  }

  private static void totals(AuditJob job, ObjectNode json) {
    ObjectNode totals = json.putObject("totals");
    totals.put("entries", job.entries());
    totals.put("done", job.progress().done());
    totals.put("whole", job.progress().whole());
    totals.put("skipped", job.progress().skipped());
    totals.put("inFlight", job.progress().inFlight());
    totals.put("bytes", job.progress().bytes());
    totals.put("defects", job.defects().size());
    Map<Defect.Kind, Integer> counts = new EnumMap<>(Defect.Kind.class);
    job.defects().forEach(defect -> counts.merge(defect.kind(), 1, Integer::sum));
    ObjectNode kinds = totals.putObject("kinds");
    counts.forEach((kind, count) -> kinds.put(word(kind), count));
  }

  /** How JSON calls it. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

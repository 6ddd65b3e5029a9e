package cn.cunzhen.api.pages;

import cn.cunzhen.core.audit.AuditJob;
import cn.cunzhen.core.audit.AuditReport;
import cn.cunzhen.core.audit.Defect;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An audit as its report words it.
 *
 * @param seed null for all of the archive
 * @param outcome null where it has not ended
 * @param drawn the entries of a sample; empty for all of the archive
 */
public record AuditLine(
    String id,
    @Nullable String seed,
    String startedBy,
    Instant from,
    @Nullable Instant until,
    @Nullable String outcome,
    long entries,
    long done,
    long whole,
    long inFlight,
    long bytes,
    String drawn,
    List<Defect> defects) {
  private static final int IN_SIGHT = 100;

  public AuditLine {
    defects = List.copyOf(defects);
  }

  static AuditLine of(AuditJob job) {
    return of(AuditReport.facts(job));
  }

  static AuditLine of(JsonNode report) {
    JsonNode totals = report.path("totals");
    JsonNode sample = report.path("sample");
    return new AuditLine(
        report.path("id").asText(),
        sample.has("seed") ? sample.path("seed").asText() : null,
        report.path("startedBy").asText(),
        Instant.parse(report.path("from").asText()),
        report.has("until") ? Instant.parse(report.path("until").asText()) : null,
        report.has("outcome") ? report.path("outcome").asText() : null,
        totals.path("entries").asLong(),
        totals.path("done").asLong(),
        totals.path("whole").asLong(),
        totals.path("inFlight").asLong(),
        totals.path("bytes").asLong(),
        StreamSupport.stream(sample.path("indices").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", ")),
        defects(report.path("defects")));
  }

  private static List<Defect> defects(JsonNode json) {
    List<Defect> defects = new ArrayList<>();
    for (JsonNode each : json) {
      String kind = each.path("kind").asText().toUpperCase(Locale.ROOT).replace('-', '_');
      defects.add(
          new Defect(
              Defect.Kind.valueOf(kind),
              each.path("where").asText(),
              each.path("detail").asText()));
    }
    return defects;
  }

  /** The defects of each kind, as many as a page shows. */
  public Map<Defect.Kind, List<Defect>> byKind() {
    Map<Defect.Kind, List<Defect>> kinds = new EnumMap<>(Defect.Kind.class);
    defects.stream()
        .limit(IN_SIGHT)
        .forEach(
            defect -> kinds.computeIfAbsent(defect.kind(), _ -> new ArrayList<>()).add(defect));
    return kinds;
  }

  /** How many stand in the report only. */
  public int outOfSight() {
    return Math.max(0, defects.size() - IN_SIGHT);
  }
}

package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.audit.AuditId;
import cn.cunzhen.core.audit.AuditJob;
import cn.cunzhen.core.audit.AuditJob.State;
import cn.cunzhen.core.audit.AuditReport;
import cn.cunzhen.core.audit.AuditRoom;
import cn.cunzhen.core.audit.Rate;
import cn.cunzhen.core.audit.Sample;
import cn.cunzhen.core.audit.SealedReport;
import cn.cunzhen.core.json.CanonicalJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Audits as jobs: ordered, watched, slowed down, ended, reported. They show no content. */
public final class AuditCalls {
  /** Who may audit. */
  public static final Access AUDITORS = Access.only(Role.AUDITOR, Role.SUPERVISOR, Role.ARCHIVIST);

  private static final String ALL = "/api/v1/audits";
  private static final String ONE = ALL + "/{id}";
  private static final Set<String> RATE = Set.of("bytesPerSecond", "entriesPerSecond");
  private static final String JSON = "application/json";
  private static final String JOB = "the job, as its report words it, with `state` and `rate`";
  private static final int LONGEST_BODY = 16 << 10;
  private static final int PAGE = 50;

  private final AuditRoom room;
  private final Supplier<@Nullable String> trouble;

  /**
   * @param trouble why this node can't carry a job on just now; null where it can
   */
  public AuditCalls(AuditRoom room, Supplier<@Nullable String> trouble) {
    this.room = room;
    this.trouble = trouble;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(POST, ALL, AUDITORS, "Audit all of the archive, or a sample.")
            .takes(
                JSON,
                "`kind`: `whole`, or `sample` with `seed` (1 to 200 characters) and `count` (1 to"
                    + " 10,000); `rate`, which may be left out: `bytesPerSecond` and"
                    + " `entriesPerSecond`, 0 for no limit")
            .gives(201, JSON, JOB)
            .by(this::begin),
        Route.of(GET, ALL, AUDITORS, "All audits, the newest first.")
            .query("cursor", "`next` of the page before")
            .gives(200, JSON, "`audits`, each without its defects, and `next` where there are more")
            .by(this::list),
        Route.of(GET, ONE, AUDITORS, "An audit.")
            .path("id", "as the list names it")
            .gives(200, JSON, JOB)
            .by(exchange -> exchange.json(200, one(id(exchange)))),
        Route.of(GET, ONE + "/report", AUDITORS, "The sealed report of an audit that has ended.")
            .path("id", "as the list names it")
            .gives(200, "application/zip", "report.json with its detached seals")
            .by(this::report),
        change("pause", "Let an audit wait.", room::pause),
        change("resume", "Let an audit go on.", room::resume),
        change("stop", "End an audit where it is.", room::stop),
        Route.of(POST, ONE + "/rate", AUDITORS, "Have an audit go at another rate.")
            .path("id", "as the list names it")
            .takes(JSON, "`bytesPerSecond` and `entriesPerSecond`, 0 for no limit")
            .gives(200, JSON, JOB)
            .by(this::changeRate));
  }

  /** Why this node can't carry a job on just now; null where it can. */
  public @Nullable String trouble() {
    return trouble.get();
  }

  private Route change(String word, String summary, Function<AuditId, Optional<AuditJob>> change) {
    return Route.of(POST, ONE + "/" + word, AUDITORS, summary)
        .path("id", "as the list names it")
        .gives(200, JSON, JOB)
        .by(exchange -> exchange.json(200, changed(exchange, change)));
  }

  private void changeRate(Exchange exchange) throws IOException {
    Rate rate = rate(Json.body(exchange, LONGEST_BODY, RATE), "");
    exchange.json(200, changed(exchange, id -> room.keepTo(rate, id)));
  }

  private ObjectNode changed(Exchange exchange, Function<AuditId, Optional<AuditJob>> change) {
    AuditId id = id(exchange);
    Optional<AuditJob> changed = change.apply(id);
    if (changed.isEmpty()) {
      one(id);
      throw new Problem(ProblemCode.AUDIT_ENDED);
    }
    if (changed.get().state() == State.ENDED) {
      throw new Problem(ProblemCode.AUDIT_ENDED);
    }
    return json(changed.get());
  }

  private void begin(Exchange exchange) throws IOException {
    JsonNode body = Json.body(exchange, LONGEST_BODY, Set.of("kind", "seed", "count", "rate"));
    AuditRoom.Begun begun =
        room.begin(sample(body), rate(body.path("rate"), "/rate"), exchange.caller().account());
    if (!begun.isNew()) {
      throw new Problem(ProblemCode.AUDIT_UNDER_WAY, begun.job().order().id().value());
    }
    exchange.context().header("Location", ALL + "/" + begun.job().order().id());
    exchange.json(201, json(begun.job()));
  }

  private static @Nullable Sample sample(JsonNode body) {
    return switch (body.path("kind").asText()) {
      case "whole" -> null;
      case "sample" -> {
        JsonNode seed = body.path("seed");
        JsonNode count = body.path("count");
        boolean fits =
            count.isIntegralNumber() && count.asLong() >= 1 && count.asLong() <= Sample.MOST;
        if (!seed.isTextual() || !Sample.isSeed(seed.asText()) || !fits) {
          throw new Problem(
              ProblemCode.MALFORMED, "a sample has a `seed` of 1 to 200 characters and a `count`");
        }
        yield new Sample(seed.asText(), count.asInt());
      }
      default -> throw new Problem(ProblemCode.MALFORMED, "`kind` is `whole` or `sample`");
    };
  }

  private static Rate rate(JsonNode json, String pointer) {
    if (json.isMissingNode()) {
      return Rate.USUAL;
    }
    Json.only(RATE, json, pointer);
    long bytes = json.path("bytesPerSecond").asLong(Rate.USUAL.bytes());
    long entries = json.path("entriesPerSecond").asLong(Rate.USUAL.entries());
    if (!Rate.isOne(bytes, entries)) {
      throw new Problem(
          ProblemCode.MALFORMED,
          "`bytesPerSecond` is 0 or "
              + Rate.LEAST_BYTES
              + " and more, `entriesPerSecond` 0 or more");
    }
    return new Rate(bytes, entries);
  }

  private void list(Exchange exchange) {
    ObjectNode json = Json.object();
    ArrayNode audits = json.putArray("audits");
    String cursor = exchange.context().queryParam("cursor");
    Optional<AuditJob> newest = room.newest();
    if (cursor == null) {
      newest
          .filter(job -> job.state() != State.ENDED)
          .ifPresent(job -> audits.add(brief(json(job))));
    }
    List<AuditId> ended =
        room.reports().stream()
            .filter(id -> cursor == null || id.value().compareTo(cursor) < 0)
            .limit(PAGE + 1L)
            .toList();
    ended.stream().limit(PAGE).forEach(id -> audits.add(brief(one(id))));
    if (ended.size() > PAGE) {
      json.put("next", ended.get(PAGE - 1).value());
    }
    exchange.json(200, json);
  }

  private static ObjectNode brief(ObjectNode job) {
    job.remove("defects");
    job.remove("checkpoint");
    return job;
  }

  /**
   * An audit, under way or ended.
   *
   * @throws Problem if there is none of that name
   */
  public ObjectNode one(AuditId id) {
    Optional<AuditJob> newest = room.newest().filter(job -> job.order().id().equals(id));
    if (newest.isPresent()) {
      return json(newest.get());
    }
    SealedReport report = room.report(id).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    ObjectNode json = (ObjectNode) CanonicalJson.parse(report.json());
    return json.put("state", AuditReport.word(State.ENDED));
  }

  private ObjectNode json(AuditJob job) {
    ObjectNode json = AuditReport.facts(job);
    json.put("state", AuditReport.word(job.state()));
    json.putObject("rate")
        .put("bytesPerSecond", job.rate().bytes())
        .put("entriesPerSecond", job.rate().entries());
    if (job.state() == State.RUNNING) {
      json.put("bytesPerSecond", job.bytesPerSecond());
      job.left().ifPresent(left -> json.put("secondsLeft", left.toSeconds()));
      Json.put(json, "trouble", trouble.get());
    }
    return json;
  }

  private void report(Exchange exchange) {
    AuditId id = id(exchange);
    SealedReport report = room.report(id).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    exchange
        .context()
        .contentType("application/zip")
        .header("Content-Disposition", "attachment; filename=\"audit-" + id + ".zip\"")
        .result(report.zip().toArray());
  }

  private static AuditId id(Exchange exchange) {
    String id = exchange.context().pathParam("id");
    if (!AuditId.isOne(id)) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return new AuditId(id);
  }
}

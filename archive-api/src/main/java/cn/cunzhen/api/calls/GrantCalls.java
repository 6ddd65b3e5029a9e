package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.DELETE;
import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Grant;
import cn.cunzhen.core.access.Grants;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.audit.Sample;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.record.RecordId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Grants and warrants: asked for by who wants to read, given by a second person. Each step is
 * recorded with every record that it is about before it is taken.
 */
public final class GrantCalls {
  /** Who asks. */
  public static final Access ASKING = Access.only(Role.CLERK, Role.AUDITOR);

  /** Who answers. */
  public static final Access ANSWERING = Access.only(Role.ARCHIVIST, Role.SUPERVISOR);

  /** Whom grants concern. */
  public static final Access CONCERNED =
      Access.only(Role.CLERK, Role.AUDITOR, Role.ARCHIVIST, Role.SUPERVISOR);

  private static final String ALL = "/api/v1/grants";
  private static final String ONE = ALL + "/{id}";
  private static final Set<String> ASKED = Set.of("records", "sample", "reason", "hours");
  private static final String JSON = "application/json";
  private static final String GRANT = "the grant, with its `state`";
  private static final int LONGEST_BODY = 32 << 10;
  private static final int PAGE = 100;

  private final Reading reading;
  private final Grants grants;
  private final Clock clock;

  public GrantCalls(Reading reading, Grants grants, Clock clock) {
    this.reading = reading;
    this.grants = grants;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(POST, ALL, ASKING, "Ask to read what your role alone does not open.")
            .takes(
                JSON,
                "`records`: up to 500 record ids, or `sample`: `seed`, `count` (up to 500) and"
                    + " `entries`, the size of the ledger from which it is drawn as for an audit;"
                    + " `reason`: up to 200 characters; `hours`: 1 to 720")
            .gives(201, JSON, GRANT)
            .by(this::ask),
        Route.of(GET, ALL, CONCERNED, "The grants that concern the caller, the newest first.")
            .query("cursor", "`next` of the page before")
            .gives(200, JSON, "`grants`, and `next` where there are more")
            .by(this::list),
        Route.of(GET, ONE, CONCERNED, "A grant.")
            .path("id", "as the list names it")
            .gives(200, JSON, GRANT)
            .by(exchange -> exchange.json(200, json(found(exchange, id(exchange))))),
        Route.of(POST, ONE + "/answer", ANSWERING, "Give or refuse what was asked for.")
            .path("id", "as the list names it")
            .takes(JSON, "`given`: true or false; `words`: up to 200 characters, may be left out")
            .gives(200, JSON, GRANT)
            .by(this::answer),
        Route.of(DELETE, ONE, CONCERNED, "End a grant, or take back what was asked for.")
            .path("id", "as the list names it")
            .gives(200, JSON, GRANT)
            .by(exchange -> exchange.json(200, json(end(exchange, id(exchange))))));
  }

  /** Asks, on behalf of the caller, to read the record that the path names by its {@code id}. */
  public Grant ask(Exchange exchange, String reason, Duration time) throws InterruptedException {
    return ask(exchange, List.of(RecordCalls.recordId(exchange)), reason, time);
  }

  /**
   * Asks on behalf of the caller.
   *
   * @throws Problem if there is no such record, or no such grant can be given
   */
  private Grant ask(Exchange exchange, List<RecordId> records, String reason, Duration time)
      throws InterruptedException {
    boolean fits =
        !records.isEmpty()
            && records.size() <= Grant.MOST_RECORDS
            && time.isPositive()
            && time.compareTo(Grant.LONGEST) <= 0;
    if (!fits) {
      throw new Problem(
          ProblemCode.MALFORMED, "a grant is about 1 to 500 records, for 1 to 720 hours");
    }
    if (!Grant.isReason(reason)) {
      throw new Problem(
          ProblemCode.MALFORMED, "`reason` has 1 to " + Grant.LONGEST_REASON + " characters");
    }
    for (RecordId record : records) {
      if (reading.archive().find(record).isEmpty()) {
        throw new Problem(ProblemCode.NOT_FOUND);
      }
    }
    reading.record(exchange, Action.GRANT_ASKED, records, reason);
    return grants.ask(exchange.caller(), records, reason, time);
  }

  /** Gives or refuses on behalf of the caller. */
  public Grant answer(Exchange exchange, String id, boolean given, String words) {
    if (!words.isEmpty() && !Grant.isReason(words)) {
      throw new Problem(
          ProblemCode.MALFORMED, "`words` has at most " + Grant.LONGEST_REASON + " characters");
    }
    Grant grant = found(exchange, id);
    if (!grant.isAnsweredBy(exchange.caller())) {
      throw new Problem(ProblemCode.FORBIDDEN);
    }
    if (grant.state(clock.instant()) != Grant.State.ASKED) {
      throw new Problem(ProblemCode.GRANT_OVER);
    }
    reading.record(
        exchange,
        given ? Action.GRANT_GIVEN : Action.GRANT_REFUSED,
        grant.records(),
        grant.account() + ": " + grant.reason());
    return done(grants.answer(id, exchange.caller(), given, words));
  }

  /** Ends one on behalf of the caller. */
  public Grant end(Exchange exchange, String id) {
    Grant grant = found(exchange, id);
    reading.record(
        exchange, Action.GRANT_ENDED, grant.records(), grant.account() + ": " + grant.reason());
    return done(grants.end(id, exchange.caller()));
  }

  /** Those that concern the caller, the newest first. */
  public List<Grant> of(Exchange exchange) {
    return grants.of(exchange.caller());
  }

  private static Grant done(Grants.Outcome outcome) {
    return switch (outcome) {
      case Grants.Outcome.Done(Grant grant) -> grant;
      case Grants.Outcome.Unknown _ -> throw new Problem(ProblemCode.NOT_FOUND);
      case Grants.Outcome.TooLate _ -> throw new Problem(ProblemCode.GRANT_OVER);
    };
  }

  private Grant found(Exchange exchange, String id) {
    return grants.find(id, exchange.caller()).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  private static String id(Exchange exchange) {
    return exchange.context().pathParam("id");
  }

  private void ask(Exchange exchange) throws IOException, InterruptedException {
    JsonNode body = Json.body(exchange, LONGEST_BODY, ASKED);
    String reason = body.path("reason").asText().strip();
    List<RecordId> records;
    if (body.has("sample")) {
      Drawn drawn = drawn(body.path("sample"));
      records = drawn.records();
      reason = drawn.words() + " " + reason;
    } else {
      records = records(body.path("records"));
    }
    Grant grant = ask(exchange, records, reason, Duration.ofHours(hours(body.path("hours"))));
    exchange.context().header("Location", ALL + "/" + grant.id());
    exchange.json(201, json(grant));
  }

  private static int hours(JsonNode hours) {
    return hours.isIntegralNumber() && hours.canConvertToInt() ? hours.asInt() : 0;
  }

  private static List<RecordId> records(JsonNode json) {
    Set<RecordId> records = new LinkedHashSet<>();
    for (JsonNode each : json) {
      try {
        records.add(new RecordId(each.asText()));
      } catch (IllegalArgumentException e) {
        throw new Problem(ProblemCode.NOT_FOUND);
      }
    }
    return List.copyOf(records);
  }

  /**
   * The records of a sample that anybody can draw again.
   *
   * @param words which sample it is, for who answers
   */
  private record Drawn(List<RecordId> records, String words) {}

  private Drawn drawn(JsonNode json) {
    Json.only(Set.of("seed", "count", "entries"), json, "/sample");
    String seed = json.path("seed").asText();
    int count = json.path("count").asInt();
    long entries = json.path("entries").asLong();
    boolean fits =
        json.path("seed").isTextual()
            && Sample.isSeed(seed)
            && count >= 1
            && count <= Grant.MOST_RECORDS
            && entries >= 1;
    if (!fits) {
      throw new Problem(
          ProblemCode.MALFORMED,
          "a sample has a `seed` of 1 to 200 characters, a `count` of 1 to 500, and `entries`");
    }
    if (entries > reading.position()) {
      throw new Problem(ProblemCode.POSITION_AHEAD);
    }
    Set<RecordId> records = new LinkedHashSet<>();
    for (long index : new Sample(seed, count).indices(entries)) {
      LedgerEntry entry = reading.archive().ledger().entries(index, 1).getFirst();
      if (reading.archive().find(entry.record()).isPresent()) {
        records.add(entry.record());
      }
    }
    return new Drawn(
        new ArrayList<>(records), "sample(%s, %d, %d)".formatted(seed, count, entries));
  }

  private void answer(Exchange exchange) throws IOException {
    JsonNode body = Json.body(exchange, LONGEST_BODY, Set.of("given", "words"));
    if (!body.path("given").isBoolean()) {
      throw new Problem(ProblemCode.MALFORMED, "`given` is true or false");
    }
    String words = body.path("words").asText().strip();
    exchange.json(200, json(answer(exchange, id(exchange), body.path("given").asBoolean(), words)));
  }

  private void list(Exchange exchange) {
    List<Grant> all = of(exchange);
    String cursor = exchange.context().queryParam("cursor");
    int from = 0;
    if (cursor != null) {
      from = all.stream().map(Grant::id).toList().indexOf(cursor) + 1;
      if (from == 0) {
        throw new Problem(ProblemCode.MALFORMED, "the field cursor can't be read");
      }
    }
    int to = Math.min(all.size(), from + PAGE);
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("grants");
    all.subList(from, to).forEach(grant -> list.add(json(grant)));
    if (to < all.size()) {
      json.put("next", all.get(to - 1).id());
    }
    exchange.json(200, json);
  }

  private ObjectNode json(Grant grant) {
    ObjectNode json = Json.object();
    json.put("id", grant.id());
    json.put("account", grant.account());
    json.put("role", grant.role().word());
    Json.put(json, "agency", grant.agency());
    grant.records().forEach(record -> json.withArray("records").add(record.value()));
    json.put("reason", grant.reason());
    json.put("hours", grant.time().toHours());
    json.put("asked", grant.asked().toString());
    json.put("state", Json.word(grant.state(clock.instant())));
    Grant.Answer answer = grant.answer();
    if (answer != null) {
      json.putObject("answer")
          .put("account", answer.account())
          .put("given", answer.given())
          .put("words", answer.words())
          .put("at", answer.at().toString());
      if (answer.given()) {
        json.put("until", answer.at().plus(grant.time()).toString());
      }
    }
    if (grant.ended() != null) {
      json.put("ended", grant.ended().toString());
    }
    return json;
  }
}

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
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Grant;
import cn.cunzhen.core.access.Guardianship;
import cn.cunzhen.core.access.Guardianships;
import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.record.Retention;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Who stands for whom: registered at a window, confirmed by a second person, ended by either. Each
 * step is recorded before it is taken.
 */
public final class GuardianshipCalls {
  /** Who registers. */
  public static final Access REGISTERING = Access.only(Role.CLERK);

  /** Who confirms. */
  public static final Access ANSWERING = Access.only(Role.SUPERVISOR);

  /** Who sees those of others. */
  public static final Access CONCERNED = Access.only(Role.CLERK, Role.SUPERVISOR);

  private static final String ALL = "/api/v1/guardianships";
  private static final String ONE = ALL + "/{guardianship}";
  private static final String JSON = "application/json";
  private static final String GUARDIANSHIP = "the guardianship, with its `state`; numbers masked";
  private static final String LIST = "`guardianships`";
  private static final int LONGEST_BODY = 16 << 10;

  private final Reading reading;
  private final Guardianships guardianships;
  private final Clock clock;

  public GuardianshipCalls(Reading reading, Guardianships guardianships, Clock clock) {
    this.reading = reading;
    this.guardianships = guardianships;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(POST, ALL, REGISTERING, "Ask that one person may stand for another.")
            .takes(
                JSON,
                "`guardianIdNumber`, `wardIdNumber`; `guardianIdType` and `wardIdType`,"
                    + " `resident-id` if not said; `kind`: `parent` of a minor, or `guardian`;"
                    + " `papers`: what was shown, up to 200 characters; `until`: the last day, else"
                    + " the latest that there can be")
            .gives(201, JSON, GUARDIANSHIP)
            .by(this::ask),
        Route.of(GET, ALL, CONCERNED, "What waits to be confirmed, the oldest first.")
            .gives(200, JSON, LIST)
            .by(exchange -> exchange.json(200, json(waiting()))),
        Route.of(POST, ALL + "/search", CONCERNED, "For whom somebody stands, or stood.")
            .takes(JSON, "`guardianIdNumber`; `guardianIdType`, `resident-id` if not said")
            .gives(200, JSON, LIST + ", the newest first")
            .by(exchange ->
                exchange.json(200, json(of(exchange, Json.body(exchange, LONGEST_BODY))))),
        Route.of(GET, "/api/v1/me/guardianships", Access.only(Role.CITIZEN), "For whom I stand.")
            .gives(200, JSON, LIST + ", the newest first")
            .by(exchange -> exchange.json(200, json(own(exchange)))),
        Route.of(GET, "/api/v1/me/guardians", Access.only(Role.CITIZEN), "Who stands for me.")
            .gives(200, JSON, LIST + ", the newest first")
            .by(exchange -> exchange.json(200, json(guardians(exchange)))),
        Route.of(POST, ONE + "/answer", ANSWERING, "Confirm or refuse what was asked for.")
            .path("guardianship", "its `id`")
            .takes(JSON, "`given`: true or false; `words`: up to 200 characters, may be left out")
            .gives(200, JSON, GUARDIANSHIP)
            .by(this::answer),
        Route.of(DELETE, ONE, CONCERNED, "End a guardianship, or take back what was asked for.")
            .path("guardianship", "its `id`")
            .gives(200, JSON, GUARDIANSHIP)
            .by(exchange -> exchange.json(200, json(end(exchange)))));
  }

  /**
   * Asks on behalf of the caller.
   *
   * @param json as the call takes it
   * @throws Problem with everything that is wrong
   */
  public Guardianship ask(Exchange exchange, JsonNode json) {
    GuardianshipForm form = GuardianshipForm.read(json, today());
    record(exchange, "ask", form.guardian(), form.ward(), form.papers());
    return guardianships.ask(
        exchange.caller(), form.guardian(), form.ward(), form.kind(), form.papers(), form.until());
  }

  /** What waits to be confirmed, the oldest first. */
  public List<Guardianship> waiting() {
    return guardianships.waiting();
  }

  /**
   * All of the guardian that the body names, the newest first; that it was looked for is recorded.
   *
   * @throws Problem with everything that is wrong with the number
   */
  public List<Guardianship> of(Exchange exchange, JsonNode json) {
    Person guardian = GuardianshipForm.guardian(json, today());
    reading.record(exchange, Action.GUARDIANSHIP, "search " + masked(guardian));
    return guardianships.of(guardian);
  }

  /** Those by which the caller stands for others, the newest first. */
  public List<Guardianship> own(Exchange exchange) {
    return guardianships.of(Objects.requireNonNull(exchange.caller().person()));
  }

  /** Those by which others stand for the caller, the newest first. */
  public List<Guardianship> guardians(Exchange exchange) {
    return guardianships.forWard(Objects.requireNonNull(exchange.caller().person()));
  }

  /**
   * Confirms or refuses, on behalf of the caller, the one that the path names.
   *
   * @throws Problem if there is none, it is too late, or the caller has asked for it
   */
  public Guardianship answer(Exchange exchange, boolean given, String words) {
    if (!words.isEmpty() && !Grant.isReason(words)) {
      throw new Problem(
          ProblemCode.MALFORMED, "`words` has at most " + Grant.LONGEST_REASON + " characters");
    }
    Guardianship found = found(exchange);
    if (!found.isAnsweredBy(exchange.caller())) {
      throw new Problem(ProblemCode.FORBIDDEN);
    }
    if (found.state(clock.instant()) != Guardianship.State.ASKED) {
      throw new Problem(ProblemCode.GRANT_OVER);
    }
    record(exchange, given ? "confirm" : "refuse", found.guardian(), found.ward(), words);
    return done(guardianships.answer(found.id(), exchange.caller(), given, words));
  }

  /**
   * Ends the one that the path names.
   *
   * @throws Problem if there is none, or it is over
   */
  public Guardianship end(Exchange exchange) {
    Guardianship found = found(exchange);
    record(exchange, "end", found.guardian(), found.ward(), found.papers());
    return done(guardianships.end(found.id(), exchange.caller()));
  }

  private Guardianship found(Exchange exchange) {
    return guardianships
        .find(exchange.context().pathParam("guardianship"))
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  private static Guardianship done(Guardianships.Outcome outcome) {
    return switch (outcome) {
      case Guardianships.Outcome.Done(Guardianship guardianship) -> guardianship;
      case Guardianships.Outcome.Unknown _ -> throw new Problem(ProblemCode.NOT_FOUND);
      case Guardianships.Outcome.TooLate _ -> throw new Problem(ProblemCode.GRANT_OVER);
    };
  }

  private void record(Exchange exchange, String step, Person guardian, Person ward, String words) {
    String why = "%s %s > %s %s".formatted(step, masked(guardian), masked(ward), words);
    reading.record(exchange, Action.GUARDIANSHIP, why.strip());
  }

  private static String masked(Person person) {
    return Masking.mask(person.idType(), person.number());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Retention.ZONE);
  }

  private void ask(Exchange exchange) throws IOException {
    exchange.json(201, json(ask(exchange, Json.body(exchange, LONGEST_BODY))));
  }

  private void answer(Exchange exchange) throws IOException {
    JsonNode body = Json.body(exchange, LONGEST_BODY, Set.of("given", "words"));
    if (!body.path("given").isBoolean()) {
      throw new Problem(ProblemCode.MALFORMED, "`given` is true or false");
    }
    String words = body.path("words").asText().strip();
    exchange.json(200, json(answer(exchange, body.path("given").asBoolean(), words)));
  }

  private ObjectNode json(List<Guardianship> list) {
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray("guardianships");
    list.forEach(each -> array.add(json(each)));
    return json;
  }

  private ObjectNode json(Guardianship guardianship) {
    ObjectNode json = Json.object();
    json.put("id", guardianship.id());
    json.set("guardian", json(guardianship.guardian()));
    json.set("ward", json(guardianship.ward()));
    json.put("kind", Words.of(guardianship.kind()));
    json.put("papers", guardianship.papers());
    json.put("until", guardianship.until().toString());
    json.put("state", Json.word(guardianship.state(clock.instant())));
    json.put("account", guardianship.asked().account());
    json.put("asked", guardianship.asked().at().toString());
    Grant.Answer answer = guardianship.answer();
    if (answer != null) {
      json.putObject("answer")
          .put("account", answer.account())
          .put("given", answer.given())
          .put("words", answer.words())
          .put("at", answer.at().toString());
    }
    Guardianship.Asked ended = guardianship.ended();
    if (ended != null) {
      json.putObject("ended").put("account", ended.account()).put("at", ended.at().toString());
    }
    return json;
  }

  private static ObjectNode json(Person person) {
    return Json.object().put("idType", person.idType().word()).put("idNumber", masked(person));
  }
}

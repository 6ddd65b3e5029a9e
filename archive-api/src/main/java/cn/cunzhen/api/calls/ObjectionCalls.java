package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Objection;
import cn.cunzhen.core.access.Objections;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.access.AccessIndex;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What holders object to, and what supervisors answer. */
public final class ObjectionCalls {
  /** Who objects. */
  public static final Access HOLDERS = Access.only(Role.CITIZEN, Role.EMPLOYER);

  private static final String JSON = "application/json";
  private static final String OBJECTION = "the objection, with its `answer` where there is one";
  private static final int LONGEST_BODY = 16 << 10;

  private final Reading reading;
  private final AccessIndex accesses;
  private final Objections objections;

  public ObjectionCalls(Reading reading, AccessIndex accesses, Objections objections) {
    this.reading = reading;
    this.accesses = accesses;
    this.objections = objections;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                POST,
                "/api/v1/records/{id}/objections",
                HOLDERS,
                "Object to a reading of a record.")
            .path("id", "record id")
            .takes(
                JSON,
                "`account` and `at` of the reading, as `/api/v1/me/accesses` names them; `words`:"
                    + " why, up to 1,000 characters")
            .gives(201, JSON, OBJECTION)
            .by(this::object),
        Route.of(GET, "/api/v1/me/objections", HOLDERS, "What the caller has objected to.")
            .gives(200, JSON, "`objections`, the newest first")
            .by(exchange -> list(exchange, own(exchange))),
        Route.of(GET, "/api/v1/objections", WatchCalls.WATCHING, "What holders object to.")
            .gives(200, JSON, "`objections`, those without an answer first")
            .by(exchange -> list(exchange, objections.all())),
        Route.of(
                POST,
                "/api/v1/objections/{objection}/answer",
                WatchCalls.WATCHING,
                "Answer an objection.")
            .path("objection", "as the list names it")
            .takes(JSON, "`words`: up to 1,000 characters")
            .gives(200, JSON, OBJECTION)
            .by(this::answer));
  }

  /**
   * Objects, on behalf of the caller, to a reading of the record that the path names by its {@code
   * id}; recorded with the record.
   *
   * @param reader who read it
   * @param at when, to the millisecond
   * @throws Problem if the caller does not hold that record, nobody read it so, or the words are
   *     none or too many
   */
  public Objection object(Exchange exchange, String reader, String at, String words)
      throws InterruptedException {
    Reading.Granted granted = reading.of(exchange, Action.OBJECTION, null);
    RecordId record = granted.holding().record().id();
    if (!Objection.areWords(words)) {
      throw new Problem(ProblemCode.MALFORMED, "`words` has 1 to 1,000 characters");
    }
    Instant when = instant(at);
    boolean read =
        accesses.at(when, reader).stream()
            .flatMap(access ->
                granted.part() == null
                    ? Stream.of(access)
                    : ReaderCalls.ofPart(access, exchange.caller()))
            .anyMatch(
                access -> record.equals(access.record()) && access.outcome() == Outcome.GRANTED);
    if (!read) {
      throw new Problem(ProblemCode.NOT_FOUND, "nobody of that name read it then");
    }
    return objections.object(exchange.caller(), record, reader, when, words);
  }

  /** What the caller has objected to, the newest first. */
  public List<Objection> own(Exchange exchange) {
    return objections.of(exchange.caller().account());
  }

  /** What all have objected to, what nobody has answered first. */
  public List<Objection> all() {
    return objections.all();
  }

  /**
   * Answers, on behalf of the caller, the one that the path names; recorded with the record.
   *
   * @throws Problem if there is none, it was answered before, or the words are none or too many
   */
  public Objection answer(Exchange exchange, String words) {
    String id = exchange.context().pathParam("objection");
    if (!Objection.areWords(words)) {
      throw new Problem(ProblemCode.MALFORMED, "`words` has 1 to 1,000 characters");
    }
    Objection found = objections.find(id).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    if (found.answer() != null) {
      throw new Problem(ProblemCode.ANSWERED);
    }
    reading.record(exchange, Action.ANSWER, List.of(found.record()), null);
    return objections
        .answer(id, exchange.caller(), words)
        .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Problem(ProblemCode.MALFORMED, "`at` is a time such as 2026-11-21T01:12:00.123Z");
    }
  }

  private void object(Exchange exchange) throws IOException, InterruptedException {
    JsonNode body = Json.body(exchange, LONGEST_BODY, Set.of("account", "at", "words"));
    Objection objection =
        object(
            exchange,
            body.path("account").asText(),
            body.path("at").asText(),
            body.path("words").asText().strip());
    exchange.json(201, json(objection));
  }

  private void answer(Exchange exchange) throws IOException {
    JsonNode body = Json.body(exchange, LONGEST_BODY, Set.of("words"));
    exchange.json(200, json(answer(exchange, body.path("words").asText().strip())));
  }

  private static void list(Exchange exchange, List<Objection> objections) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("objections");
    objections.forEach(each -> list.add(json(each)));
    exchange.json(200, json);
  }

  private static ObjectNode json(Objection objection) {
    ObjectNode json = Json.object();
    json.put("id", objection.id());
    json.put("account", objection.account());
    json.put("record", objection.record().value());
    json.put("reader", objection.reader());
    json.put("readAt", objection.readAt().toString());
    json.put("words", objection.words());
    json.put("at", objection.at().toString());
    Objection.Answer answer = objection.answer();
    if (answer != null) {
      json.putObject("answer")
          .put("account", answer.account())
          .put("words", answer.words())
          .put("at", answer.at().toString());
    }
    return json;
  }
}

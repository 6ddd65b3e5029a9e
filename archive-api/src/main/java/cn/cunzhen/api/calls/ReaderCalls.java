package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.report.ProbativeReport.Readers;
import cn.cunzhen.core.tally.AccessProof;
import cn.cunzhen.core.tally.Tallies;
import cn.cunzhen.indexer.access.AccessCursor;
import cn.cunzhen.indexer.access.AccessIndex;
import cn.cunzhen.indexer.access.AccessPage;
import cn.cunzhen.indexer.search.Description;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.Question.Order;
import cn.cunzhen.indexer.search.Question.Page;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who has read what: for the holder, and for those who watch over it. */
public final class ReaderCalls {
  private static final int SHOWN = 20;
  private static final int REPORTED = 1_000;
  private static final int LOOKED_THROUGH = 10 * Page.MOST;

  private final Reading reading;
  private final SearchCalls search;
  private final AccessIndex accesses;
  private final Tallies tallies;
  private final Places places;

  public ReaderCalls(
      Reading reading, SearchCalls search, AccessIndex accesses, Tallies tallies, Places places) {
    this.reading = reading;
    this.search = search;
    this.accesses = accesses;
    this.tallies = tallies;
    this.places = places;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/v1/records/{id}/accesses",
                cn.cunzhen.api.http.Access.only(Role.AUDITOR, Role.SUPERVISOR),
                "Who has read a record.")
            .path("id", "record id")
            .query("cursor", "where the next page begins")
            .gives(200, "application/json", "accesses, the newest first")
            .by(this::ofRecord),
        Route.of(
                GET,
                "/api/v1/records/{id}/accesses/proof",
                cn.cunzhen.api.http.Access.only(
                    Role.CITIZEN, Role.EMPLOYER, Role.AUDITOR, Role.SUPERVISOR),
                "That the list of a record's readers is complete.")
            .path("id", "record id")
            .gives(200, "application/json", "the proof, up to the newest tally of accesses")
            .by(this::proof),
        Route.of(
                GET,
                "/api/v1/me/accesses",
                cn.cunzhen.api.http.Access.only(Role.CITIZEN, Role.EMPLOYER),
                "Who has read the caller's own records.")
            .query("cursor", "where the next page begins")
            .gives(200, "application/json", "accesses, the newest first")
            .by(this::ofOwn));
  }

  private void ofRecord(Exchange exchange) throws IOException, InterruptedException {
    RecordId record = reading.of(exchange, Action.ACCESSES, null).holding().record().id();
    answer(
        exchange, accesses.readersOf(Set.of(record), shown(exchange), cursor(exchange), Page.MOST));
  }

  /** Whether there is a tally, by which anything can be proved of readers. */
  public boolean areCounted() {
    return tallies.areMade();
  }

  private void proof(Exchange exchange) throws InterruptedException {
    RecordId record = reading.of(exchange, Action.ACCESS_PROOF, null).holding().record().id();
    AccessProof proof = tallies.proof(record, accesses.readings(record));
    if (proof.tallies().isEmpty()) {
      throw new Problem(ProblemCode.UNCOUNTED);
    }
    exchange
        .context()
        .contentType("application/json")
        .header("Content-Disposition", "attachment; filename=\"accesses-" + record + ".json\"")
        .result(proof.format().toArray());
  }

  private void ofOwn(Exchange exchange) throws IOException, InterruptedException {
    answer(exchange, ofOwn(exchange, Page.MOST).page());
  }

  /**
   * Who has read the caller's own records.
   *
   * @param page of them, which the query's {@code cursor} chooses
   * @param records all that the caller holds
   */
  public record OwnReaders(AccessPage page, Map<RecordId, Hit> records) {
    public OwnReaders {
      records = Map.copyOf(records);
    }
  }

  /** Some of those who have read the caller's own records, the newest first. */
  public OwnReaders ofOwn(Exchange exchange, int most) throws IOException, InterruptedException {
    Map<RecordId, Hit> own = own(exchange);
    AccessPage page = accesses.readersOf(own.keySet(), shown(exchange), cursor(exchange), most);
    List<Access> told =
        page.accesses().stream()
            .flatMap(access ->
                isPart(own.get(access.record()))
                    ? ofPart(access, exchange.caller())
                    : Stream.of(access))
            .toList();
    return new OwnReaders(new AccessPage(told, page.next()), own);
  }

  private static boolean isPart(@Nullable Hit hit) {
    Description about = hit == null ? null : hit.description();
    return about != null && about.others() > 0;
  }

  /** All records that the caller holds: a few dozen for a person, page by page for an employer. */
  private Map<RecordId, Hit> own(Exchange exchange) throws InterruptedException {
    Map<RecordId, Hit> own = new HashMap<>();
    Page page = new Page(Order.NEWEST, null, Page.MOST);
    while (true) {
      Answer answer = search.unrecorded(exchange, Question.of("").with(page));
      answer.hits().forEach(hit -> own.put(hit.record(), hit));
      if (answer.next() == null) {
        return own;
      }
      page = new Page(Order.NEWEST, answer.next(), Page.MOST);
    }
  }

  private static void answer(Exchange exchange, AccessPage page) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("accesses");
    page.accesses().forEach(access -> list.add(json(access)));
    if (page.next() != null) {
      json.put("next", page.next().format());
    }
    exchange.json(200, json);
  }

  /** Holders see who has read; those who watch over it see who was refused, too. */
  private static Set<Outcome> shown(Exchange exchange) {
    Role role = exchange.caller().role();
    return role == Role.CITIZEN || role == Role.EMPLOYER
        ? EnumSet.of(Outcome.GRANTED)
        : EnumSet.allOf(Outcome.class);
  }

  static @Nullable AccessCursor cursor(Exchange exchange) {
    String cursor = exchange.context().queryParam("cursor");
    try {
      return cursor == null ? null : AccessCursor.parse(cursor);
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemCode.MALFORMED, "the field cursor can't be read");
    }
  }

  static ObjectNode json(Access access) {
    ObjectNode json = Json.object();
    json.put("at", access.at().toString());
    json.put("account", access.account());
    json.put("role", access.role().word());
    Json.put(json, "agency", access.agency());
    Json.put(json, "window", access.window());
    json.put("action", access.action().word());
    Json.put(json, "record", access.record() == null ? null : access.record().value());
    if (access.file() != null) {
      json.put("file", access.file());
    }
    Json.put(json, "purpose", access.purpose());
    json.put("outcome", Json.word(access.outcome()));
    return json;
  }

  /**
   * Who has read a record but the caller, the newest first.
   *
   * @param accesses a few dozen at most
   */
  public record Others(List<Access> accesses) {
    public Others {
      accesses = List.copyOf(accesses);
    }
  }

  /**
   * Who has read a record of the caller's own but the caller, however often that was. Of a caller
   * who has read it thousands of times, no older accesses are looked through.
   */
  public Others others(Exchange exchange, Reading.Granted granted) {
    RecordId record = granted.holding().record().id();
    boolean part = granted.part() != null;
    List<Access> others = new ArrayList<>();
    AccessCursor after = null;
    for (int looked = 0; looked < LOOKED_THROUGH; looked += Page.MOST) {
      AccessPage page = accesses.readersOf(Set.of(record), shown(exchange), after, Page.MOST);
      page.accesses().stream()
          .filter(access -> !access.account().equals(exchange.caller().account()))
          .flatMap(access -> part ? ofPart(access, exchange.caller()) : Stream.of(access))
          .limit(SHOWN - others.size())
          .forEach(others::add);
      after = page.next();
      if (after == null || others.size() == SHOWN) {
        break;
      }
    }
    return new Others(others);
  }

  /**
   * What the holder of a part of a record is told of an access to it: not of those by others whose
   * record it is, nor what for, where people name whom it is about.
   */
  static Stream<Access> ofPart(Access access, Caller caller) {
    boolean holder = access.role() == Role.CITIZEN || access.role() == Role.EMPLOYER;
    return holder && !access.account().equals(caller.account())
        ? Stream.empty()
        : Stream.of(with(access, null, access.from()));
  }

  /** The newest readers of a record in sentences, for those who may know. */
  public Optional<List<String>> sentences(Exchange exchange, Reading.Granted granted)
      throws IOException {
    if (!mayKnow(exchange) || granted.part() != null) {
      return Optional.empty();
    }
    RecordId record = granted.holding().record().id();
    AccessPage page = accesses.readersOf(Set.of(record), shown(exchange), null, SHOWN);
    PlaceNames names = new PlaceNames(places, exchange.language());
    return Optional.of(
        page.accesses().stream().map(access -> AccessWords.sentence(access, names)).toList());
  }

  /** The newest readers of a record, for reports to those who may know. */
  Optional<Readers> readers(Exchange exchange, RecordId record) {
    if (!mayKnow(exchange)) {
      return Optional.empty();
    }
    AccessPage page = accesses.readersOf(Set.of(record), shown(exchange), null, REPORTED);
    return Optional.of(
        new Readers(
            page.accesses().stream().map(ReaderCalls::withoutAddress).toList(),
            page.next() != null));
  }

  private static boolean mayKnow(Exchange exchange) {
    return switch (exchange.caller().role()) {
      case CITIZEN, EMPLOYER, AUDITOR, SUPERVISOR -> true;
      case CLERK, ARCHIVIST, SOURCE, OPERATOR -> false;
    };
  }

  private static Access withoutAddress(Access access) {
    return with(access, access.purpose(), null);
  }

  private static Access with(Access access, @Nullable String purpose, @Nullable String from) {
    return new Access(
        access.at(),
        access.account(),
        access.role(),
        access.agency(),
        access.window(),
        access.action(),
        access.record(),
        access.file(),
        purpose,
        access.outcome(),
        from);
  }
}

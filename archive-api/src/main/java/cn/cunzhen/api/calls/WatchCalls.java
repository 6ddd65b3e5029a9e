package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Openings;
import cn.cunzhen.core.access.ReadingLimit.Standing;
import cn.cunzhen.core.access.Releases;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.access.Watch;
import cn.cunzhen.core.access.Watch.Conduct;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.access.AccessIndex;
import cn.cunzhen.indexer.access.AccessPage;
import cn.cunzhen.indexer.search.RecordIndex;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How people read, for those who watch over it; and who may read on beyond a limit. */
public final class WatchCalls {
  /** Who watches. */
  public static final cn.cunzhen.api.http.Access WATCHING =
      cn.cunzhen.api.http.Access.only(Role.SUPERVISOR);

  /** So many of the newest accesses are looked at. */
  private static final int MOST = 50_000;

  private static final int LONGEST_PERIOD = 31;
  private static final int LONGEST_BODY = 4 << 10;
  private static final int LONGEST_WORDS = 200;
  private static final int PAGE = 100;

  /** What may be the number of a transaction. */
  private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{6,64}");

  private final Reading reading;
  private final AccessIndex accesses;
  private final RecordIndex records;
  private final Openings openings;
  private final Releases releases;
  private final Clock clock;

  public WatchCalls(
      Reading reading,
      AccessIndex accesses,
      RecordIndex records,
      Openings openings,
      Releases releases,
      Clock clock) {
    this.reading = reading;
    this.accesses = accesses;
    this.records = records;
    this.openings = openings;
    this.releases = releases;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(GET, "/api/v1/watch", WATCHING, "How people have read, who stands out first.")
            .query("days", "1 to 31; 1 where it is absent")
            .gives(200, "application/json", "`accounts`, and whether that is `complete`")
            .by(this::watch),
        Route.of(GET, "/api/v1/watch/{account}/accesses", WATCHING, "What somebody has read.")
            .path("account", "its name")
            .query("cursor", "where the next page begins")
            .gives(200, "application/json", "accesses, the newest first")
            .by(this::accesses),
        Route.of(
                POST,
                "/api/v1/watch/{account}/release",
                WATCHING,
                "Let somebody read on who has reached a limit.")
            .path("account", "its name")
            .takes("application/json", "`words`: why, up to 200 characters")
            .gives(200, "application/json", "how many records count now, of how many")
            .by(this::release));
  }

  /**
   * How somebody reads.
   *
   * @param standing how many records count just now, of how many
   */
  public record Watched(Conduct conduct, Standing standing) {}

  /**
   * How all have read of late.
   *
   * @param complete false where there was more than is looked at
   */
  public record Report(List<Watched> watched, boolean complete) {
    public Report {
      watched = List.copyOf(watched);
    }
  }

  /**
   * How all have read in the last days.
   *
   * @param days 1 to 31
   * @throws Problem if it is another number
   */
  public Report report(int days) {
    if (days < 1 || days > LONGEST_PERIOD) {
      throw new Problem(ProblemCode.MALFORMED, "`days` is 1 to 31");
    }
    AccessPage page = accesses.since(clock.instant().minus(Duration.ofDays(days)), MOST);
    List<Watched> watched =
        Watch.of(page.accesses(), new Looked(records)).stream()
            .map(conduct -> new Watched(conduct, openings.standing(conduct.account())))
            .toList();
    return new Report(watched, page.next() == null);
  }

  /** What the index knows of it; each thing is looked up once. */
  private static final class Looked implements Watch.Known {
    private final RecordIndex index;
    private final Map<RecordId, List<Holder>> holders = new HashMap<>();
    private final Map<String, Boolean> purposes = new HashMap<>();

    Looked(RecordIndex index) {
      this.index = index;
    }

    @Override
    public List<Holder> holders(RecordId record) {
      return holders.computeIfAbsent(record, this::read);
    }

    private List<Holder> read(RecordId record) {
      try {
        return index.holders(record);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean namesTransaction(String purpose) {
      return purposes.computeIfAbsent(purpose, this::names);
    }

    private boolean names(String purpose) {
      Matcher number = NUMBER.matcher(purpose);
      try {
        while (number.find()) {
          if (index.hasNumber(number.group())) {
            return true;
          }
        }
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Some of what somebody has read, which the query's {@code cursor} chooses. */
  public AccessPage of(Exchange exchange) {
    return accesses.by(account(exchange), ReaderCalls.cursor(exchange), PAGE);
  }

  /**
   * Lets the one whom the path names read on; recorded before it counts.
   *
   * @throws Problem if that is the caller, or there are no words, or too many
   */
  public void release(Exchange exchange, String words) {
    String account = account(exchange);
    if (account.equals(exchange.caller().account())) {
      throw new Problem(ProblemCode.FORBIDDEN, "a second person is needed for that");
    }
    if (words.isBlank()
        || words.length() > LONGEST_WORDS
        || words.chars().anyMatch(Character::isISOControl)) {
      throw new Problem(ProblemCode.MALFORMED, "`words` has 1 to 200 characters");
    }
    reading.record(exchange, Action.RELEASE, account + ": " + words);
    releases.release(account, exchange.caller());
    openings.forget(account);
  }

  /** Whom the path names. */
  public static String account(Exchange exchange) {
    return exchange.context().pathParam("account");
  }

  /**
   * The number of days that somebody asks for; 1 where nothing is said.
   *
   * @throws Problem if it is no number
   */
  public static int days(@Nullable String given) {
    if (given == null || given.isEmpty()) {
      return 1;
    }
    if (!given.matches("[0-9]{1,2}")) {
      throw new Problem(ProblemCode.MALFORMED, "`days` is 1 to 31");
    }
    return Integer.parseInt(given);
  }

  private void watch(Exchange exchange) {
    Report report = report(days(exchange.context().queryParam("days")));
    ObjectNode json = Json.object();
    ArrayNode accounts = json.putArray("accounts");
    report.watched().forEach(each -> accounts.add(json(each)));
    json.put("complete", report.complete());
    exchange.json(200, json);
  }

  private static ObjectNode json(Watched watched) {
    Conduct conduct = watched.conduct();
    ObjectNode json = Json.object();
    json.put("account", conduct.account());
    json.put("role", conduct.role().word());
    Json.put(json, "agency", conduct.agency());
    json.put("records", conduct.records());
    json.put("hour", conduct.hour());
    json.put("night", conduct.night());
    json.put("namesakes", conduct.namesakes());
    json.put("withoutTransaction", conduct.withoutTransaction());
    json.put("refused", conduct.refused());
    ArrayNode oddities = json.putArray("oddities");
    conduct.oddities().forEach(each -> oddities.add(Json.word(each)));
    json.put("opened", watched.standing().opened());
    json.put("limit", watched.standing().limit());
    return json;
  }

  private void accesses(Exchange exchange) {
    AccessPage page = of(exchange);
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("accesses");
    page.accesses().forEach(access -> list.add(ReaderCalls.json(access)));
    if (page.next() != null) {
      json.put("next", page.next().format());
    }
    exchange.json(200, json);
  }

  private void release(Exchange exchange) throws IOException {
    JsonNode body = Json.body(exchange, LONGEST_BODY, Set.of("words"));
    release(exchange, body.path("words").asText().strip());
    Standing standing = openings.standing(account(exchange));
    exchange.json(
        200, Json.object().put("opened", standing.opened()).put("limit", standing.limit()));
  }

  /** When an account opened each record last, by the index of all nodes' logs. */
  public static Openings.Recorded opened(AccessIndex accesses) {
    return new Openings.Recorded() {
      @Override
      public Map<RecordId, Instant> opened(String account, Instant since) {
        Map<RecordId, Instant> opened = new HashMap<>();
        for (Access access : accesses.by(account, since, MOST).accesses()) {
          RecordId record = access.record();
          if (record != null
              && access.outcome() == Outcome.GRANTED
              && Openings.isOpening(access.action())) {
            opened.putIfAbsent(record, access.at());
          }
        }
        return opened;
      }

      @Override
      public long news() {
        return accesses.gathered();
      }
    };
  }
}

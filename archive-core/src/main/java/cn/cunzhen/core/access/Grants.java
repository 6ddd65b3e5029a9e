package cn.cunzhen.core.access;

import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The grants of an archive, each a small object under {@code state/grants/}. Any thread may use it.
 *
 * <p>What another node changes is known here within ten seconds. A grant of which nothing comes any
 * more is forgotten after thirty days; that it was, the ledger of accesses keeps.
 */
public final class Grants {
  private static final String GRANTS = "state/grants/";
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final Duration FORGOTTEN = Duration.ofDays(30);

  private final Heads heads;
  private final Supplier<Bytes> random;
  private final Clock clock;
  private @Nullable Known known;

  /**
   * @param random 16 fresh random bytes each time
   */
  public Grants(Heads heads, Supplier<Bytes> random, Clock clock) {
    this.heads = heads;
    this.random = random;
    this.clock = clock;
  }

  /** All grants, as they were read a moment ago. */
  private record Known(Map<String, Grant> grants, Instant until) {}

  /** What became of an answer, or of an end. */
  public sealed interface Outcome {
    /** It is so now. */
    record Done(Grant grant) implements Outcome {}

    /** There is no such grant that concerns the caller. */
    record Unknown() implements Outcome {}

    /** It is not asked for, or not open, any more. */
    record TooLate() implements Outcome {}
  }

  /**
   * Asks for a grant.
   *
   * @throws IllegalArgumentException if no such grant can be given
   */
  public Grant ask(Caller caller, List<RecordId> records, String reason, Duration time) {
    Grant grant =
        new Grant(
            random.get().hex(),
            caller.account(),
            caller.role(),
            caller.agency(),
            records,
            reason,
            time,
            now(),
            null,
            null);
    if (heads.putOnce(key(grant.id()), GrantJson.format(grant, random.get()))
        instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
    forget();
    return grant;
  }

  /** A second person gives or refuses what was asked for. */
  public Outcome answer(String id, Caller caller, boolean given, String words) {
    return change(
        id,
        grant ->
            grant.isAnsweredBy(caller)
                ? when(
                    grant,
                    Grant.State.ASKED,
                    grant.answered(new Grant.Answer(caller.account(), given, words, now())))
                : new Outcome.Unknown());
  }

  /** Ends a grant before its time, or takes back what was asked for. */
  public Outcome end(String id, Caller caller) {
    return change(
        id,
        grant -> {
          if (!grant.concerns(caller)) {
            return new Outcome.Unknown();
          }
          Grant.State state = grant.state(now());
          return state == Grant.State.ASKED || state == Grant.State.OPEN
              ? new Outcome.Done(grant.endedAt(now()))
              : new Outcome.TooLate();
        });
  }

  private Outcome when(Grant grant, Grant.State state, Grant changed) {
    return grant.state(now()) == state ? new Outcome.Done(changed) : new Outcome.TooLate();
  }

  /** Those that concern this caller, the newest first. */
  public List<Grant> of(Caller caller) {
    return known().values().stream()
        .filter(grant -> grant.concerns(caller))
        .sorted(Comparator.comparing(Grant::asked).reversed())
        .toList();
  }

  /** A grant that concerns this caller. */
  public Optional<Grant> find(String id, Caller caller) {
    return Optional.ofNullable(known().get(id)).filter(grant -> grant.concerns(caller));
  }

  /** Whether one lets this caller read this record now. */
  public boolean opens(Caller caller, RecordId record) {
    Instant now = now();
    return known().values().stream().anyMatch(grant -> grant.opens(caller.account(), record, now));
  }

  private Outcome change(String id, Function<Grant, Outcome> change) {
    Optional<Head> head = id.matches("[0-9a-f]{32}") ? heads.get(key(id)) : Optional.empty();
    if (head.isEmpty()) {
      return new Outcome.Unknown();
    }
    Outcome outcome = change.apply(GrantJson.parse(head.get().value()));
    if (outcome instanceof Outcome.Done(Grant grant)) {
      Bytes value = GrantJson.format(grant, random.get());
      switch (heads.swap(key(id), head.get().version(), value)) {
        case Write.Done _ -> {}
        case Write.Refused _ -> {
          // A repeated request may have met its own first success.
          if (heads.get(key(id)).map(Head::value).filter(value::equals).isEmpty()) {
            throw new ConcurrentModificationException("the grant is being changed: " + id);
          }
        }
        case Write.Unknown unknown -> throw unknown.cause();
      }
      forget();
    }
    return outcome;
  }

  /** What was changed here is known here at once. */
  private synchronized void forget() {
    known = known == null ? null : new Known(known.grants(), Instant.MIN);
  }

  private synchronized Map<String, Grant> known() {
    Instant now = now();
    if (known == null || !now.isBefore(known.until())) {
      Map<String, Grant> before = known == null ? Map.of() : known.grants();
      known = new Known(read(before, now), now.plus(REMEMBERED));
    }
    return known.grants();
  }

  /**
   * @param before what was read last: of what is over nothing changes any more
   */
  private Map<String, Grant> read(Map<String, Grant> before, Instant now) {
    Map<String, Grant> grants = new TreeMap<>();
    List<ObjectKey> keys;
    try (Stream<ObjectKey> listed = heads.list(GRANTS)) {
      keys = listed.toList();
    }
    for (ObjectKey key : keys) {
      Optional<Grant> grant =
          Optional.ofNullable(before.get(key.value().substring(GRANTS.length())))
              .filter(old -> old.state(now) == Grant.State.OVER)
              .or(() -> heads.get(key).map(head -> GrantJson.parse(head.value())));
      if (grant.isPresent() && now.isAfter(grant.get().last().plus(FORGOTTEN))) {
        heads.delete(key);
      } else {
        grant.ifPresent(each -> grants.put(each.id(), each));
      }
    }
    return grants;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static ObjectKey key(String id) {
    return ObjectKey.of(GRANTS + id);
  }
}

package cn.cunzhen.core.access;

import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The grants of an archive, each a small object under {@code state/grants/}. Any thread may use it.
 *
 * <p>What another node changes is known here within ten seconds. A grant of which nothing comes any
 * more is forgotten after thirty days; that it was, the ledger of accesses keeps.
 */
public final class Grants {
  private static final String GRANTS = "state/grants/";
  private static final Duration FORGOTTEN = Duration.ofDays(30);

  private final Papers<Grant> papers;
  private final Supplier<Bytes> random;
  private final Clock clock;

  /**
   * @param random 16 fresh random bytes each time
   */
  public Grants(Heads heads, Supplier<Bytes> random, Clock clock) {
    this.papers =
        new Papers<>(
            heads,
            GRANTS,
            grant -> GrantJson.format(grant, random.get()),
            GrantJson::parse,
            (grant, now) -> grant.state(now) == Grant.State.OVER,
            (grant, now) -> now.isAfter(grant.last().plus(FORGOTTEN)),
            clock);
    this.random = random;
    this.clock = clock;
  }

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
    papers.add(grant.id(), grant);
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
    return papers.all().values().stream()
        .filter(grant -> grant.concerns(caller))
        .sorted(Comparator.comparing(Grant::asked).reversed())
        .toList();
  }

  /** A grant that concerns this caller. */
  public Optional<Grant> find(String id, Caller caller) {
    return Optional.ofNullable(papers.all().get(id)).filter(grant -> grant.concerns(caller));
  }

  /** Whether one lets this caller read this record now. */
  public boolean opens(Caller caller, RecordId record) {
    Instant now = now();
    return papers.all().values().stream()
        .anyMatch(grant -> grant.opens(caller.account(), record, now));
  }

  private Outcome change(String id, Function<Grant, Outcome> change) {
    return papers
        .change(
            id,
            change,
            outcome ->
                outcome instanceof Outcome.Done(Grant grant)
                    ? Optional.of(grant)
                    : Optional.empty())
        .orElse(new Outcome.Unknown());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}

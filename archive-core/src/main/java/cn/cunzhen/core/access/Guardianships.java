package cn.cunzhen.core.access;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Guardianship.Asked;
import cn.cunzhen.core.access.Guardianship.State;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who stands for whom, each a small object under {@code state/guardianships/}, in a folder for each
 * guardian whose name tells nobody who that is. Any thread may use it.
 *
 * <p>What another node changes is known here within ten seconds. What is over is forgotten after
 * three years, when no claim that rests on it can be made any more (Civil Code, article 188).
 */
public final class Guardianships {
  private static final String ALL = "state/guardianships/";

  /** Those that wait for an answer, by name alone. */
  private static final String WAITING = "state/guardianships-asked/";

  /** By ward, the ids alone. */
  private static final String FOR = "state/guardianships-for/";

  private static final String LABEL = "cunzhen guardianships 1";
  private static final Comparator<Guardianship> NEWEST_FIRST =
      Comparator.comparing((Guardianship each) -> each.asked().at()).reversed();
  private static final int NAME = 32;
  private static final Duration FORGOTTEN = Duration.ofDays(3 * 366);
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private final Heads heads;
  private final IdKey names;
  private final Supplier<Bytes> random;
  private final Clock clock;

  /** By the guardian's name. */
  private final Cache<String, List<Guardianship>> known;

  /**
   * @param idKey names guardians, by a key derived from it
   * @param random 16 fresh random bytes each time
   */
  public Guardianships(Heads heads, IdKey idKey, Supplier<Bytes> random, Clock clock) {
    this.heads = heads;
    this.names = new IdKey(idKey.derive(LABEL));
    this.random = random;
    this.clock = clock;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(REMEMBERED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** What became of an answer, or of an end. */
  public sealed interface Outcome {
    /** It is so now. */
    record Done(Guardianship guardianship) implements Outcome {}

    /** There is no such guardianship, or the caller is no second person for it. */
    record Unknown() implements Outcome {}

    /** It is not asked for, or does not hold, any more. */
    record TooLate() implements Outcome {}
  }

  /** The caller, standing for those for whom it may. */
  public Caller standing(Caller caller) {
    Person person = caller.person();
    if (caller.role() != Role.CITIZEN || person == null) {
      return caller;
    }
    Instant now = clock.instant();
    Set<Person> wards =
        of(person).stream()
            .filter(each -> each.state(now) == State.HOLDS)
            .map(Guardianship::ward)
            .collect(Collectors.toSet());
    return wards.isEmpty() ? caller : caller.with(wards);
  }

  /** All of a guardian's, the newest first, those that are over and refused too. */
  public List<Guardianship> of(Person guardian) {
    return known.get(name(guardian), this::read);
  }

  /** All by which others stand for this person, or stood or were to stand, the newest first. */
  public List<Guardianship> forWard(Person ward) {
    String folder = FOR + name(ward) + "/";
    List<String> ids;
    try (Stream<ObjectKey> listed = heads.list(folder)) {
      ids = listed.map(key -> key.value().substring(folder.length())).toList();
    }
    return ids.stream().flatMap(id -> find(id).stream()).sorted(NEWEST_FIRST).toList();
  }

  /**
   * Asks that one may stand for another.
   *
   * @throws IllegalArgumentException if nobody can
   */
  public Guardianship ask(
      Caller caller,
      Person guardian,
      Person ward,
      Guardianship.Kind kind,
      String papers,
      LocalDate until) {
    Guardianship asked =
        new Guardianship(
            name(guardian) + random.get().hex(),
            guardian,
            ward,
            kind,
            papers,
            until,
            new Asked(caller.account(), now()),
            null,
            null);
    // First: a name alone is passed over, and without it nobody would ever answer.
    put(waiting(asked.id()), random.get());
    put(ward(asked.id(), ward), random.get());
    put(key(asked.id()), GuardianshipJson.format(asked, random.get()));
    known.invalidate(name(guardian));
    return asked;
  }

  private void put(ObjectKey key, Bytes value) {
    if (heads.putOnce(key, value) instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
  }

  /** Those that wait for an answer, the oldest first. */
  public List<Guardianship> waiting() {
    List<String> ids;
    try (Stream<ObjectKey> listed = heads.list(WAITING)) {
      ids = listed.map(key -> key.value().substring(WAITING.length())).toList();
    }
    Instant now = clock.instant();
    return ids.stream()
        .flatMap(id -> find(id).stream())
        .filter(each -> waits(each, now))
        .sorted(Comparator.comparing(each -> each.asked().at()))
        .toList();
  }

  private boolean waits(Guardianship each, Instant now) {
    boolean waits = each.state(now) == State.ASKED;
    if (!waits) {
      heads.delete(waiting(each.id()));
    }
    return waits;
  }

  /** The one of this id, as it is in the store. */
  public Optional<Guardianship> find(String id) {
    return Guardianship.isId(id)
        ? heads.get(key(id)).map(head -> GuardianshipJson.parse(head.value()))
        : Optional.empty();
  }

  /** A second person confirms or refuses what was asked for. */
  public Outcome answer(String id, Caller caller, boolean given, String words) {
    return change(
        id,
        found -> {
          if (!found.isAnsweredBy(caller)) {
            return new Outcome.Unknown();
          }
          return found.state(now()) == State.ASKED
              ? new Outcome.Done(
                  found.answered(new Grant.Answer(caller.account(), given, words, now())))
              : new Outcome.TooLate();
        });
  }

  /** Ends one before its time, or takes back what was asked for. */
  public Outcome end(String id, Caller caller) {
    return change(
        id,
        found -> {
          State state = found.state(now());
          return state == State.ASKED || state == State.HOLDS
              ? new Outcome.Done(found.endedBy(new Asked(caller.account(), now())))
              : new Outcome.TooLate();
        });
  }

  private Outcome change(String id, Function<Guardianship, Outcome> change) {
    Optional<Head> head = Guardianship.isId(id) ? heads.get(key(id)) : Optional.empty();
    if (head.isEmpty()) {
      return new Outcome.Unknown();
    }
    Outcome outcome = change.apply(GuardianshipJson.parse(head.get().value()));
    if (outcome instanceof Outcome.Done(Guardianship changed)) {
      swap(head.get(), changed);
      known.invalidate(id.substring(0, NAME));
      heads.delete(waiting(id));
    }
    return outcome;
  }

  private void swap(Head before, Guardianship changed) {
    ObjectKey key = key(changed.id());
    Bytes value = GuardianshipJson.format(changed, random.get());
    switch (heads.swap(key, before.version(), value)) {
      case Write.Done _ -> {}
      case Write.Refused _ -> {
        // A repeated request may have met its own first success.
        if (heads.get(key).map(Head::value).filter(value::equals).isEmpty()) {
          throw new ConcurrentModificationException("it is being changed: " + key);
        }
      }
      case Write.Unknown unknown -> throw unknown.cause();
    }
  }

  private List<Guardianship> read(String guardian) {
    List<ObjectKey> keys;
    try (Stream<ObjectKey> listed = heads.list(ALL + guardian + "/")) {
      keys = listed.toList();
    }
    Instant now = clock.instant();
    Stream.Builder<Guardianship> found = Stream.builder();
    for (ObjectKey key : keys) {
      Optional<Guardianship> each =
          heads.get(key).map(head -> GuardianshipJson.parse(head.value()));
      if (each.isPresent() && now.isAfter(each.get().last().plus(FORGOTTEN))) {
        heads.delete(ward(each.get().id(), each.get().ward()));
        heads.delete(key);
      } else {
        each.ifPresent(found);
      }
    }
    return found.build().sorted(NEWEST_FIRST).toList();
  }

  private String name(Person person) {
    return names.mac(person.idType().word() + " " + person.number()).hex().substring(0, NAME);
  }

  private static ObjectKey key(String id) {
    return ObjectKey.of(ALL + id.substring(0, NAME) + "/" + id.substring(NAME));
  }

  private ObjectKey ward(String id, Person ward) {
    return ObjectKey.of(FOR + name(ward) + "/" + id);
  }

  private static ObjectKey waiting(String id) {
    return ObjectKey.of(WAITING + id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}

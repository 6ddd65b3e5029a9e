package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Guardianship.Kind;
import cn.cunzhen.core.access.Guardianship.State;
import cn.cunzhen.core.access.Guardianships.Outcome;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.fault.Fault;
import cn.cunzhen.storage.fault.FaultyStore;
import cn.cunzhen.storage.fault.Operation;
import cn.cunzhen.storage.fault.When;
import cn.cunzhen.storage.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who stands for whom. */
class GuardianshipsTest {
  private static final Person MOTHER = resident("460100198001010014");
  private static final Person CHILD = resident("460100201006010018");
  private static final Person FATHER = resident("460100199003074518");
  private static final LocalDate UNTIL = LocalDate.parse("2026-12-31");
  private static final Duration DAY = Duration.ofDays(1);

  private static final Caller CLERK = caller("clerk", Role.CLERK);
  private static final Caller SUPERVISOR = caller("supervisor", Role.SUPERVISOR);
  private static final Caller CITIZEN =
      new Caller("mother", Role.CITIZEN, MOTHER, null, null, Set.of());

  private final SecureRandom random = new SecureRandom();
  private Instant now = Instant.parse("2026-11-23T01:00:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final FaultyStore store = FaultyStore.over(new MemoryStore(clock));
  private final Guardianships guardianships = onAnotherNode();

  private static Person resident(String number) {
    return new Person(IdType.RESIDENT_ID, number);
  }

  private static Caller caller(String account, Role role) {
    return new Caller(account, role, null, "460100-SI", null, Set.of());
  }

  private Guardianships onAnotherNode() {
    return new Guardianships(
        store.heads(),
        new IdKey(Bytes.of(new byte[32])),
        () -> {
          byte[] bytes = new byte[16];
          random.nextBytes(bytes);
          return Bytes.of(bytes);
        },
        clock);
  }

  private Guardianship asked() {
    return guardianships.ask(CLERK, MOTHER, CHILD, Kind.PARENT, "出生医学证明 T460000123", UNTIL);
  }

  private Guardianship holding() {
    Outcome outcome = guardianships.answer(asked().id(), SUPERVISOR, true, "已核对");
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).guardianship();
  }

  private Set<Person> wards() {
    return guardianships.standing(CITIZEN).wards();
  }

  @Test
  void whoIsStoodForSeesByWhomAndWhoWas() {
    Guardianship held = holding();
    now = now.plus(DAY);
    Guardianship asked =
        guardianships.ask(CLERK, FATHER, CHILD, Kind.PARENT, "出生医学证明 T460000123", UNTIL);

    assertThat(onAnotherNode().forWard(CHILD)).containsExactly(asked, held);
    assertThat(guardianships.forWard(MOTHER)).isEmpty();

    now = now.plus(Duration.ofDays(5 * 366));
    guardianships.of(MOTHER);
    guardianships.of(FATHER);
    assertThat(guardianships.forWard(CHILD)).as("forgotten with them").isEmpty();
  }

  @Test
  void oneStandsForAnotherFromWhenASecondPersonSaysSoToTheLastDay() {
    Guardianship asked = asked();
    assertThat(wards()).isEmpty();
    assertThat(guardianships.waiting()).containsExactly(asked);

    guardianships.answer(asked.id(), SUPERVISOR, true, "");
    assertThat(wards()).containsExactly(CHILD);
    assertThat(guardianships.waiting()).isEmpty();

    // The last day ends where the archive is.
    now = Instant.parse("2026-12-31T15:59:59Z");
    assertThat(wards()).containsExactly(CHILD);
    now = Instant.parse("2026-12-31T16:00:00Z");
    assertThat(wards()).isEmpty();
  }

  @Test
  void whatIsRefusedTakenBackOrNotAnsweredComesToNothing() {
    Guardianship refused = asked();
    guardianships.answer(refused.id(), SUPERVISOR, false, "证明不符");
    Guardianship takenBack = asked();
    guardianships.end(takenBack.id(), CLERK);
    Guardianship late = asked();
    now = now.plus(Grant.PATIENCE);

    assertThat(wards()).isEmpty();
    assertThat(guardianships.waiting()).isEmpty();
    for (Guardianship each : List.of(refused, takenBack, late)) {
      assertThat(guardianships.answer(each.id(), SUPERVISOR, true, ""))
          .isEqualTo(new Outcome.TooLate());
    }
    try (Stream<ObjectKey> left = store.heads().list("state/guardianships-asked/")) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whoHasAskedConfirmsNothingAndNobodyButASupervisorDoes() {
    Caller both = caller("both", Role.SUPERVISOR);
    Guardianship own = guardianships.ask(both, MOTHER, CHILD, Kind.PARENT, "出生医学证明", UNTIL);
    assertThat(guardianships.answer(own.id(), both, true, "")).isEqualTo(new Outcome.Unknown());
    for (Role role : List.of(Role.CLERK, Role.ARCHIVIST, Role.AUDITOR, Role.OPERATOR)) {
      assertThat(guardianships.answer(own.id(), caller("other", role), true, ""))
          .as(role.word())
          .isEqualTo(new Outcome.Unknown());
    }
    assertThat(wards()).isEmpty();
  }

  @Test
  void whatIsEndedIsOverAtOnceHereAndWithinTenSecondsElsewhere() {
    Guardianship holding = holding();
    Guardianships other = onAnotherNode();
    assertThat(other.standing(CITIZEN).wards()).containsExactly(CHILD);

    guardianships.end(holding.id(), CLERK);

    assertThat(wards()).isEmpty();
    now = now.plusSeconds(10);
    assertThat(other.standing(CITIZEN).wards()).isEmpty();
    assertThat(guardianships.end(holding.id(), CLERK)).isEqualTo(new Outcome.TooLate());
    assertThat(guardianships.of(MOTHER).getFirst().ended())
        .isEqualTo(new Guardianship.Asked("clerk", Instant.parse("2026-11-23T01:00:00Z")));
  }

  @Test
  void oneStandsOnlyForWhomIsRegisteredAndOnlyOnesOwn() {
    holding();
    Caller father = new Caller("father", Role.CITIZEN, FATHER, null, null, Set.of());
    Caller child = new Caller("child", Role.CITIZEN, CHILD, null, null, Set.of());

    assertThat(guardianships.standing(father)).isEqualTo(father);
    assertThat(guardianships.standing(child)).isEqualTo(child);
    assertThat(guardianships.standing(CLERK)).isEqualTo(CLERK);
    assertThat(guardianships.of(FATHER)).isEmpty();
  }

  @Test
  void aPassportOfTheSameNumberIsSomebodyElse() {
    holding();
    Person passport = new Person(IdType.PASSPORT, MOTHER.number());
    assertThat(guardianships.of(passport)).isEmpty();
  }

  @Test
  void nobodyStandsForHimself() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guardianships.ask(CLERK, MOTHER, MOTHER, Kind.GUARDIAN, "判决书", UNTIL));
  }

  @Test
  void theStoresNamesTellNobodyWhoItIs() {
    holding();
    try (Stream<ObjectKey> keys = store.heads().list("state/")) {
      assertThat(keys.map(ObjectKey::value))
          .hasSize(2)
          .allMatch(key -> !key.contains(MOTHER.number()) && !key.contains(CHILD.number()));
    }
  }

  @Test
  void whatIsLongOverIsForgotten() {
    holding();
    now = now.plus(Duration.ofDays(365 * 3)).minus(DAY);
    assertThat(guardianships.of(MOTHER)).hasSize(1);
    now = now.plus(Duration.ofDays(60));
    assertThat(guardianships.of(MOTHER)).isEmpty();
    try (Stream<ObjectKey> left = store.heads().list("state/")) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aMinorIsOneUntilTheDayBeforeTheEighteenthBirthdayAndAWardForFiveYears() {
    LocalDate today = LocalDate.parse("2026-11-23");
    assertThat(Guardianship.latest(Kind.PARENT, CHILD, today)).isEqualTo("2028-05-31");
    assertThat(Guardianship.latest(Kind.GUARDIAN, CHILD, today)).isEqualTo("2031-11-23");
    Person passport = new Person(IdType.PASSPORT, "E12345678");
    assertThat(Guardianship.latest(Kind.PARENT, passport, today)).isEqualTo("2031-11-23");
    Person leap = resident("460100201202290010");
    assertThat(Guardianship.latest(Kind.PARENT, leap, today)).isEqualTo("2030-02-27");
  }

  @Test
  void whatFailsWhileItIsAskedIsAskedOrIsNot() {
    for (Fault fault : List.of(Fault.BEFORE, Fault.AFTER)) {
      for (String key : List.of("state/guardianships-asked/", "state/guardianships/")) {
        store.plan(When.next(Operation.PUT_ONCE, key), fault);
        assertThatThrownBy(this::asked).as(key).isInstanceOf(StorageException.class);
        assertThat(wards()).isEmpty();
      }
    }
    // Of the four that failed one was written whole before it did.
    assertThat(guardianships.waiting()).hasSize(1);
    asked();
    assertThat(guardianships.waiting()).hasSize(2);
  }

  @Test
  void anAnswerOfWhichNobodyKnowsWhetherItCountedOpensNothingUnlessItDid() {
    Guardianship asked = asked();
    store.plan(When.next(Operation.SWAP, "state/guardianships/"), Fault.BEFORE);
    assertThatThrownBy(() -> guardianships.answer(asked.id(), SUPERVISOR, true, ""))
        .isInstanceOf(StorageException.class);
    assertThat(wards()).isEmpty();

    store.plan(When.next(Operation.SWAP, "state/guardianships/"), Fault.AFTER);
    assertThatThrownBy(() -> guardianships.answer(asked.id(), SUPERVISOR, true, ""))
        .isInstanceOf(StorageException.class);
    now = now.plusSeconds(10);
    assertThat(wards()).containsExactly(CHILD);
    assertThat(guardianships.find(asked.id()).orElseThrow().state(now)).isEqualTo(State.HOLDS);
  }

  @Test
  void whatIsNoIdFindsNothing() {
    assertThat(guardianships.find("../grants/x")).isEmpty();
    assertThat(guardianships.end("", CLERK)).isEqualTo(new Outcome.Unknown());
  }
}

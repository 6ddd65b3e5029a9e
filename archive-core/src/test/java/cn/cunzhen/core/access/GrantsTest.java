package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.access.Grants.Outcome;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a second person lets somebody read. */
class GrantsTest {
  private static final RecordId RECORD = new RecordId("0123456789abcdefghijklmnop");
  private static final RecordId OTHER = new RecordId("ponmlkjihgfedcba9876543210");
  private static final Duration DAY = Duration.ofDays(1);

  private static final Caller CLERK = caller("clerk", Role.CLERK);
  private static final Caller AUDITOR = caller("auditor", Role.AUDITOR);
  private static final Caller ARCHIVIST = caller("archivist", Role.ARCHIVIST);
  private static final Caller SUPERVISOR = caller("supervisor", Role.SUPERVISOR);

  private final SecureRandom random = new SecureRandom();
  private Instant now = Instant.parse("2026-11-23T01:00:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final FaultyStore store = FaultyStore.over(new MemoryStore(clock));
  private final Grants grants = onAnotherNode();

  private static Caller caller(String account, Role role) {
    return new Caller(account, role, null, "460100-SI", null, Set.of());
  }

  private Grants onAnotherNode() {
    return new Grants(
        store.heads(),
        () -> {
          byte[] bytes = new byte[16];
          random.nextBytes(bytes);
          return Bytes.of(bytes);
        },
        clock);
  }

  private Grant asked(Caller caller) {
    return grants.ask(caller, List.of(RECORD), "办件 17 复核", DAY);
  }

  private static Grant done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).grant();
  }

  private Grant given(Caller caller) {
    return done(grants.answer(asked(caller).id(), SUPERVISOR, true, ""));
  }

  @Test
  void aRecordIsOpenFromTheAnswerOnUntilTheTimeIsUp() {
    Grant grant = asked(CLERK);
    assertThat(grants.opens(CLERK, RECORD)).isFalse();

    now = now.plus(DAY);
    done(grants.answer(grant.id(), SUPERVISOR, true, ""));
    assertThat(grants.opens(CLERK, RECORD)).isTrue();
    assertThat(grants.opens(CLERK, OTHER)).isFalse();
    assertThat(grants.opens(caller("other", Role.CLERK), RECORD)).isFalse();

    now = now.plus(DAY).minusSeconds(1);
    assertThat(grants.opens(CLERK, RECORD)).isTrue();
    now = now.plusSeconds(1);
    assertThat(grants.opens(CLERK, RECORD)).isFalse();
  }

  @Test
  void nobodyAnswersForHimself() {
    Caller same = caller("clerk", Role.SUPERVISOR);

    assertThat(grants.answer(asked(CLERK).id(), same, true, "")).isEqualTo(new Outcome.Unknown());
    assertThat(grants.answer(asked(CLERK).id(), CLERK, true, "")).isEqualTo(new Outcome.Unknown());
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void anArchivistAnswersForClerksAndASupervisorForAuditorsToo(Role role) {
    if (role == Role.CITIZEN || role == Role.EMPLOYER) {
      return;
    }
    Caller second = caller("second", role);
    boolean clerk = grants.answer(asked(CLERK).id(), second, true, "") instanceof Outcome.Done;
    boolean auditor = grants.answer(asked(AUDITOR).id(), second, true, "") instanceof Outcome.Done;

    assertThat(clerk).isEqualTo(role == Role.ARCHIVIST || role == Role.SUPERVISOR);
    assertThat(auditor).isEqualTo(role == Role.SUPERVISOR);
  }

  @Test
  void whatWasRefusedStaysShut() {
    Grant grant = asked(CLERK);
    done(grants.answer(grant.id(), ARCHIVIST, false, "无关"));

    assertThat(grants.opens(CLERK, RECORD)).isFalse();
    assertThat(grants.answer(grant.id(), SUPERVISOR, true, "")).isEqualTo(new Outcome.TooLate());
    assertThat(grants.end(grant.id(), CLERK)).isEqualTo(new Outcome.TooLate());
  }

  @Test
  void whatNobodyAnswersForAWeekIsOver() {
    Grant grant = asked(CLERK);
    now = now.plus(Duration.ofDays(7));

    assertThat(grants.answer(grant.id(), SUPERVISOR, true, "")).isEqualTo(new Outcome.TooLate());
  }

  @Test
  void aGrantIsEndedByWhoHasItOrByASecondPersonAndByNobodyElse() {
    Grant grant = given(CLERK);
    assertThat(grants.end(grant.id(), caller("other", Role.CLERK)))
        .isEqualTo(new Outcome.Unknown());
    assertThat(grants.opens(CLERK, RECORD)).isTrue();

    done(grants.end(grant.id(), ARCHIVIST));
    assertThat(grants.opens(CLERK, RECORD)).isFalse();
    assertThat(grants.end(given(CLERK).id(), CLERK)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void whatWasTakenBackCantBeGiven() {
    Grant grant = asked(CLERK);
    done(grants.end(grant.id(), CLERK));

    assertThat(grants.answer(grant.id(), SUPERVISOR, true, "")).isEqualTo(new Outcome.TooLate());
  }

  @Test
  void anotherNodeKnowsItWithinTenSeconds() {
    Grants elsewhere = onAnotherNode();
    assertThat(elsewhere.opens(CLERK, RECORD)).isFalse();
    Grant grant = given(CLERK);

    now = now.plusSeconds(10);
    assertThat(elsewhere.opens(CLERK, RECORD)).isTrue();
    done(grants.end(grant.id(), CLERK));
    now = now.plusSeconds(10);
    assertThat(elsewhere.opens(CLERK, RECORD)).isFalse();
  }

  @Test
  void everyoneSeesWhatConcernsThem() {
    Grant clerks = asked(CLERK);
    now = now.plusSeconds(1);
    Grant auditors = asked(AUDITOR);

    assertThat(grants.of(CLERK)).containsExactly(clerks);
    assertThat(grants.of(AUDITOR)).containsExactly(auditors);
    assertThat(grants.of(SUPERVISOR)).containsExactly(auditors, clerks);
    assertThat(grants.of(ARCHIVIST)).containsExactly(clerks);
    assertThat(grants.of(caller("other", Role.CLERK))).isEmpty();
    assertThat(grants.find(auditors.id(), ARCHIVIST)).isEmpty();
    assertThat(grants.find(auditors.id(), AUDITOR)).contains(auditors);
  }

  @Test
  void whatIsOverIsForgottenAfterThirtyDays() {
    given(CLERK);
    now = now.plus(Duration.ofDays(31));
    assertThat(grants.of(CLERK)).hasSize(1);

    now = now.plusSeconds(10);
    assertThat(grants.of(CLERK)).isEmpty();
    assertThat(store.heads().list("state/grants/")).isEmpty();
  }

  @Test
  void whatHasNoFittingTermsCantBeAskedFor() {
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofDays(31), Duration.ofDays(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> grants.ask(CLERK, List.of(RECORD), "r", wrong));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> grants.ask(CLERK, List.of(), "r", DAY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grants.ask(SUPERVISOR, List.of(RECORD), "r", DAY));
    assertThat(grants.of(SUPERVISOR)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "\u0000"})
  void aReasonSaysSomethingOnOneLine(String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grants.ask(CLERK, List.of(RECORD), reason, DAY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "../accounts/clerk", "00000000000000000000000000000000"})
  void whatIsNoGrantIsUnknown(String id) {
    assertThat(grants.answer(id, SUPERVISOR, true, "")).isEqualTo(new Outcome.Unknown());
    assertThat(grants.end(id, SUPERVISOR)).isEqualTo(new Outcome.Unknown());
    assertThat(grants.find(id, SUPERVISOR)).isEmpty();
  }

  @Test
  void anAnswerOfWhichNobodyKnowsWhetherItCountedOpensNothingUnlessItDid() {
    Grant grant = asked(CLERK);
    store.plan(When.next(Operation.SWAP, "state/grants/"), Fault.BEFORE);
    assertThatThrownBy(() -> grants.answer(grant.id(), SUPERVISOR, true, ""))
        .isInstanceOf(StorageException.class);
    assertThat(grants.opens(CLERK, RECORD)).isFalse();

    store.plan(When.next(Operation.SWAP, "state/grants/"), Fault.AFTER);
    assertThatThrownBy(() -> grants.answer(grant.id(), SUPERVISOR, true, ""))
        .isInstanceOf(StorageException.class);
    now = now.plusSeconds(10);
    assertThat(grants.opens(CLERK, RECORD)).isTrue();
    assertThat(grants.answer(grant.id(), SUPERVISOR, true, "")).isEqualTo(new Outcome.TooLate());
  }
}

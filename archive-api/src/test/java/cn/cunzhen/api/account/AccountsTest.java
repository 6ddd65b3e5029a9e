package cn.cunzhen.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.account.Accounts.Entry;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords and sessions, on two nodes of one store. */
class AccountsTest {
  private static final String NAME = "li.na";
  private static final String PASSWORD = "first-password";
  private static final Duration LASTING = Duration.ofHours(8);

  private Instant now = Instant.parse("2026-11-22T01:00:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final Heads heads = new MemoryStore(clock).heads();
  private final Accounts accounts = node();
  private final Accounts elsewhere = node();

  private Accounts node() {
    return new Accounts(heads, Bytes.of(new byte[32]), new SecureRandom(), clock, LASTING);
  }

  @BeforeEach
  void makeAccount() {
    accounts.add(new Caller(NAME, Role.CLERK, null, "460100-SI", "A03", Set.of()), PASSWORD);
  }

  private String signIn(Accounts node) {
    return node.signIn(NAME, PASSWORD).orElseThrow();
  }

  @Test
  void aSessionKnowsWhenItBeganAndWhenItEnds() {
    String token = signIn(accounts);
    Instant began = now;

    now = now.plus(LASTING).minusSeconds(1);
    assertThat(elsewhere.session(token))
        .hasValueSatisfying(session -> {
          assertThat(session.caller().account()).isEqualTo(NAME);
          assertThat(session.began()).isEqualTo(began);
          assertThat(session.expires()).isEqualTo(began.plus(LASTING));
        });
    now = now.plusSeconds(1);

    assertThat(elsewhere.session(token)).isEmpty();
  }

  @Test
  void aChangedPasswordEndsEverySessionHereAtOnceAndElsewhereWithinTenSeconds() {
    String here = signIn(accounts);
    String there = signIn(elsewhere);
    assertThat(accounts.caller(here)).isPresent();
    assertThat(elsewhere.caller(there)).isPresent();

    assertThat(accounts.changePassword(NAME, PASSWORD, "second-password")).isEmpty();

    assertThat(accounts.caller(here)).isEmpty();
    assertThat(accounts.caller(there)).isEmpty();
    now = now.plusSeconds(10);
    assertThat(elsewhere.caller(there)).isEmpty();
    assertThat(elsewhere.signIn(NAME, PASSWORD)).isEmpty();
    assertThat(elsewhere.signIn(NAME, "second-password")).isPresent();
  }

  @Test
  void aPasswordThatSomebodyElseHasChosenOpensNothingOnAnyNode() {
    accounts.give(new Caller("wang", Role.CLERK, null, "460100-SI", "A03", Set.of()), "given-one");

    assertThat(accounts.enter("wang", "given-one")).isEqualTo(new Entry.First());
    assertThat(elsewhere.enter("wang", "given-one")).isEqualTo(new Entry.First());
    assertThat(accounts.signIn("wang", "given-one")).isEmpty();
    assertThat(accounts.enter("wang", "guessed-one")).isEqualTo(new Entry.Wrong());
    assertThat(accounts.changePassword("wang", "given-one", "given-one"))
        .hasValue(PasswordFault.SAME);

    assertThat(accounts.changePassword("wang", "given-one", "one-of-my-own")).isEmpty();

    assertThat(elsewhere.enter("wang", "one-of-my-own")).isInstanceOf(Entry.Opened.class);
  }

  @Test
  void aPasswordThatIsGivenToSomebodyEndsWhatTheirOwnHadOpened() {
    String token = signIn(accounts);

    accounts.setPassword(NAME, "given-one");

    assertThat(accounts.caller(token)).isEmpty();
    assertThat(accounts.enter(NAME, "given-one")).isEqualTo(new Entry.First());
  }

  @Test
  void whatIsFirstStaysSoWhateverElseChanges() {
    Caller wang = new Caller("wang", Role.CLERK, null, "460100-SI", "A03", Set.of());
    accounts.give(wang, "given-one");

    accounts.setRights(new Caller("wang", Role.AUDITOR, null, null, null, Set.of()));
    accounts.setDisabled("wang", true);
    assertThat(accounts.enter("wang", "given-one")).isEqualTo(new Entry.Wrong());
    accounts.setDisabled("wang", false);
    accounts.endSessions("wang");

    assertThat(accounts.enter("wang", "given-one")).isEqualTo(new Entry.First());
  }

  @Test
  void allSessionsEndAndThePasswordStays() {
    String here = signIn(accounts);
    String there = signIn(elsewhere);

    assertThat(accounts.endSessions(NAME)).isTrue();

    assertThat(accounts.caller(here)).isEmpty();
    assertThat(elsewhere.caller(there)).isEmpty();
    assertThat(accounts.caller(signIn(accounts))).isPresent();
    assertThat(accounts.endSessions("nobody")).isFalse();
  }

  @Test
  void oneSessionEndsAndTheOthersGoOn() {
    String one = signIn(accounts);
    String other = signIn(accounts);

    accounts.signOut(one);

    assertThat(accounts.caller(one)).isEmpty();
    assertThat(accounts.caller(other)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "wrong-password, second-password, WRONG",
    "first-password, first-password, SAME",
    "first-password, 七个字不够长, SHORT",
    "first-password, li.na, SHORT"
  })
  void aPasswordThatWillNotDoChangesNothing(String present, String fresh, PasswordFault fault) {
    String token = signIn(accounts);

    assertThat(accounts.changePassword(NAME, present, fresh)).contains(fault);

    assertThat(accounts.caller(token)).isPresent();
    assertThat(accounts.signIn(NAME, PASSWORD)).isPresent();
  }

  @Test
  void aPasswordHasEightToTwoHundredCharactersAndIsNotTheName() {
    assertThat(PasswordFault.of("a", "七个字不够长呀")).contains(PasswordFault.SHORT);
    assertThat(PasswordFault.of("a", "𠮷".repeat(8))).isEmpty();
    assertThat(PasswordFault.of("a", "x".repeat(200))).isEmpty();
    assertThat(PasswordFault.of("a", "x".repeat(201))).contains(PasswordFault.LONG);
    assertThat(PasswordFault.of("wang.xiaoming", "wang.xiaoming")).contains(PasswordFault.NAME);
  }

  @Test
  void nobodysPasswordIsNotChanged() {
    Optional<PasswordFault> fault = accounts.changePassword("nobody", "", "second-password");

    assertThat(fault).contains(PasswordFault.WRONG);
    assertThat(accounts.find("nobody")).isEmpty();
  }
}

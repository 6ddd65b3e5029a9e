package cn.cunzhen.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.api.account.SignIn.Outcome;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door, at which somebody tries one password after the other. */
class SignInTest {
  private static final String NAME = "li.na";
  private static final String PASSWORD = "right-password";
  private static final String HERE = "10.0.0.7";

  private Instant now = Instant.parse("2026-11-22T01:00:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final Accounts accounts =
      new Accounts(
          new MemoryStore(clock).heads(),
          Bytes.of(new byte[32]),
          new SecureRandom(),
          clock,
          Duration.ofHours(8));
  private final SignIn door = new SignIn(accounts, clock);

  @BeforeEach
  void anAccount() {
    accounts.add(new Caller(NAME, Role.CLERK, null, "460100-SI", "A03", Set.of()), PASSWORD);
  }

  private Outcome tryAt(String name, String password) {
    return door.open(name, password, HERE);
  }

  private void wrong(String name, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(tryAt(name, "wrong")).isInstanceOf(Outcome.Wrong.class);
    }
  }

  @Test
  void theRightPasswordHasToWaitTooAndThenAllIsForgotten() {
    wrong(NAME, 5);
    assertThat(tryAt(NAME, PASSWORD)).isEqualTo(new Outcome.Later(Duration.ofSeconds(1)));

    now = now.plusSeconds(1);
    assertThat(tryAt(NAME, PASSWORD)).isInstanceOf(Outcome.Opened.class);
    wrong(NAME, 5);
  }

  @Test
  void aPasswordThatSomebodyElseHasChosenIsNoWrongOneAndIsGuessedNoFaster() {
    accounts.give(new Caller("wang", Role.CLERK, null, "460100-SI", "A03", Set.of()), PASSWORD);
    wrong("wang", 4);
    assertThat(tryAt("wang", PASSWORD)).isEqualTo(new Outcome.First());
    wrong("wang", 5);

    assertThat(tryAt("wang", PASSWORD)).isEqualTo(new Outcome.Later(Duration.ofSeconds(1)));
    assertThat(door.change("wang", PASSWORD, "one-of-my-own", HERE))
        .hasValue(PasswordFault.TOO_OFTEN);
  }

  @Test
  void aNameThatNobodyHasWaitsAsLong() {
    wrong("nobody", 5);
    assertThat(tryAt("nobody", "wrong")).isEqualTo(new Outcome.Later(Duration.ofSeconds(1)));

    assertThat(tryAt(NAME, PASSWORD)).isInstanceOf(Outcome.Opened.class);
  }

  @Test
  void whoHasASessionGuessesNoPasswordByChangingIt() {
    for (int i = 0; i < 5; i++) {
      assertThat(door.change(NAME, "wrong", "another password", HERE))
          .contains(PasswordFault.WRONG);
    }

    assertThat(door.change(NAME, PASSWORD, "another password", HERE))
        .contains(PasswordFault.TOO_OFTEN);
    now = now.plusSeconds(1);
    assertThat(door.change(NAME, PASSWORD, "another password", HERE)).isEmpty();
    assertThat(tryAt(NAME, "another password")).isInstanceOf(Outcome.Opened.class);
  }

  @Test
  void aStoreThatFailsMakesNoPasswordWrong() {
    FaultyStore store = FaultyStore.over(new MemoryStore(clock));
    store.plan(When.every(Operation.READ_HEAD, "state/accounts/"), Fault.BEFORE);
    Accounts unread =
        new Accounts(
            store.heads(), Bytes.of(new byte[32]), new SecureRandom(), clock, Duration.ofHours(8));
    SignIn shut = new SignIn(unread, clock);

    for (int i = 0; i < 300; i++) {
      assertThatThrownBy(() -> shut.open(NAME, PASSWORD, HERE))
          .isInstanceOf(StorageException.class);
      assertThatThrownBy(() -> shut.change(NAME, PASSWORD, "another password", HERE))
          .isInstanceOf(StorageException.class);
    }
  }

  @Test
  void ofManyTriesAtOnceNoMoreAreLookedAtThanOneAfterTheOther() throws Exception {
    Callable<Outcome> attempt = () -> tryAt(NAME, "wrong");
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Future<Outcome> each : threads.invokeAll(Collections.nCopies(64, attempt))) {
        outcomes.add(each.get());
      }
    }

    assertThat(outcomes).filteredOn(Outcome.Wrong.class::isInstance).hasSize(5);
    assertThat(outcomes).filteredOn(Outcome.Later.class::isInstance).hasSize(59);
  }
}

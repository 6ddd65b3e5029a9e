package cn.cunzhen.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How often one may call. */
class PaceTest {
  private static final String HERE = "203.0.113.7";

  private long nanos;
  private final TimeMeter time =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return nanos;
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };
  private final Pace pace = new Pace(new Pace.Rate(5, 2), time);

  private static Optional<Caller> account(String name) {
    return Optional.of(new Caller(name, Role.CLERK, null, "460100-SI", null, Set.of()));
  }

  /** How many calls in a row were not refused. */
  private int taken(Optional<Caller> caller, String from) {
    int taken = 0;
    while (refused(caller, from) == null) {
      taken++;
    }
    return taken;
  }

  private @Nullable Problem refused(Optional<Caller> caller, String from) {
    return catchThrowableOfType(Problem.class, () -> pace.count(caller, from));
  }

  @Test
  void tenSecondsCallsMayComeAtOnceAndThenAsManyASecond() {
    assertThat(taken(account("a"), HERE)).isEqualTo(50);
    nanos += Duration.ofSeconds(1).toNanos();
    assertThat(taken(account("a"), HERE)).isEqualTo(5);
    nanos += Duration.ofDays(1).toNanos();
    assertThat(taken(account("a"), HERE)).isEqualTo(50);
  }

  @Test
  void whoeverIsRefusedHearsWhenToCallAgain() {
    taken(account("a"), HERE);

    Problem problem = Objects.requireNonNull(refused(account("a"), HERE));
    assertThat(problem.code()).isEqualTo(ProblemCode.TOO_MANY_CALLS);
    assertThat(problem.retryAfter()).isEqualTo(1);
    nanos += Duration.ofSeconds(1).toNanos();
    assertThatCode(() -> pace.count(account("a"), HERE)).doesNotThrowAnyException();
  }

  @Test
  void oneAccountTakesNothingFromAnotherNorFromThoseWhoHaveNotSignedIn() {
    taken(account("a"), HERE);

    assertThat(taken(account("b"), HERE)).isEqualTo(50);
    assertThat(taken(Optional.empty(), HERE)).isEqualTo(20);
  }

  @Test
  void anAccountIsTheSameFromEverywhere() {
    taken(account("a"), HERE);

    assertThat(taken(account("a"), "198.51.100.9")).isZero();
  }

  @Test
  void whoHasNotSignedInCountsByNetwork() {
    assertThat(taken(Optional.empty(), "2001:db8:1:2::1")).isEqualTo(20);
    assertThat(taken(Optional.empty(), "2001:db8:1:2:ffff::1")).isZero();
    assertThat(taken(Optional.empty(), "2001:db8:1:3::1")).isEqualTo(20);
    assertThat(taken(Optional.empty(), "no address")).isEqualTo(20);
    assertThat(taken(Optional.empty(), "none either")).isZero();
  }

  @Test
  void thisMachineItselfIsNotCounted() {
    for (int i = 0; i < 1_000; i++) {
      pace.count(Optional.empty(), "127.0.0.1");
    }
    assertThat(refused(Optional.empty(), "::1")).isNull();
  }
}

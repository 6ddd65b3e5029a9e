package cn.cunzhen.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Pace pace = new Pace(0);

  @Test
  void afterHalfOfASecondsBytesHalfASecondIsWaited() {
    Rate rate = new Rate(1 << 20, 0);

    assertThat(pace.charge(rate, 1 << 19, 0, 0)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void theSlowerOfBothLimitsCounts() {
    Rate rate = new Rate(1 << 20, 10);

    pace.charge(rate, 1 << 18, 0, 0);

    assertThat(pace.charge(rate, 0, 5, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(pace.charge(rate, 1 << 20, 0, 0)).isEqualTo(Duration.ofMillis(1250));
  }

  @Test
  void timeThatReadingTookIsNotWaitedAgain() {
    Rate rate = new Rate(1 << 20, 0);

    assertThat(pace.charge(rate, 1 << 20, 0, SECOND * 3 / 4)).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void anHourInWhichNothingWasReadDoesNotMakeUpForMoreThanASecond() {
    Rate rate = new Rate(1 << 20, 0);

    assertThat(pace.charge(rate, 3 << 20, 0, 3600 * SECOND)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void withoutALimitNothingIsWaitedAndNothingIsOwedLater() {
    assertThat(pace.charge(new Rate(0, 0), 1L << 40, 1_000_000, 0)).isZero();

    assertThat(pace.charge(new Rate(1 << 20, 0), 1 << 20, 0, 0)).isEqualTo(Duration.ofSeconds(1));
  }
}

package cn.cunzhen.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What a provider publishes, as it is remembered by a clock that a test puts on. */
class RememberedTest {
  private Instant now = Instant.parse("2026-11-23T01:00:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final Remembered<Integer> remembered = new Remembered<>(this::answer, clock);
  private int asked;
  private boolean silent;
  private Duration taking = Duration.ZERO;

  private int answer() throws ProviderException {
    asked++;
    now = now.plus(taking);
    if (silent) {
      throw new ProviderException("away");
    }
    return asked;
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
  }

  @Test
  void itIsAskedForOnceAndAgainAfterTenMinutes() throws Exception {
    assertThat(remembered.get()).isEqualTo(1);
    pass(Duration.ofMinutes(9));
    assertThat(remembered.get()).isEqualTo(1);
    pass(Duration.ofMinutes(2));
    assertThat(remembered.get()).isEqualTo(2);
  }

  @Test
  void whatIsMissingIsAskedForOnceInFiveSeconds() throws Exception {
    int lacking = remembered.get();

    for (int i = 0; i < 100; i++) {
      assertThat(remembered.newerThan(lacking)).isEqualTo(1);
    }
    pass(Remembered.PAUSE);
    assertThat(remembered.newerThan(lacking)).isEqualTo(2);
    assertThat(remembered.newerThan(lacking)).as("what came meanwhile will do").isEqualTo(2);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void whatWasSaidLastCountsForAnHour() throws Exception {
    assertThat(remembered.get()).isEqualTo(1);
    silent = true;

    pass(Duration.ofMinutes(59));
    assertThat(remembered.get()).isEqualTo(1);
    assertThat(remembered.fails()).isTrue();
    pass(Duration.ofMinutes(2));
    assertThatThrownBy(remembered::get).isInstanceOf(ProviderException.class).hasMessage("away");

    silent = false;
    pass(Remembered.PAUSE);
    assertThat(remembered.get()).isEqualTo(4);
    assertThat(remembered.fails()).isFalse();
  }

  @Test
  void whoAsksForThePresentHearsOfSilenceAtOnce() throws Exception {
    assertThat(remembered.now()).isEqualTo(1);
    silent = true;
    assertThat(remembered.now()).as("a moment ago it answered").isEqualTo(1);

    pass(Remembered.PAUSE);
    assertThatThrownBy(remembered::now).isInstanceOf(ProviderException.class);
    assertThatThrownBy(remembered::now).isInstanceOf(ProviderException.class);
    assertThat(asked).isEqualTo(2);
    assertThat(remembered.get()).as("for all else it still counts").isEqualTo(1);
  }

  @Test
  void thePauseBeginsWhenTheAnswerIsThere() {
    silent = true;
    taking = Duration.ofSeconds(6);

    assertThatThrownBy(remembered::get).isInstanceOf(ProviderException.class);
    assertThatThrownBy(remembered::get).isInstanceOf(ProviderException.class);

    assertThat(asked).isEqualTo(1);
  }
}

package cn.cunzhen.indexer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void oneViewerNeverTakesAllTurns() throws Exception {
    Turns turns = new Turns(4, SHORT);

    Turns.Turn one = turns.take("a").orElseThrow();
    Turns.Turn two = turns.take("a").orElseThrow();

    assertThat(turns.take("a")).isEmpty();
    Turns.Turn other = turns.take("b").orElseThrow();
    Turns.Turn another = turns.take("c").orElseThrow();
    assertThat(turns.take("d")).isEmpty();
    one.close();
    two.close();
    other.close();
    another.close();
  }

  @Test
  void aTurnGivenBackIsTakenByWhoWaits() throws Exception {
    Turns turns = new Turns(1, Duration.ofSeconds(20));
    Turns.Turn first = turns.take("a").orElseThrow();
    Thread giving = Thread.ofVirtual().start(first::close);

    Optional<Turns.Turn> second = turns.take("a");

    assertThat(second).isPresent();
    giving.join();
    second.get().close();
    assertThat(turns.take("b")).isPresent();
  }

  @Test
  void whoWaitedInVainTakesNothingAway() throws Exception {
    Turns turns = new Turns(1, SHORT);
    Turns.Turn first = turns.take("a").orElseThrow();
    assertThat(turns.take("b")).isEmpty();
    assertThat(turns.take("a")).isEmpty();

    first.close();

    turns.take("b").orElseThrow().close();
    turns.take("a").orElseThrow().close();
  }
}

package cn.cunzhen.indexer.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.indexer.child.Deadlines.Deadline;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DeadlinesTest {
  /** With a quarter of it, 100 ms, between two looks; and ten times as much at most. */
  private static final Duration LIMIT = Duration.ofMillis(400);

  /** How long a process lives that is said to have run for so long at each look. */
  private static Duration life(LongStream millis) throws Exception {
    Iterator<Long> looks = millis.iterator();
    Function<Process, Duration> spent = _ -> Duration.ofMillis(looks.next());
    Process process = new ProcessBuilder("sleep", "60").start();
    long begun = System.nanoTime();
    try (Deadlines deadlines = new Deadlines(spent);
        Deadline deadline = deadlines.set(process, LIMIT)) {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(deadline.hasPassed()).isTrue();
      return Duration.ofNanos(System.nanoTime() - begun);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void oneThatRunsAndOneThatWaitsForNothingHaveTheirTimeAndNoMore() throws Exception {
    assertThat(life(LongStream.iterate(0, before -> before + 100)))
        .isBetween(Duration.ofMillis(390), Duration.ofMillis(2_500));
    assertThat(life(LongStream.iterate(0, before -> before)))
        .isBetween(Duration.ofMillis(390), Duration.ofMillis(2_500));
  }

  @Test
  void oneThatHardlyEverRunsHasTenTimesAsMuch() throws Exception {
    assertThat(life(LongStream.iterate(0, before -> before + 10)))
        .isGreaterThan(Duration.ofMillis(3_800));
  }

  @Test
  void oneWhoseProgramsEndHasNoMoreForThat() throws Exception {
    assertThat(life(LongStream.iterate(100_000, before -> before - 100)))
        .isBetween(Duration.ofMillis(390), Duration.ofMillis(2_500));
  }

  @Test
  void whatHasEndedIsCountedWhereTheSystemTells() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "not this system");
    String script = "(i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done); echo done; read line";
    Process process = new ProcessBuilder("/bin/sh", "-c", script).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("done");

      assertThat(process.descendants()).isEmpty();
      assertThat(ProcessorTime.of(process)).isGreaterThan(Duration.ofMillis(50));
    } finally {
      process.destroyForcibly();
    }
  }
}

package cn.cunzhen.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.indexer.sample.Life;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.Pending.Rest;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  private static final int ROUNDS = Integer.getInteger("cunzhen.crashes", 6);
  private static final Sight ALL = Sight.of(new Visibility.All());

  @TempDir Path folder;

  @Test
  void killedAtAnyInstantTheIndexComesBackCompleteFromWhereItWas() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long furthest = 0;
    for (int round = 0; round < ROUNDS; round++) {
      killAfter(Duration.ofMillis(random.nextInt(3_000)));

      Life life = new Life();
      try (RecordIndex index = CrashChild.open(folder, life.archive().ledger())) {
        long survived = index.position().size();
        assertThat(survived).as("seed %d, round %d", seed, round).isGreaterThanOrEqualTo(furthest);
        try (CrashChild.Following _ = CrashChild.follow(life, index)) {
          life.until(survived + 120);
          CrashChild.awaitAll(life, index);
        }
        assertThat(index.compare(life.archive().ledger()))
            .as("seed %d, round %d", seed, round)
            .matches(found -> found.isClean());
        furthest = survived + 120;
      }
    }
    assertThatAllTextIsFound(furthest);
  }

  private void assertThatAllTextIsFound(long size) throws Exception {
    Life life = new Life();
    try (RecordIndex index = CrashChild.open(folder, life.archive().ledger());
        CrashChild.Following _ = CrashChild.follow(life, index)) {
      assertThat(life.archive().ledger().size()).isEqualTo(size);
      awaitNothingPending(index);
      for (int number = 0; number < life.records(); number++) {
        String text = "文本file%d.pdf".formatted(number);
        Answer answer = (Answer) index.search(Question.of(text), ALL, size, Duration.ofMinutes(1));
        if (life.isDisposed(number)) {
          assertThat(answer.hits())
              .as(text)
              .extracting(Hit::record)
              .doesNotContain(life.sample(number).id());
          assertThat(answer.approximate() || answer.hits().isEmpty()).as(text).isTrue();
        } else {
          assertThat(answer.hits())
              .as(text)
              .extracting(Hit::record)
              .containsExactly(life.sample(number).id());
        }
      }
    }
  }

  private static void awaitNothingPending(RecordIndex index) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!index.pending(EnumSet.allOf(Rest.class), 1, Set.of()).isEmpty()) {
      assertThat(System.nanoTime()).as("texts within the time").isLessThan(end);
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private void killAfter(Duration time) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                folder.toString())
            .redirectError(Redirect.DISCARD)
            .start();
    try (BufferedReader output = child.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.equals("begun")) {
        line = output.readLine();
      }
      assertThat(line).as("the child begins").isNotNull();
      assertThat(child.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }
}

package cn.cunzhen.indexer.register;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.ledger.RegisterContract;
import cn.cunzhen.core.ledger.Registered;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterCrashTest {
  private static final int ROUNDS = Integer.getInteger("cunzhen.crashes", 6);

  @TempDir Path folder;

  @Test
  void killedAtAnyInstantTheRegisterHoldsExactlyWhatItSaysItReached() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int before = 0;
    for (int round = 0; round < ROUNDS; round++) {
      killAfter(Duration.ofMillis(random.nextInt(3_000)));

      try (LuceneRegister register = LuceneRegister.open(folder, RegisterContract.digest(-1))) {
        Reached reached = register.reached();
        int size = (int) reached.size();
        assertThat(size).as("seed %d, round %d", seed, round).isGreaterThanOrEqualTo(before);
        if (size > 0) {
          assertThat(reached.root()).isEqualTo(RegisterContract.digest(size));
        }
        for (int n = 0; n < size; n += 1 + size / 20_000) {
          assertThat(register.entriesOf(RegisterContract.record(n)))
              .containsExactly(
                  new Registered(n, EntryType.ARCHIVED, 1, RegisterContract.digest(n)));
        }
        for (int n = size; n < size + 1_000; n++) {
          assertThat(register.entriesOf(RegisterContract.record(n))).isEmpty();
        }
        before = size;
      }
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
                RegisterChild.class.getName(),
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

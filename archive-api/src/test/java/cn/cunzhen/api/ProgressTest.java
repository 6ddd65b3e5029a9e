package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProgressTest {
  private final Locale before = Locale.getDefault();
  private final StringWriter err = new StringWriter();
  private long now;

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(before);
  }

  @Test
  void aTerminalGetsABarThatIsDrawnInPlace() {
    try (Progress progress = progress(400, true)) {
      passes(Duration.ofSeconds(2));
      progress.at(100, 100);
    }

    assertThat(err.toString())
        .isEqualTo(
            "\r\u001b[K[######------------------] 100 of 400  25 %  50.0 a second  0:06 left"
                + "\r\u001b[K");
  }

  @Test
  void elsewhereThereAreLinesAndSeldom() {
    try (Progress progress = progress(400, false)) {
      for (int done = 1; done <= 400; done++) {
        passes(Duration.ofMillis(100));
        progress.at(done, done);
      }
    }

    assertThat(err.toString()).hasLineCount(8).doesNotContain("\r", "\u001b");
    assertThat(err.toString()).startsWith("50 of 400  12 %  10.0 a second  0:35 left");
  }

  @Test
  void whatWasDoneBeforeDoesNotMakeTheRestLookQuick() {
    try (Progress progress = progress(1000, true)) {
      passes(Duration.ofSeconds(10));
      progress.at(910, 10);
    }

    assertThat(err.toString()).contains("910 of 1000  91 %  1.0 a second  1:30 left");
  }

  @Test
  void whatIsPrintedMeanwhileStandsOnALineOfItsOwn() {
    try (Progress progress = progress(2, true)) {
      progress.aside(() -> err.write("aside\n"));
    }

    assertThat(err.toString()).startsWith("\r\u001b[Kaside\n\r\u001b[K[");
  }

  private void passes(Duration time) {
    now += time.toNanos();
  }

  private Progress progress(long total, boolean drawn) {
    Locale.setDefault(Locale.ENGLISH);
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err, true));
    return new Progress(new Voice(line.getCommandSpec()), total, drawn, () -> now);
  }
}

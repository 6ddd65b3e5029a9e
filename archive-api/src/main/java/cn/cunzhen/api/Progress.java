package cn.cunzhen.api;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a long command has come: a bar that is drawn anew on a terminal, and a line every few
 * seconds elsewhere. On standard error, so that results stay by themselves. Any thread may use it.
 */
final class Progress implements AutoCloseable {
  private static final int BAR = 24;
  private static final Duration BETWEEN_BARS = Duration.ofMillis(200);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final String CLEAR = "\r\u001b[K";

  private final Voice voice;
  private final PrintWriter err;
  private final long total;
  private final boolean drawn;
  private final LongSupplier nanos;
  private final long began;
  private long shown;
  private long done;
  private long worked;

  /**
   * @param drawn whether a terminal is there to draw on
   * @param nanos a clock that never goes back
   */
  Progress(Voice voice, long total, boolean drawn, LongSupplier nanos) {
    this.voice = voice;
    this.err = voice.spec().commandLine().getErr();
    this.total = total;
    this.drawn = drawn;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
    this.shown = began;
  }

  static Progress of(Voice voice, long total) {
    return new Progress(voice, total, Terminal.isThere(), System::nanoTime);
  }

  /**
   * Says how much is done.
   *
   * @param done of the total
   * @param worked how much of it took work, from which the rest's time is judged
   */
  synchronized void at(long done, long worked) {
    this.done = done;
    this.worked = worked;
    Duration between = drawn ? BETWEEN_BARS : BETWEEN_LINES;
    if (nanos.getAsLong() - shown >= between.toNanos()) {
      show();
    }
  }

  /** Prints, and leaves the bar out of it. */
  synchronized void aside(Runnable printing) {
    if (drawn) {
      err.print(CLEAR);
      err.flush();
    }
    printing.run();
    if (drawn) {
      show();
    }
  }

  /** How many were done in a second. */
  synchronized double rate() {
    double seconds = (nanos.getAsLong() - began) / 1e9;
    return seconds > 0 ? worked / seconds : 0;
  }

  private void show() {
    shown = nanos.getAsLong();
    String line = bar() + voice.text("progress.line", done, total, percent(), perSecond(), left());
    err.print(drawn ? CLEAR + line : line + System.lineSeparator());
    err.flush();
  }

  private String bar() {
    int full = total == 0 ? BAR : (int) (BAR * done / total);
    return drawn ? "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] " : "";
  }

  private long percent() {
    return total == 0 ? 100 : 100 * done / total;
  }

  private String perSecond() {
    return String.format(Locale.ROOT, "%.1f", rate());
  }

  private String left() {
    double rate = rate();
    if (rate == 0) {
      return "?";
    }
    long seconds = Math.round((total - done) / rate);
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** Takes the bar away. */
  @Override
  public synchronized void close() {
    if (drawn) {
      err.print(CLEAR);
      err.flush();
    }
  }
}

package cn.cunzhen.indexer.child;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Ends processes that keep somebody waiting for longer than they may.
 *
 * <p>A child gives way to all others. So one that is slow because it hardly ever runs is given more
 * time, up to ten times as much; one that runs, or waits for nothing at all, is not. What it has
 * started counts as its own.
 */
final class Deadlines implements AutoCloseable {
  private static final int PARTS = 4;
  private static final int MOST_PARTS = 10 * PARTS;

  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadlines").factory());

  private final Function<Process, Duration> spent;

  Deadlines() {
    this(ProcessorTime::of);
  }

  /** With another account of how long processors were busy with a process. */
  Deadlines(Function<Process, Duration> spent) {
    this.spent = spent;
    clock.setRemoveOnCancelPolicy(true);
  }

  /** The process is killed unless this is closed in time. */
  Deadline set(Process process, Duration limit) {
    return new Deadline(process, limit.dividedBy(PARTS));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** Ends a process, and those that it has started. */
  static void kill(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** How long one process may still take. */
  final class Deadline implements AutoCloseable {
    private final Process process;
    private final Duration part;
    private final Future<?> check;
    private int parts;
    private Duration ran = Duration.ZERO;
    private volatile boolean passed;

    private Deadline(Process process, Duration part) {
      this.process = process;
      this.part = part;
      long nanos = part.toNanos();
      this.check = clock.scheduleAtFixedRate(this::check, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
      Duration before = ran;
      ran = spent.apply(process);
      Duration since = ran.minus(before); // less than nothing where what ended no longer counts
      boolean starved = since.isPositive() && since.compareTo(part.dividedBy(2)) < 0;
      parts++;
      if (parts >= MOST_PARTS || (parts >= PARTS && !starved)) {
        passed = true;
        kill(process);
      }
    }

    boolean hasPassed() {
      return passed;
    }

    @Override
    public void close() {
      check.cancel(false);
    }
  }
}

package cn.cunzhen.core.audit;

import java.time.Duration;

/** Time that passes only where somebody waits. */
public final class TestTicker implements Ticker {
  private long now;
  private Runnable next = () -> {};

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void pause(Duration time) {
    now += time.toNanos();
    Runnable due = next;
    next = () -> {};
    due.run();
  }

  @Override
  public void call() {
    // Nobody waits on another thread.
  }

  /** Something that happens meanwhile, the first time that somebody waits. */
  public void meanwhile(Runnable event) {
    next = event;
  }

  public Duration passed() {
    return Duration.ofNanos(now);
  }
}

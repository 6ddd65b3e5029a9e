package cn.cunzhen.storage.fault;

import java.time.Duration;

/** Where calls hang until they are let go. */
final class Gate {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private int hanging;
  private int opened;
  private boolean ended;

  /** Hangs until the gate is opened next. */
  synchronized void await() {
    int before = opened;
    hanging++;
    notifyAll();
    waitUntil(() -> opened > before, "a call hung, and nobody released it");
    hanging--;
  }

  synchronized void awaitHanging(int calls) {
    waitUntil(() -> hanging >= calls || ended, "fewer calls hang than " + calls);
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized void open() {
    opened++;
    notifyAll();
  }

  private interface Condition {
    boolean holds();
  }

  // Only called by those who hold the monitor.
  private void waitUntil(Condition condition, String complaint) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new AssertionError(complaint);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted: " + complaint, e);
      }
    }
  }
}

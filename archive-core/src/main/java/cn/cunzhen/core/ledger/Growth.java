package cn.cunzhen.core.ledger;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How far the ledger is known to have come, and those who wait until it has come further. */
final class Growth {
  private long size;
  private long readAt;

  /**
   * @param readAt when the newest head was read, as {@link System#nanoTime()} has it
   */
  Growth(long size, long readAt) {
    this.size = size;
    this.readAt = readAt;
  }

  /** This node has added entries of its own. */
  synchronized void reached(long newSize) {
    size = Math.max(size, newSize);
    notifyAll();
  }

  /** The head was read, and all up to it applied. */
  synchronized void read(long began, long newSize) {
    readAt = began;
    reached(newSize);
  }

  /** Waits until the size is at least {@code wanted}, or the limit is over; says whether it is. */
  synchronized boolean await(long wanted, Duration limit) throws InterruptedException {
    return await(() -> size >= wanted, limit);
  }

  /** Waits until a head was read later than that, or the limit is over; says whether one was. */
  synchronized boolean awaitReading(long after, Duration limit) throws InterruptedException {
    return await(() -> readAt - after >= 0, limit);
  }

  // Only called by those who hold the monitor.
  private boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos();
        !condition.getAsBoolean() && left > 0;
        left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return condition.getAsBoolean();
  }
}

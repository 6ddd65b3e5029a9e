package cn.cunzhen.core.ledger;

import java.time.Duration;

/** A size that only grows, and those who wait for it to. */
final class Growth {
  private long size;

  Growth(long size) {
    this.size = size;
  }

  synchronized void reached(long newSize) {
    if (newSize > size) {
      size = newSize;
      notifyAll();
    }
  }

  /** Waits until the size is at least {@code wanted}, or the limit is over; says whether it is. */
  synchronized boolean await(long wanted, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos(); size < wanted && left > 0; left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return size >= wanted;
  }
}

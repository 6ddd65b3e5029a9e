package cn.cunzhen.core.audit;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The time of this machine. */
public final class SystemTicker implements Ticker {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition called = lock.newCondition();
  private boolean calling;

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void pause(Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!calling && left > 0) {
        left = called.awaitNanos(left);
      }
      calling = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void call() {
    lock.lock();
    try {
      calling = true;
      called.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

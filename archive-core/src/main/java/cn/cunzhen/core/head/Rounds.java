package cn.cunzhen.core.head;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something for a log again and again, on a thread of its own: at its pace while that
 * succeeds, and after a pause that doubles while it fails.
 */
public final class Rounds implements AutoCloseable {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final String name;
  private final Duration every;
  private final Round round;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closed = lock.newCondition();
  private final Thread thread;
  private boolean closing;
  private volatile @Nullable String trouble;

  private Rounds(String name, Duration every, Round round) {
    this.name = name;
    this.every = every;
    this.round = round;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /** What is done in a round. */
  @FunctionalInterface
  public interface Round {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Starts with the first round.
   *
   * @param name of the thread, and of what is done in the log
   * @param every how long after one round the next begins
   */
  public static Rounds start(String name, Duration every, Round round) {
    Rounds rounds = new Rounds(name, every, round);
    rounds.thread.start();
    return rounds;
  }

  /** Why the last round failed; null where it did not. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** Ends; whatever a round waits for is not waited for, but interrupted. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      closed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }

  private void run() {
    Duration retry = FIRST_RETRY;
    boolean open = true;
    while (open) {
      boolean done = attempt();
      open = pause(done ? every : retry);
      Duration longer = retry.multipliedBy(2);
      retry = done ? FIRST_RETRY : longer.compareTo(LAST_RETRY) < 0 ? longer : LAST_RETRY;
    }
  }

  private boolean pause(Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!closing && left > 0) {
        left = closed.awaitNanos(left);
      }
      return !closing;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean attempt() {
    try {
      round.run();
      if (trouble != null) {
        LOG.info("{}: done again", name);
      }
      trouble = null;
      return true;
    } catch (IOException | RuntimeException e) {
      // Whatever it is: a thread that had ended would do nothing for good, and nobody would see.
      if (trouble == null) {
        LOG.warn("{}: failed, and is tried again", name, e);
      }
      trouble = String.valueOf(e.getMessage());
      return false;
    } catch (InterruptedException e) {
      return false;
    }
  }
}

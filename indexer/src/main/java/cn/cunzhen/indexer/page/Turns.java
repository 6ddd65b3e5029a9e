package cn.cunzhen.indexer.page;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who may have something made now: so many at a time, and of each viewer only some of them, so that
 * one who leafs through a thick file leaves room for others. Safe for use by many threads.
 */
public final class Turns {
  private final Semaphore all;
  private final int perViewer;
  private final Duration patience;
  private final Map<String, Queue> viewers = new HashMap<>();

  /**
   * @param patience how long one waits for a turn
   */
  public Turns(int atOnce, Duration patience) {
    this.all = new Semaphore(atOnce, true);
    this.perViewer = Math.max(1, atOnce / 2);
    this.patience = patience;
  }

  /** One viewer's calls, waiting or at work. */
  private static final class Queue {
    final Semaphore turns;
    int calls;

    Queue(int turns) {
      this.turns = new Semaphore(turns, true);
    }
  }

  /** A turn, given back when it is closed. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for a turn; empty where it does not come in time. */
  public Optional<Turn> take(String viewer) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    Queue own = enter(viewer);
    boolean taken = false;
    try {
      if (own.turns.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        try {
          taken = all.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
          if (!taken) {
            own.turns.release();
          }
        }
      }
    } finally {
      if (!taken) {
        leave(viewer, own);
      }
    }
    return taken ? Optional.of(() -> giveBack(viewer, own)) : Optional.empty();
  }

  private void giveBack(String viewer, Queue own) {
    all.release();
    own.turns.release();
    leave(viewer, own);
  }

  private synchronized Queue enter(String viewer) {
    Queue own = viewers.computeIfAbsent(viewer, name -> new Queue(perViewer));
    own.calls++;
    return own;
  }

  private synchronized void leave(String viewer, Queue own) {
    own.calls--;
    if (own.calls == 0) {
      viewers.remove(viewer);
    }
  }
}

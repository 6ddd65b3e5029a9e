package cn.cunzhen.indexer;

import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.search.Pending;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out the records that are to be read, the newest first, each to one worker at a time; what
 * failed comes again later.
 */
final class ReadingQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingQueue.class);

  /** Few: what is archived meanwhile comes first in the next, and recognition takes long. */
  private static final int BATCH = 4;

  /** After an idle time more may follow at once: a burst costs one look at the index. */
  private static final Duration GATHER = Duration.ofMillis(300);

  private static final Duration TROUBLED = Duration.ofSeconds(30);

  private final Source source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Pending> batch = new ArrayDeque<>();
  private final Set<RecordId> inHand = new HashSet<>();
  private final Backoff backoff = new Backoff();
  private long nextLook = System.nanoTime();
  private boolean paused;
  private boolean closed;

  ReadingQueue(Source source) {
    this.source = source;
  }

  /** Where it stands what is to be read. */
  interface Source {
    List<Pending> pending(int most, Set<RecordId> but) throws IOException;
  }

  /** The next record, once there is one; null when no more is to be read. */
  @Nullable Pending take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        long rest = paused ? Long.MAX_VALUE : batch.isEmpty() ? nextLook - System.nanoTime() : 0;
        if (rest > 0) {
          changed.awaitNanos(rest);
        } else {
          if (batch.isEmpty()) {
            look();
          }
          Pending next = batch.poll();
          if (next != null) {
            inHand.add(next.record());
            changed.signal(); // there may be more for another
            return next;
          }
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    Duration rest;
    try {
      Set<RecordId> but = new HashSet<>(backoff.waiting());
      but.addAll(inHand);
      batch.addAll(source.pending(BATCH, but));
      if (batch.isEmpty()) {
        backoff.retain(but); // what is neither here nor there need not be read any more
      }
      rest = batch.isEmpty() ? backoff.untilNext(inHand) : Duration.ZERO;
    } catch (IOException | RuntimeException e) {
      LOG.warn("no text can be read just now", e);
      rest = TROUBLED;
    }
    nextLook = System.nanoTime() + rest.toNanos();
  }

  /** A record was read; or could not be had, and comes again. */
  void done(Pending pending, boolean read) {
    lock.lock();
    try {
      inHand.remove(pending.record());
      if (read) {
        backoff.succeeded(pending.record());
      } else {
        backoff.failed(pending.record());
        lookWithin(backoff.untilNext(inHand));
      }
    } finally {
      lock.unlock();
    }
  }

  /** There may be something new to read. */
  void wake() {
    lock.lock();
    try {
      lookWithin(GATHER);
    } finally {
      lock.unlock();
    }
  }

  private void lookWithin(Duration time) {
    long then = System.nanoTime() + time.toNanos();
    if (then - nextLook < 0) {
      nextLook = then;
    }
    changed.signal();
  }

  /** Gives out nothing until {@link #resume}. */
  void pause() {
    lock.lock();
    try {
      paused = true;
    } finally {
      lock.unlock();
    }
  }

  void resume() {
    lock.lock();
    try {
      paused = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

package cn.cunzhen.indexer;

import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.RecordSource;
import cn.cunzhen.indexer.search.Defect;
import cn.cunzhen.indexer.search.RecordIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again to read what could not be read, until it can be or its record is disposed. */
final class Retries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

  private static final Duration TROUBLED = Duration.ofSeconds(30);

  private final RecordIndex index;
  private final RecordSource records;
  private final Runnable applied;
  private final Backoff backoff = new Backoff();
  private final Semaphore wakes = new Semaphore(1);
  private final Thread thread;
  private volatile boolean closing;

  Retries(RecordIndex index, RecordSource records, Runnable applied) {
    this.index = index;
    this.records = records;
    this.applied = applied;
    this.thread = Thread.ofPlatform().daemon().name("projection-retries").start(this::run);
  }

  /** Tells that there may be something new to try. */
  void wake() {
    wakes.release();
  }

  @Override
  public void close() {
    closing = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Duration pause = Duration.ZERO;
      while (!closing) {
        if (wakes.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          wakes.drainPermits();
        }
        pause = round();
      }
    } catch (InterruptedException e) {
      LOG.warn("unread packages are not tried again: the thread was interrupted");
    }
  }

  /** Tries all that are due, and says how long there is nothing to do. */
  private Duration round() {
    try {
      List<RecordId> unread = index.defects().stream().map(Defect::record).distinct().toList();
      backoff.retain(unread);
      Set<RecordId> waiting = backoff.waiting();
      for (RecordId record : unread) {
        if (!closing && !waiting.contains(record)) {
          retry(record);
        }
      }
      return backoff.untilNext(Set.of());
    } catch (IOException | RuntimeException e) {
      LOG.warn("unread packages can't be tried again just now", e);
      return TROUBLED;
    }
  }

  private void retry(RecordId record) throws IOException {
    if (index.retry(record, records)) {
      backoff.succeeded(record);
      applied.run();
    } else {
      backoff.failed(record);
    }
  }
}

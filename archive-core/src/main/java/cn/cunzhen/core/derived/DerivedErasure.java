package cn.cunzhen.core.derived;

import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that nothing derived outlives its record: follows the ledger, and erases at once what
 * was made from a record that is disposed of.
 *
 * <p>At its start and once a day it looks at everything that is kept. So nothing has to be
 * remembered, and what a crash or a write that came late has left goes too.
 */
public final class DerivedErasure implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DerivedErasure.class);
  private static final int BATCH = 1_024;
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration TROUBLED = Duration.ofSeconds(30);
  private static final Duration DAY = Duration.ofDays(1);

  private final LedgerFeed ledger;
  private final Derivatives derivatives;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread follower;
  private long position;
  private long looked;

  private DerivedErasure(LedgerFeed ledger, Derivatives derivatives) {
    this.ledger = ledger;
    this.derivatives = derivatives;
    this.position = ledger.size();
    this.looked = System.nanoTime() - DAY.toNanos();
    this.follower = Thread.ofPlatform().daemon().name("derivatives").start(this::run);
  }

  /** Begins to follow. */
  public static DerivedErasure start(LedgerFeed ledger, Derivatives derivatives) {
    return new DerivedErasure(ledger, derivatives);
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      follower.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        try {
          follow();
          lookAtAll();
        } catch (RuntimeException e) {
          LOG.warn("derivatives can't be erased just now; it is tried again", e);
          boolean _ = closing.await(TROUBLED.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("derivatives are erased no longer: the thread was interrupted");
    }
  }

  private void lookAtAll() {
    if (System.nanoTime() - looked < DAY.toNanos()) {
      return;
    }
    derivatives.eraseAllDisposed(_ -> closing.getCount() > 0);
    looked = System.nanoTime();
  }

  /** One that can't be erased keeps no other waiting: the next look at all tries it again. */
  private void erase(RecordId record) {
    try {
      derivatives.erase(record);
    } catch (StorageException e) {
      LOG.warn("the derivatives of {} can't be erased just now; it is tried again", record, e);
      looked = System.nanoTime() - DAY.plus(TROUBLED).toNanos();
    }
  }

  private void follow() throws InterruptedException {
    if (!ledger.awaitBeyond(position, IDLE)) {
      return;
    }
    List<LedgerEntry> entries = ledger.entries(position, BATCH);
    for (LedgerEntry entry : entries) {
      if (entry.type() == EntryType.DISPOSED) {
        erase(entry.record());
      }
    }
    position += entries.size();
  }
}

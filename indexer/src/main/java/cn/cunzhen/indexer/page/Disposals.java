package cn.cunzhen.indexer.page;

import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.LedgerFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the ledger, and lets the pages of records go that were disposed of.
 *
 * <p>It begins at the ledger's present end: what is kept of pages begins empty too.
 */
public final class Disposals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Disposals.class);
  private static final int BATCH = 256;
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final LedgerFeed ledger;
  private final PageImages pages;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread follower;
  private long reached;

  private Disposals(LedgerFeed ledger, PageImages pages) {
    this.ledger = ledger;
    this.pages = pages;
    this.reached = ledger.size();
    this.follower = Thread.ofPlatform().daemon().name("page-disposals").start(this::run);
  }

  /** Begins to follow. */
  public static Disposals follow(LedgerFeed ledger, PageImages pages) {
    return new Disposals(ledger, pages);
  }

  /** Follows no longer. */
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
          step();
        } catch (IOException | RuntimeException e) {
          LOG.warn("pages of disposed records can't be erased just now; it is tried again", e);
          boolean _ = closing.await(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("pages of disposed records are erased no longer: the thread was interrupted");
    }
  }

  private void step() throws IOException, InterruptedException {
    if (!ledger.awaitBeyond(reached, IDLE)) {
      return;
    }
    List<LedgerEntry> entries = ledger.entries(reached, BATCH);
    for (LedgerEntry entry : entries) {
      if (entry.type() == EntryType.DISPOSED) {
        pages.erase(entry.record());
      }
    }
    reached += entries.size();
  }
}

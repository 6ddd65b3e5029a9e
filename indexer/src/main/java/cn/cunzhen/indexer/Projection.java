package cn.cunzhen.indexer;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.ledger.Register.Reached;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordSource;
import cn.cunzhen.indexer.search.Change;
import cn.cunzhen.indexer.search.RecordIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an index up with the ledger: entry after entry, from wherever the index has come to.
 *
 * <p>Nothing stops it for good. While the ledger can't be read or the index can't be written it
 * tries again; a package that can't be read is a defect of the index, tried again on its own.
 */
public final class Projection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
  private static final int BATCH = 256;
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final LedgerFeed ledger;
  private final RecordIndex index;
  private final Runnable applied;
  private final Handed handed = new Handed();
  private final Changes changes;
  private final Retries retries;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread follower;
  private volatile @Nullable Exception trouble;

  private Projection(LedgerFeed ledger, RecordSource records, RecordIndex index, Runnable applied) {
    this.ledger = ledger;
    this.index = index;
    this.applied = applied;
    this.changes = new Changes(records, handed);
    this.retries = new Retries(index, records, applied);
    this.follower = Thread.ofPlatform().daemon().name("projection").start(this::run);
  }

  /**
   * Empties the index where it disagrees with the ledger, and begins to follow.
   *
   * @param records where packages are read
   * @param applied told after every batch; must return at once
   */
  public static Projection start(
      LedgerFeed ledger, RecordSource records, RecordIndex index, Runnable applied)
      throws IOException {
    Reached reached = index.position();
    if (reached.size() > ledger.size() || !ledger.rootAt(reached.size()).equals(reached.root())) {
      LOG.warn("the index disagrees with the ledger at {} and is made again", reached.size());
      index.clear();
    }
    return new Projection(ledger, records, index, applied);
  }

  /**
   * Hands over a record that was just sealed, so that it need not be read back when its entry
   * comes. Optional, and forgotten where too many come.
   */
  public void handOver(ArchivalRecord record, Sha256 digest) {
    handed.put(digest, record);
  }

  /** Why the index does not follow at the moment; null where it does. */
  public @Nullable Exception trouble() {
    return trouble;
  }

  /** Stops following; the index stays open. */
  @Override
  public void close() {
    closing.countDown();
    try {
      follower.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    retries.close();
    changes.close();
  }

  private void run() {
    Duration pause = IDLE;
    try {
      while (closing.getCount() > 0) {
        if (follow()) {
          pause = IDLE;
        } else if (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("the index follows no longer: its thread was interrupted");
    }
  }

  /** One batch, or a wait for it; false where something was in the way. */
  private boolean follow() throws InterruptedException {
    long from = index.position().size();
    List<LedgerEntry> entries;
    Reached next;
    try {
      if (!ledger.awaitBeyond(from, IDLE)) {
        return true;
      }
      entries = ledger.entries(from, BATCH);
      long size = from + entries.size();
      next = new Reached(size, ledger.rootAt(size));
    } catch (RuntimeException e) {
      return failed("the ledger can't be read", e);
    }
    return apply(changes.of(from, entries), next);
  }

  private boolean apply(List<Change> batch, Reached next) {
    try {
      index.apply(batch, next);
    } catch (IOException | RuntimeException e) {
      recover(e);
      return failed("the index can't be written", e);
    }
    trouble = null;
    if (batch.stream().anyMatch(Change.Unreadable.class::isInstance)) {
      retries.wake();
    }
    applied.run();
    return true;
  }

  private void recover(Exception failure) {
    try {
      index.recover(failure);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private boolean failed(String what, Exception e) {
    LOG.warn("{}; it is tried again", what, e);
    trouble = e;
    return false;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}

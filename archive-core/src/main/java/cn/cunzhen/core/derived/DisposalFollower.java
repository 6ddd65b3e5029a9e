package cn.cunzhen.core.derived;

import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.ledger.LedgerFeed;
import cn.cunzhen.core.record.RecordId;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what was made from a record does not outlive it: follows the ledger from its
 * present end, and has that erased at once whose record is disposed of.
 *
 * <p>What can't be erased keeps nothing else waiting. It is tried again, after ever longer times,
 * and given up after many; each is logged and counted. Nothing has to be remembered: what a crash
 * left, and what was given up, is found by a look at all at the start and once a day.
 */
public final class DisposalFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DisposalFollower.class);
  private static final int BATCH = 1_024;
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final String name;
  private final LedgerFeed ledger;
  private final Eraser eraser;
  private final Sweep sweep;
  private final Patience patience;
  private final Map<RecordId, Wait> waiting = new LinkedHashMap<>();
  private final AtomicLong pending = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread follower;
  private long position;
  private long nextSweep;

  private DisposalFollower(
      String name, LedgerFeed ledger, Eraser eraser, Sweep sweep, Patience patience) {
    this.name = name;
    this.ledger = ledger;
    this.eraser = eraser;
    this.sweep = sweep;
    this.patience = patience;
    this.position = ledger.size();
    this.nextSweep = System.nanoTime();
    this.follower = Thread.ofPlatform().daemon().name("erasing-" + name).start(this::run);
  }

  /** Erases what was made from a record; nothing where there is none. */
  @FunctionalInterface
  public interface Eraser {
    void erase(RecordId record) throws IOException;
  }

  /** Erases whatever is left of any record that is gone, as long as it is to go on. */
  @FunctionalInterface
  interface Sweep {
    void run(BooleanSupplier goOn) throws IOException;
  }

  /**
   * How often a record is tried, and when: after a time, and then after twice as long each.
   *
   * @param attempts in all
   */
  record Patience(Duration first, Duration longest, int attempts) {
    /** For somewhat more than an hour. */
    static final Patience USUAL = new Patience(IDLE, Duration.ofMinutes(5), 20);

    private Duration after(int failures) {
      long nanos = first.toNanos() << Math.min(failures - 1, 30);
      return nanos < longest.toNanos() ? Duration.ofNanos(nanos) : longest;
    }
  }

  private record Wait(int failures, long until) {}

  /**
   * Begins to follow, for what begins empty with this process.
   *
   * @param name of what is erased, for the log
   */
  public static DisposalFollower start(String name, LedgerFeed ledger, Eraser eraser) {
    return start(name, ledger, eraser, _ -> {}, Patience.USUAL);
  }

  static DisposalFollower start(
      String name, LedgerFeed ledger, Eraser eraser, Sweep sweep, Patience patience) {
    return new DisposalFollower(name, ledger, eraser, sweep, patience);
  }

  /** What is erased. */
  public String name() {
    return name;
  }

  /** What it has done since the start. */
  public Counts counts() {
    return new Counts(pending.get(), failures.get(), givenUp.get());
  }

  /**
   * How erasing gets on.
   *
   * @param pending records that are to be tried again
   * @param failures how often one could not be erased
   * @param givenUp records that are not tried again but by the look at all
   */
  public record Counts(long pending, long failures, long givenUp) {}

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
          follow();
          tryAgain();
          lookAtAll();
        } catch (RuntimeException e) {
          LOG.warn("the disposals of {} can't be followed just now; it is tried again", name, e);
          boolean _ = closing.await(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("{} of disposed records are erased no longer: the thread was interrupted", name);
    }
  }

  private void follow() throws InterruptedException {
    boolean soon = !waiting.isEmpty() && patience.first().compareTo(IDLE) < 0;
    if (!ledger.awaitBeyond(position, soon ? patience.first() : IDLE)) {
      return;
    }
    List<LedgerEntry> entries = ledger.entries(position, BATCH);
    for (LedgerEntry entry : entries) {
      if (entry.type() == EntryType.DISPOSED) {
        erase(entry.record(), 0);
      }
      position++;
    }
  }

  private void tryAgain() {
    long now = System.nanoTime();
    Map<RecordId, Integer> due = new LinkedHashMap<>();
    for (Iterator<Map.Entry<RecordId, Wait>> all = waiting.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<RecordId, Wait> each = all.next();
      if (each.getValue().until() - now <= 0) {
        due.put(each.getKey(), each.getValue().failures());
        all.remove();
      }
    }
    due.forEach(this::erase);
    pending.set(waiting.size());
  }

  private void erase(RecordId record, int failed) {
    try {
      eraser.erase(record);
    } catch (IOException | RuntimeException e) {
      failures.incrementAndGet();
      if (failed + 1 >= patience.attempts()) {
        givenUp.incrementAndGet();
        LOG.error("{} of {} could not be erased and are still there", name, record, e);
        return;
      }
      LOG.warn("{} of {} can't be erased just now; it is tried again", name, record, e);
      long until = System.nanoTime() + patience.after(failed + 1).toNanos();
      waiting.put(record, new Wait(failed + 1, until));
      pending.set(waiting.size());
    }
  }

  /** One that fails is made again like any other: after a day. */
  private void lookAtAll() {
    if (System.nanoTime() - nextSweep < 0) {
      return;
    }
    nextSweep = System.nanoTime() + DAY.toNanos();
    try {
      sweep.run(() -> closing.getCount() > 0);
    } catch (IOException | RuntimeException e) {
      failures.incrementAndGet();
      LOG.warn("a look at all {} could not be finished; it is tried again", name, e);
      nextSweep = System.nanoTime() + patience.longest().toNanos();
    }
  }
}

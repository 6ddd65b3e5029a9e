package cn.cunzhen.core.stamp;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.RolledBackException;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampAuthority;
import cn.cunzhen.core.seal.TimeStampFault;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the ledger's newest checkpoint stamped, again and again while it grows.
 *
 * <p>While the authority gives no stamp that holds, receipts go on; how much waits for a stamp, and
 * since when, is the {@link #debt}. The next stamp pays all of it, since a checkpoint covers every
 * entry before it. Several nodes may do this for one ledger.
 */
public final class Stamping implements AutoCloseable {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  /** So far an authority's time may fall behind what it gave before. */
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Stamping.class);

  private final ServedLog ledger;
  private final Stamps stamps;
  private final TimeStampAuthority authority;
  private final TimeStampVerifier verifier;
  private final Supplier<Bytes> nonces;
  private final Duration every;
  private final Clock clock;
  private final Consumer<TimeStamp> told;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closed = lock.newCondition();
  private final Thread thread;
  private boolean closing;
  private volatile @Nullable Stamped newest;
  private volatile @Nullable Owed owed;
  private volatile @Nullable String trouble;

  private Stamping(
      ServedLog ledger,
      Stamps stamps,
      TimeStampAuthority authority,
      TimeStampVerifier verifier,
      Supplier<Bytes> nonces,
      Duration every,
      Clock clock,
      Consumer<TimeStamp> told) {
    this.ledger = ledger;
    this.stamps = stamps;
    this.authority = authority;
    this.verifier = verifier;
    this.nonces = nonces;
    this.every = every;
    this.clock = clock;
    this.told = told;
    this.thread = Thread.ofPlatform().name("time-stamps").daemon().unstarted(this::run);
  }

  /**
   * Starts to have checkpoints stamped.
   *
   * @param verifier which authorities are believed; what it finds faulty is not kept
   * @param nonces fresh random bytes each time
   * @param every how long after one stamp the next is asked for
   * @param told of every newest stamp that holds, whichever node got it
   */
  public static Stamping start(
      ServedLog ledger,
      Stamps stamps,
      TimeStampAuthority authority,
      TimeStampVerifier verifier,
      Supplier<Bytes> nonces,
      Duration every,
      Clock clock,
      Consumer<TimeStamp> told) {
    Stamping stamping =
        new Stamping(ledger, stamps, authority, verifier, nonces, every, clock, told);
    stamping.thread.start();
    return stamping;
  }

  /** Since when this node knows that there are entries which no stamp covers. */
  private record Owed(Instant since) {}

  /**
   * What waits for a stamp.
   *
   * @param entries how many no stamp covers that this node knows of
   * @param since when the first of them was found waiting; null where none waits
   * @param trouble why the last attempt failed; null where it did not
   */
  public record Debt(long entries, @Nullable Instant since, @Nullable String trouble) {}

  /** What waits for a stamp now. */
  public Debt debt() {
    Stamped last = newest;
    Owed waits = owed;
    long entries = ledger.head().get().size() - (last == null ? 0 : last.size());
    return new Debt(
        Math.max(0, entries), waits == null || entries <= 0 ? null : waits.since(), trouble);
  }

  /** The newest stamp that this node knows; empty where it knows none. */
  public Optional<Stamped> newest() {
    return Optional.ofNullable(newest);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      closed.signalAll();
    } finally {
      lock.unlock();
    }
    // An authority that hangs is not waited for; an interrupt ends the question.
    thread.interrupt();
  }

  private void run() {
    Duration retry = FIRST_RETRY;
    boolean open = true;
    while (open) {
      boolean done = attempt();
      open = pause(done ? every : retry);
      retry = done ? FIRST_RETRY : min(retry.multipliedBy(2), LAST_RETRY);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
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
      stampNewest();
      if (trouble != null) {
        LOG.info("checkpoints are stamped again");
      }
      trouble = null;
      return true;
    } catch (IOException | StorageException | RolledBackException e) {
      if (trouble == null) {
        LOG.warn("no time stamp for the ledger's checkpoint; it is tried again", e);
      }
      trouble = String.valueOf(e.getMessage());
      return false;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void stampNewest() throws IOException, InterruptedException {
    LogHead head = ledger.head().get();
    if (head.size() > 0) {
      learn(head);
    }
    Stamped last = newest;
    if (head.size() <= (last == null ? 0 : last.size())) {
      owed = null;
      return;
    }
    if (owed == null) {
      owed = new Owed(clock.instant());
    }
    Stamped next = new Stamped(head.size(), ask(head));
    if (last != null) {
      requireOrder(last.stamp(), next.stamp());
    }
    stamps.put(next);
    take(next);
    owed = null;
  }

  private void take(Stamped stamped) {
    newest = stamped;
    told.accept(stamped.stamp());
  }

  /** Another node may have got one meanwhile, or this one before it was started again. */
  private void learn(LogHead head) {
    long known = newest().map(Stamped::size).orElse(0L);
    Optional<Stamped> last =
        stamps.last(head.size()).filter(size -> size > known).flatMap(stamps::at);
    if (last.isPresent()) {
      Sha256 digest = digest(head, last.get().size());
      List<TimeStampFault> faults = verifier.verify(last.get().stamp(), digest);
      if (faults.isEmpty()) {
        take(last.get());
      } else {
        LOG.warn("a stored time stamp over {} entries is faulty: {}", last.get().size(), faults);
      }
    }
  }

  private Sha256 digest(LogHead head, long size) {
    return Sha256.of(Bytes.utf8(ledger.checkpoint(head, size).text()));
  }

  private TimeStamp ask(LogHead head) throws IOException, InterruptedException {
    Sha256 digest = digest(head, head.size());
    TimeStampRequest request = TimeStampRequest.of(digest, nonces.get());
    TimeStamp stamp = request.token(authority.answer(request.der()));
    List<TimeStampFault> faults = verifier.verify(stamp, digest);
    if (!faults.isEmpty()) {
      throw new IOException("the authority's time stamp does not hold: " + faults);
    }
    return stamp;
  }

  /** One authority's time does not go backwards; two authorities may differ. */
  private static void requireOrder(TimeStamp earlier, TimeStamp later) throws IOException {
    if (earlier.authority().equals(later.authority())
        && later.time().isBefore(earlier.time().minus(TOLERANCE))) {
      throw new IOException(
          "the authority's clock went back from %s to %s".formatted(earlier.time(), later.time()));
    }
  }
}

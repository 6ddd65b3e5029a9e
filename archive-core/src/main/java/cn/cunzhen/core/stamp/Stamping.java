package cn.cunzhen.core.stamp;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.Rounds;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.core.seal.TimeStampAuthority;
import cn.cunzhen.core.seal.TimeStampFault;
import cn.cunzhen.core.seal.TimeStampRequest;
import cn.cunzhen.core.seal.TimeStampVerifier;
import cn.cunzhen.core.stamp.Stamps.Stamped;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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
  /** So far an authority's time may fall behind what it gave before. */
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  /** So long a checkpoint waits for its witnesses, so that one note has their signatures too. */
  private static final Duration WITNESSES = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Stamping.class);

  private final ServedLog ledger;
  private final Stamps stamps;
  private final TimeStampAuthority authority;
  private final TimeStampVerifier verifier;
  private final Supplier<Bytes> nonces;
  private final Clock clock;
  private final @Nullable LongSupplier cosigned;
  private final Consumer<TimeStamp> told;
  private final Rounds rounds;
  private volatile @Nullable Stamped newest;

  /** Since when this node knows that there are entries which no stamp covers. */
  private volatile @Nullable Instant owedSince;

  private Stamping(
      ServedLog ledger,
      Stamps stamps,
      TimeStampAuthority authority,
      TimeStampVerifier verifier,
      Supplier<Bytes> nonces,
      Duration every,
      Clock clock,
      @Nullable LongSupplier cosigned,
      Consumer<TimeStamp> told) {
    this.ledger = ledger;
    this.stamps = stamps;
    this.authority = authority;
    this.verifier = verifier;
    this.nonces = nonces;
    this.clock = clock;
    this.cosigned = cosigned;
    this.told = told;
    this.rounds = Rounds.start("time-stamps", every, this::stampNewest);
  }

  /**
   * Starts to have checkpoints stamped.
   *
   * @param verifier which authorities are believed; what it finds faulty is not kept
   * @param nonces fresh random bytes each time
   * @param every how long after one stamp the next is asked for
   * @param cosigned size of the newest checkpoint with enough cosignatures, which is stamped rather
   *     than a newer one; null where there are no witnesses
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
      @Nullable LongSupplier cosigned,
      Consumer<TimeStamp> told) {
    return new Stamping(ledger, stamps, authority, verifier, nonces, every, clock, cosigned, told);
  }

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
    long entries = ledger.head().get().size() - (last == null ? 0 : last.size());
    return new Debt(Math.max(0, entries), entries <= 0 ? null : owedSince, rounds.trouble());
  }

  /** The newest stamp that this node knows; empty where it knows none. */
  public Optional<Stamped> newest() {
    return Optional.ofNullable(newest);
  }

  @Override
  public void close() {
    rounds.close();
  }

  private void stampNewest() throws IOException, InterruptedException {
    LogHead head = ledger.head().get();
    if (head.size() > 0) {
      learn(head);
    }
    Stamped last = newest;
    if (head.size() <= (last == null ? 0 : last.size())) {
      owedSince = null;
      return;
    }
    if (owedSince == null) {
      owedSince = clock.instant();
    }
    long size = due(head.size(), last == null ? 0 : last.size());
    if (size == 0) {
      return;
    }
    Stamped next = new Stamped(size, ask(head, size));
    if (last != null) {
      requireOrder(last.stamp(), next.stamp());
    }
    stamps.put(next);
    requireKept(size);
    take(next);
    owedSince = size == head.size() ? null : clock.instant();
  }

  /** What lies there already stays, even where it is damaged: then a larger one must do. */
  private void requireKept(long size) throws IOException {
    if (stamps.last(size - 1, size).isEmpty()) {
      throw new IOException("the time stamp kept over %d entries is damaged".formatted(size));
    }
  }

  /** Which checkpoint is to be stamped; 0 for none yet. */
  private long due(long newest, long stamped) {
    long witnessed = cosigned == null ? newest : Math.min(cosigned.getAsLong(), newest);
    if (witnessed > stamped) {
      return witnessed;
    }
    Instant since = owedSince;
    boolean late = since != null && since.plus(WITNESSES).isBefore(clock.instant());
    return late ? newest : 0;
  }

  private void take(Stamped stamped) {
    newest = stamped;
    told.accept(stamped.stamp());
  }

  /** Another node may have got one meanwhile, or this one before it was started again. */
  private void learn(LogHead head) {
    long known = newest().map(Stamped::size).orElse(0L);
    Optional<Stamped> last = stamps.last(known, head.size());
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

  private TimeStamp ask(LogHead head, long size) throws IOException, InterruptedException {
    Sha256 digest = digest(head, size);
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

package cn.cunzhen.core.ledger;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.RolledBackException;
import cn.cunzhen.core.ledger.Arrival.Nudge;
import cn.cunzhen.core.ledger.Commit.Cause;
import cn.cunzhen.core.ledger.Commit.Committed;
import cn.cunzhen.core.ledger.Ruling.Declined;
import cn.cunzhen.core.ledger.Ruling.Fits;
import cn.cunzhen.core.ledger.Ruling.Present;
import cn.cunzhen.core.ledger.Ruling.Reason;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of records: decides what is in the archive.
 *
 * <p>One thread reads the head, keeps the register up with it, composes batches and swaps the head;
 * the next batch is whatever arrived during the last swap. Every answer but a confirmed swap is
 * unknown: the head is read again, and a proposal that is found in the register was ours.
 *
 * <p>Several nodes may run on one store: a node with a stale head fails to swap it.
 */
public final class Ledger implements LedgerFeed, AutoCloseable {
  /** How long an answer may take before its caller is told that nobody knows. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How old a package may be when an entry names it: far younger than what the sweeper takes. */
  static final Duration PUT_LIMIT = Duration.ofMinutes(10);

  /** How far this node's clock and the store's may lie apart. */
  static final Duration SKEW_LIMIT = Duration.ofSeconds(60);

  private static final Duration READ_INTERVAL = Duration.ofSeconds(1);
  private static final Duration BACKOFF = Duration.ofMillis(50);
  private static final int REPLAY = 4096;
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final AppendLog log;
  private final Sha256 genesis;
  private final Register register;
  private final Citations citations;
  private final Clock clock;
  private final Consumer<StorageException.Unfit> unfit;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Growth growth;
  private final Thread committer;

  private volatile LogHead head;
  private volatile Instant stamped = Instant.MIN;
  private volatile boolean closing;
  private volatile boolean ended;
  private volatile @Nullable Cause trouble;
  private long headReadAt;
  private boolean readDue;

  /**
   * Reads the head, brings the register up to it, and starts to commit.
   *
   * @param unfit told when nothing can be committed any more: the process must end
   * @throws RolledBackException if the store shows less than this node has already seen
   */
  public Ledger(
      AppendLog log,
      Sha256 genesis,
      Register register,
      Citations citations,
      Clock clock,
      Consumer<StorageException.Unfit> unfit) {
    this.log = log;
    this.genesis = genesis;
    this.register = register;
    this.citations = citations;
    this.clock = clock;
    this.unfit = unfit;
    this.headReadAt = System.nanoTime();
    this.head = log.read();
    forgetAStrangersRegister();
    replay(head);
    this.growth = new Growth(head.size(), headReadAt);
    this.committer = Thread.ofPlatform().name("ledger").daemon().start(this::run);
  }

  /**
   * Learns what an authority that is believed has given as the time: a clock that is more than a
   * minute behind it is wrong, and nothing is committed by it.
   */
  public void learnTime(Instant time) {
    if (time.isAfter(stamped)) {
      stamped = time;
    }
  }

  /**
   * Proposes an entry and waits for what becomes of it.
   *
   * @param putAt when this node put the object that the entry names
   */
  public Commit commit(Proposal proposal, Instant putAt) throws InterruptedException {
    long now = System.nanoTime();
    Waiting mine =
        new Waiting(proposal, putAt, now, now + PATIENCE.toNanos(), new CompletableFuture<>());
    if (closing) {
      return new Commit.Undecided(Cause.CLOSING);
    }
    arrivals.add(mine);
    if (ended) {
      mine.giveUp(Cause.CLOSING);
    }
    try {
      return mine.answer().get(PATIENCE.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Commit.Undecided(Cause.STORE_SILENT);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer is never an exception", e);
    }
  }

  /** The entries of a record, as far as this node knows; empty where it has none. */
  public List<Registered> entriesOf(RecordId record) {
    return register.entriesOf(record);
  }

  /** The newest head that this node has applied. */
  public LogHead head() {
    return head;
  }

  /** What keeps this node from committing just now; null where nothing does. */
  public @Nullable Cause trouble() {
    return trouble;
  }

  /**
   * Waits until this node knows at least {@code size} entries, reading the head at once.
   *
   * @return whether it does
   */
  public boolean reach(long size, Duration limit) throws InterruptedException {
    if (head.size() >= size) {
      return true;
    }
    arrivals.add(new Nudge());
    return growth.await(size, limit);
  }

  /**
   * Reads the head now, and applies what other nodes have added to it.
   *
   * @return whether that was done within the limit
   */
  public boolean catchUp(Duration limit) throws InterruptedException {
    long asked = System.nanoTime();
    arrivals.add(new Nudge());
    return growth.awaitReading(asked, limit);
  }

  @Override
  public Sha256 genesis() {
    return genesis;
  }

  @Override
  public long size() {
    return head.size();
  }

  @Override
  public List<LedgerEntry> entries(long from, int max) {
    try {
      return log.leaves(head, from, max).stream().map(LedgerEntry::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new StorageException.Damaged(
          "the ledger's entries from " + from + " on are damaged", e);
    }
  }

  @Override
  public Sha256 rootAt(long size) {
    return log.rootAt(head, size);
  }

  @Override
  public boolean awaitBeyond(long size, Duration limit) throws InterruptedException {
    return growth.await(size + 1, limit);
  }

  /** Takes no more proposals, ends those under way as far as the store goes along, and stops. */
  @Override
  public void close() {
    closing = true;
    arrivals.add(new Nudge());
    try {
      committer.join(Duration.ofSeconds(8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      commitUntilClosed();
    } catch (StorageException.Unfit e) {
      fail(e);
    } catch (InterruptedException e) {
      LOG.warn("nothing is committed any more: the ledger's thread was interrupted");
    } catch (RuntimeException | Error e) {
      fail(new StorageException.Unfit("the ledger can't go on", e));
    } finally {
      closing = true;
      ended = true;
      arrivals.forEach(this::take);
      giveUpOn(w -> true, Cause.CLOSING);
    }
  }

  private void commitUntilClosed() throws InterruptedException {
    Duration pause = Duration.ZERO;
    while (!(closing && waiting.isEmpty() && arrivals.isEmpty())) {
      collect(pause);
      boolean well = round();
      pause = well ? Duration.ZERO : longer(pause);
      giveUpOn(w -> w.over(System.nanoTime()), Cause.STORE_SILENT);
      if (closing && !well) {
        giveUpOn(w -> true, Cause.CLOSING);
      }
    }
  }

  /** A node whose ledger has stopped must end: it would answer questions and take nothing. */
  private void fail(StorageException.Unfit failure) {
    LOG.error("the ledger has failed for good", failure);
    closing = true;
    unfit.accept(failure);
  }

  /** Gathers what has arrived; where nothing waits, until something does or the head is due. */
  private void collect(Duration pause) throws InterruptedException {
    Duration idle = waiting.isEmpty() ? untilRead() : pause;
    if (idle.isPositive()) {
      Arrival first = arrivals.poll(idle.toNanos(), TimeUnit.NANOSECONDS);
      if (first != null) {
        take(first);
      }
    }
    for (Arrival next = arrivals.poll(); next != null; next = arrivals.poll()) {
      take(next);
    }
  }

  private void take(Arrival arrival) {
    switch (arrival) {
      case Nudge _ -> readDue = true;
      case Waiting w -> waiting.add(w);
    }
  }

  /** One reading and one swap, as far as they are due; says whether the store went along. */
  private boolean round() {
    try {
      if (readDue || !untilRead().isPositive()) {
        refresh();
      }
      Batch batch = compose();
      if (!batch.isEmpty()) {
        attempt(batch);
      }
      trouble = null;
      return true;
    } catch (ClockUnsureException e) {
      return stopped(Cause.CLOCK_UNSURE, e);
    } catch (RolledBackException e) {
      return stopped(Cause.ROLLED_BACK, e);
    } catch (StorageException.Unfit e) {
      throw e;
    } catch (StorageException e) {
      return stopped(Cause.STORE_SILENT, e);
    }
  }

  private boolean stopped(Cause cause, RuntimeException reason) {
    if (trouble != cause) {
      LOG.warn("commits wait: {}", cause, reason);
    }
    trouble = cause;
    readDue = true;
    if (cause != Cause.STORE_SILENT) {
      giveUpOn(w -> true, cause);
    }
    return false;
  }

  private static Duration longer(Duration pause) {
    return pause.isZero() ? BACKOFF : Duration.ofMillis(Math.min(1000, pause.toMillis() * 2));
  }

  private Duration untilRead() {
    return READ_INTERVAL.minusNanos(System.nanoTime() - headReadAt);
  }

  private void refresh() {
    long began = System.nanoTime();
    LogHead found = log.readAfter(head);
    replay(found);
    head = found;
    headReadAt = began;
    readDue = false;
    growth.read(began, found.size());
  }

  private Batch compose() {
    LogHead base = head;
    Batch batch = new Batch(register, base.size());
    Precondition committed = new Precondition(register::entriesOf, citations::keptRecordCites);
    Precondition withBatch = new Precondition(batch::entriesOf, citations::keptRecordCites);
    Instant at = nextTime(base);
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext() && !batch.isFull(); ) {
      Waiting w = each.next();
      if (!judgeable(w.proposal(), base)) {
        continue;
      }
      switch (committed.judge(w.proposal())) {
        case Present present -> end(each, w, new Committed(present.entry()));
        case Declined declined -> decline(each, w, declined.reason());
        case Fits _ -> {
          if (Duration.between(w.putAt(), clock.instant()).compareTo(PUT_LIMIT) >= 0) {
            end(each, w, new Commit.Undecided(Cause.PUT_TOO_LONG_AGO));
          } else if (withBatch.judge(w.proposal()) instanceof Fits) {
            batch.add(w.proposal(), at);
          }
        }
      }
    }
    return batch;
  }

  /** A disposal waits until the citations of all entries up to the head are known. */
  private boolean judgeable(Proposal proposal, LogHead base) {
    return proposal.type() != EntryType.DISPOSED || citations.reached() >= base.size();
  }

  /**
   * A refusal is given only on a head that was read after the question came: what a stale node
   * takes for absent may be there by now. What is there, or gone, stays so.
   */
  private void decline(Iterator<Waiting> each, Waiting w, Reason reason) {
    boolean forEver = reason == Reason.EXISTS || reason == Reason.DISPOSED;
    if (forEver || headReadAt - w.arrived() >= 0) {
      end(each, w, new Commit.Declined(reason));
    } else {
      readDue = true;
    }
  }

  private static void end(Iterator<Waiting> each, Waiting w, Commit answer) {
    each.remove();
    w.answer().complete(answer);
  }

  private Instant nextTime(LogHead base) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> last = base.lastLeaf().map(leaf -> LedgerEntry.parse(leaf).at());
    return last.filter(now::isBefore).orElse(now);
  }

  private void attempt(Batch batch) {
    if (head.skew().abs().compareTo(SKEW_LIMIT) > 0) {
      readDue = true;
      throw ClockUnsureException.offTheStores(head.skew());
    }
    Instant now = clock.instant();
    if (now.plus(SKEW_LIMIT).isBefore(stamped)) {
      throw ClockUnsureException.behind(now, stamped);
    }
    Optional<LogHead> next = log.append(head, batch.leaves());
    if (next.isEmpty()) {
      readDue = true;
      return;
    }
    register.apply(batch.entries(), next.get().root());
    head = next.get();
    growth.reached(head.size());
    answerTheCommitted();
  }

  /** After a confirmed swap its proposals stand in the register like anybody's. */
  private void answerTheCommitted() {
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting w = each.next();
      Precondition.present(w.proposal(), register.entriesOf(w.proposal().record()))
          .ifPresent(entry -> end(each, w, new Committed(entry)));
    }
  }

  /** Applies what the register does not know yet, piece by piece, up to the head. */
  private void replay(LogHead upTo) {
    for (long from = register.reached().size(); from < upTo.size(); ) {
      List<LedgerEntry> entries =
          log.leaves(upTo, from, REPLAY).stream().map(LedgerEntry::parse).toList();
      from += entries.size();
      register.apply(entries, log.rootAt(upTo, from));
    }
  }

  private void forgetAStrangersRegister() {
    Register.Reached reached = register.reached();
    if (reached.size() > head.size() || !log.rootAt(head, reached.size()).equals(reached.root())) {
      LOG.warn("the register follows another ledger; it is made anew");
      register.clear();
    }
  }

  private void giveUpOn(Predicate<Waiting> which, Cause cause) {
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting w = each.next();
      if (which.test(w)) {
        end(each, w, new Commit.Undecided(cause));
      }
    }
  }
}

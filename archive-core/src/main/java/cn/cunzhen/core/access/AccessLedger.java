package cn.cunzhen.core.access;

import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's log of accesses: what it shows, it shows only after the entry is durable.
 *
 * <p>A log of its own for each node, so that nodes do not wait for each other. The newest bodies
 * stand in the head itself, so that one swap makes a batch durable. Before they leave it they are
 * put as an object: when enough have gathered, when another month begins, when nothing comes for a
 * while, and at the end. So all of a month can be erased while the log stays whole.
 */
public final class AccessLedger implements AutoCloseable {
  /** How long bodies may stay in a head that nobody swaps. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(AccessLedger.class);

  private final AppendLog log;
  private final Objects objects;
  private final String prefix;
  private final Supplier<Bytes> salts;
  private final Duration patience;
  private final Consumer<AccessBatch> recorded;
  private final BlockingQueue<Optional<Pending>> arrivals = new LinkedBlockingQueue<>();
  private final Thread writer;
  private volatile LogHead head;
  private volatile boolean closing;

  /** What the head carries. Only the writer's. */
  private Optional<AccessBatch> carried;

  /**
   * Opens the log, making it where there is none, and starts to write.
   *
   * @param prefix where its bodies lie, such as {@code access/n-k3f9q2xa}
   * @param salts {@link AccessBody#SALT} fresh random bytes each time
   * @param patience how long an access may take to become durable before it is refused
   * @param recorded told of every batch as soon as it is durable, in order, and before any of its
   *     accesses is acknowledged; must return at once and not fail
   */
  public AccessLedger(
      AppendLog log,
      Objects objects,
      String prefix,
      Supplier<Bytes> salts,
      Duration patience,
      Consumer<AccessBatch> recorded) {
    this.log = log;
    this.objects = objects;
    this.prefix = prefix;
    this.salts = salts;
    this.patience = patience;
    this.recorded = recorded;
    log.create();
    this.head = log.read();
    this.carried = AccessBatch.carriedBy(head);
    this.writer = Thread.ofPlatform().name("access-ledger").daemon().start(this::run);
  }

  /**
   * Records the access and returns when it is durable.
   *
   * @throws AccessUnrecordedException if it is not in time; then nothing may be shown
   */
  public void record(Access access) {
    begin(access).await();
  }

  /**
   * Begins to record an access. What it is for may be made ready meanwhile; nothing of it may be
   * shown before the recording has been awaited.
   *
   * @throws AccessUnrecordedException if this node records no more
   */
  public Recording begin(Access access) {
    Pending mine = new Pending(new AccessBody(access, salts.get()), new CompletableFuture<>());
    if (closing) {
      throw new AccessUnrecordedException("the access ledger is closing", null);
    }
    arrivals.add(Optional.of(mine));
    return new Recording(mine, System.nanoTime() + patience.toNanos());
  }

  /** An access on its way into the log. */
  public static final class Recording {
    private final Pending pending;
    private final long until;

    private Recording(Pending pending, long until) {
      this.pending = pending;
      this.until = until;
    }

    /**
     * Returns when it is durable.
     *
     * @throws AccessUnrecordedException if it is not in time; then nothing may be shown
     */
    public void await() {
      try {
        long left = Math.max(0, until - System.nanoTime());
        pending.done().get(left, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AccessUnrecordedException("interrupted before the access was durable", e);
      } catch (ExecutionException | TimeoutException e) {
        pending.done().cancel(false);
        throw new AccessUnrecordedException("the access ledger could not be written in time", e);
      }
    }
  }

  /** The log's newest head. */
  public LogHead head() {
    return head;
  }

  public AppendLog log() {
    return log;
  }

  @Override
  public void close() {
    closing = true;
    // An interrupt could close the very channel that the writer writes to; this only wakes it.
    arrivals.add(Optional.empty());
    try {
      writer.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Pending> batch = List.of();
    try {
      while (!closing) {
        batch = next();
        if (batch.isEmpty()) {
          settle();
        } else {
          write(batch);
        }
      }
      settle();
    } catch (InterruptedException e) {
      LOG.warn("no access is recorded any more: the thread was interrupted");
    } finally {
      closing = true;
      Stream.concat(batch.stream(), arrivals.stream().flatMap(Optional::stream))
          .forEach(pending ->
              pending.fail(new AccessUnrecordedException("the node is going down", null)));
    }
  }

  /**
   * Whatever arrived during the last write, or the first that arrives; nothing where nothing does.
   */
  private List<Pending> next() throws InterruptedException {
    List<Optional<Pending>> taken = new ArrayList<>();
    Optional<Pending> first = arrivals.poll(QUIET.toNanos(), TimeUnit.NANOSECONDS);
    taken.add(first == null ? Optional.empty() : first);
    arrivals.drainTo(taken, AccessBatch.MOST - 1);
    return taken.stream()
        .flatMap(Optional::stream)
        .filter(pending -> !pending.done().isDone())
        .toList();
  }

  private void write(List<Pending> batch) {
    AccessBatch accesses;
    try {
      accesses = commit(batch.stream().map(Pending::body).toList());
    } catch (RuntimeException e) {
      // Whatever it is, those who wait are told, and those who come next may fare better.
      LOG.warn("accesses could not be recorded; they were refused", e);
      batch.forEach(pending -> pending.fail(e));
      return;
    }
    tell(accesses);
    batch.forEach(pending -> pending.done().complete(Boolean.TRUE));
  }

  /** The log has them; whoever misses them now finds them there. */
  private void tell(AccessBatch accesses) {
    try {
      recorded.accept(accesses);
    } catch (RuntimeException e) {
      LOG.warn("accesses were recorded, and not indexed at once", e);
    }
  }

  /** Where another node put apart what the head carried, what it left is built on, once. */
  private AccessBatch commit(List<AccessBody> bodies) {
    LogHead before = head;
    AccessBatch batch = new AccessBatch(before.size(), bodies);
    if (append(batch)) {
      return batch;
    }
    if (!head.version().equals(before.version())) {
      batch = new AccessBatch(head.size(), bodies);
      if (append(batch)) {
        return batch;
      }
    }
    throw new StorageException("the access ledger's head was not swapped");
  }

  /**
   * This node is the only one that adds: after an unknown outcome the head tells whether it was
   * ours. What the head is now is adopted either way.
   */
  private boolean append(AccessBatch batch) {
    AccessBatch next = batch;
    if (carried.isPresent()) {
      if (carried.get().takes(batch)) {
        next = carried.get().and(batch);
      } else {
        put(carried.get(), objects, prefix);
      }
    }
    List<Bytes> leaves = batch.leaves();
    Optional<LogHead> written = log.append(head, leaves, next.lines());
    if (written.isPresent()) {
      head = written.get();
      carried = Optional.of(next);
      return true;
    }
    LogHead found = log.readAfter(head);
    boolean ours =
        found.size() == head.size() + leaves.size()
            && found.entries().reversed().subList(0, leaves.size()).reversed().equals(leaves);
    adopt(found);
    return ours;
  }

  private void adopt(LogHead found) {
    head = found;
    carried = AccessBatch.carriedBy(found);
  }

  /** Nobody waits for it: where it fails the bodies stay where they are. */
  private void settle() {
    if (carried.isEmpty()) {
      return;
    }
    try {
      adopt(settle(log, objects, prefix, head).orElseGet(() -> log.readAfter(head)));
    } catch (RuntimeException e) {
      LOG.warn("what the access ledger's head carries could not be put apart; it stays there", e);
    }
  }

  /**
   * Puts the bodies that the head of a log of accesses carries as an object, and takes them out of
   * the head.
   *
   * @param prefix where the log lies
   * @return the new head; empty where it was swapped meanwhile, or nobody knows
   */
  public static Optional<LogHead> settle(
      AppendLog log, Objects objects, String prefix, LogHead head) {
    Optional<AccessBatch> carried = AccessBatch.carriedBy(head);
    if (carried.isEmpty()) {
      return Optional.of(head);
    }
    put(carried.get(), objects, prefix);
    return log.shed(head);
  }

  private static void put(AccessBatch batch, Objects objects, String prefix) {
    objects.put(batch.key(prefix), Content.of(batch.format()));
  }

  /** An access that waits to become durable. */
  private record Pending(AccessBody body, CompletableFuture<Boolean> done) {
    void fail(RuntimeException reason) {
      done.completeExceptionally(reason);
    }
  }
}

package cn.cunzhen.indexer.search;

import java.io.IOException;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What questions see of the index: a view that moves on when somebody waits for more, else at most
 * half a second after a change, and not at all while nothing changes.
 *
 * <p>One thread makes the views. All who wait meanwhile are served by the next one together, so a
 * storm of questions costs no more than views made one after the other.
 */
final class Views implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Views.class);
  private static final long STALE = Duration.ofMillis(500).toNanos();

  private final Supplier<IndexWriter> writer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition due = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private final TreeMap<Long, Integer> wanted = new TreeMap<>();
  private final Thread maker;
  private long size;
  private long revision;
  private long demanded;
  private long notBefore = System.nanoTime();
  private volatile View shown;
  private @Nullable Exception failure;
  private boolean troubled;
  private volatile boolean closed;

  /**
   * Begins with what the writer's folder holds.
   *
   * @param writer the one that is in use now
   * @param size how many entries of the ledger that covers
   */
  Views(Supplier<IndexWriter> writer, long size) throws IOException {
    this.writer = writer;
    this.size = size;
    this.shown = new View(DirectoryReader.open(writer.get()), size, 0);
    this.maker = Thread.ofPlatform().daemon().name("search-views").start(this::run);
  }

  /** Tells that something was written, and how many entries that covers by now. */
  void wrote(long covered) {
    lock.lock();
    try {
      size = covered;
      revision++;
      due.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Names what is written next: a view of this revision, or a later one, shows all until now. */
  long nextRevision() {
    lock.lock();
    try {
      return revision + 1;
    } finally {
      lock.unlock();
    }
  }

  /** The view as it stands. */
  View current() {
    while (true) {
      View now = shown;
      if (now.use()) {
        return now;
      }
      if (closed) {
        throw new AlreadyClosedException("the index is closed");
      }
    }
  }

  /** How many entries the view as it stands covers. */
  long shownSize() {
    return shown.size();
  }

  /** What the view as it stands shows. */
  long shownRevision() {
    return shown.revision();
  }

  /** A view that covers so many entries; null where there is none in time. */
  @Nullable View covering(long entries, Duration limit) throws InterruptedException {
    View now = current();
    if (now.size() >= entries) {
      return now;
    }
    now.close();
    lock.lockInterruptibly();
    try {
      wanted.merge(entries, 1, Integer::sum);
      due.signal();
      long rest = limit.toNanos();
      while (shown.size() < entries && rest > 0 && !closed) {
        rest = progress.awaitNanos(rest);
      }
      return shown.size() < entries ? null : current();
    } finally {
      wanted.computeIfPresent(entries, (_, waiting) -> waiting > 1 ? waiting - 1 : null);
      lock.unlock();
    }
  }

  /** A view of all that was written until now. */
  View fresh() throws IOException {
    lock.lock();
    try {
      long mine = ++revision;
      demanded = mine;
      failure = null;
      due.signal();
      while (shown.revision() < mine) {
        if (failure != null || closed) {
          throw new IOException("no view can be made", failure);
        }
        progress.awaitUninterruptibly();
      }
      return current();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      due.signal();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      maker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shown.close();
  }

  private void run() {
    lock.lock();
    try {
      while (!closed) {
        long wait = untilDue();
        if (wait > 0) {
          due.awaitNanos(wait);
        } else {
          make();
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("no more views are made: the thread was interrupted");
    } finally {
      lock.unlock();
    }
  }

  private long untilDue() {
    if (revision == shown.revision()) {
      return Long.MAX_VALUE;
    }
    Long next = wanted.higherKey(shown.size());
    boolean awaited = demanded > shown.revision() || (next != null && next <= size);
    return awaited && failure == null ? 0 : notBefore - System.nanoTime();
  }

  private void make() {
    long covered = size;
    long written = revision;
    View before = shown;
    lock.unlock();
    View next = null;
    Exception problem = null;
    try {
      next = new View(successor(before.reader()), covered, written);
    } catch (IOException | RuntimeException e) {
      problem = e;
    } finally {
      lock.lock();
    }
    if (problem != null && !troubled) {
      LOG.warn("no new view of the index; it is tried again", problem);
    }
    troubled = problem != null;
    failure = problem;
    notBefore = System.nanoTime() + STALE;
    if (next != null) {
      shown = next;
      before.close();
    }
    progress.signalAll();
  }

  private DirectoryReader successor(DirectoryReader before) throws IOException {
    DirectoryReader next = DirectoryReader.openIfChanged(before, writer.get());
    if (next == null) {
      before.incRef();
      return before;
    }
    return next;
  }
}

package cn.cunzhen.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Syncs folders, in one round for all who come while the round before is under way.
 *
 * <p>Filesystems with a journal write it whole at every sync, so syncs that come together cost
 * little more than one. Any thread may use it.
 */
final class FolderSync {
  /** Syncs one folder. */
  interface Sync {
    void of(Path folder) throws IOException;
  }

  private final Sync each;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private Round gathering = new Round();
  private boolean underWay;

  FolderSync(Sync each) {
    this.each = each;
  }

  /** Those who wait together, and what became of it. */
  private static final class Round {
    private final Set<Path> folders = new LinkedHashSet<>();
    private boolean done;
    private @Nullable Throwable failure;
  }

  /**
   * Returns when all these folders were synced after this was called.
   *
   * @throws IOException if one of the round's folders could not be: then nobody knows of any
   */
  void sync(Collection<Path> folders) throws IOException {
    Round mine = join(folders);
    if (!mine.done) {
      lead(mine);
    } else if (mine.failure != null) {
      throw new IOException("folders could not be synced", mine.failure);
    }
  }

  /** The round that these folders are in: done, or the caller's to lead. */
  private Round join(Collection<Path> folders) {
    lock.lock();
    try {
      Round mine = gathering;
      mine.folders.addAll(folders);
      while (underWay && !mine.done) {
        ended.awaitUninterruptibly();
      }
      if (!mine.done) {
        gathering = new Round();
        underWay = true;
      }
      return mine;
    } finally {
      lock.unlock();
    }
  }

  private void lead(Round mine) throws IOException {
    boolean synced = false;
    Throwable failure = null;
    try {
      for (Path folder : mine.folders) {
        each.of(folder);
      }
      synced = true;
    } catch (IOException e) {
      failure = e;
      throw e;
    } finally {
      if (!synced && failure == null) {
        failure = new IllegalStateException("the sync was given up");
      }
      end(mine, failure);
    }
  }

  private void end(Round mine, @Nullable Throwable failure) {
    lock.lock();
    try {
      mine.failure = failure;
      mine.done = true;
      underWay = false;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

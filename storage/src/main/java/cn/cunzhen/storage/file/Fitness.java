package cn.cunzhen.storage.file;

import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether a process may still trust what the filesystem tells it of a store.
 *
 * <p>After a sync that failed, the kernel may call clean what never reached the disk, and the next
 * sync succeeds for nothing. So the first one that fails is the last: nothing more is answered, the
 * process ends, and another reads what the disk really holds.
 */
final class Fitness {
  private final AtomicReference<@Nullable IOException> loss = new AtomicReference<>();

  /**
   * @throws StorageException.Unfit if a sync has failed
   */
  void require() {
    IOException cause = loss.get();
    if (cause != null) {
      throw new StorageException.Unfit(
          "a sync of this store failed; the process has to end", cause);
    }
  }

  void lose(IOException failedSync) {
    loss.compareAndSet(null, failedSync);
  }
}

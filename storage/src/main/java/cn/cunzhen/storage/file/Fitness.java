package cn.cunzhen.storage.file;

import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether a process may still trust what the filesystem tells it of a store.
 *
 * <p>After a sync that failed, the kernel may call clean what never reached the disk, and the next
 * sync succeeds for nothing. So one that fails is the last: nothing more is answered, and the
 * process ends.
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

  void lose(IOException failure) {
    loss.compareAndSet(null, failure);
  }

  /** Notes the sync that failed, and gives what to say of the change that needed it. */
  StorageException lose(ObjectKey key, IOException failedSync) {
    lose(failedSync);
    return new StorageException.Unknown(key + " may or may not stay", failedSync);
  }
}

package cn.cunzhen.storage.file;

import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The locks by which all threads of all processes of a host share one store, one lock for each
 * name.
 *
 * <p>The names are spread over the bytes of one file: a thread first takes a lock inside the
 * process and then the operating system's on that byte, which belongs to the whole process. There
 * is one of these for each file in a process, and its file is never closed: closing any descriptor
 * of it would drop the locks of all.
 */
final class HostLock {
  /** Part of the store's format: all processes must spread names alike. */
  private static final int STRIPES = 256;

  private static final String FILE = "lock";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_AGAIN_NANOS = 200_000;
  private static final Map<Path, HostLock> OPEN = new ConcurrentHashMap<>();

  /** The operating system's side; null where another process holds the byte. */
  interface Region {
    @Nullable Release tryLock(int at, boolean shared) throws IOException;
  }

  interface Release {
    void release() throws IOException;
  }

  /** A lock that is held until it is closed, by the thread that took it. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  private final Region region;
  private final Duration patience;
  private final ReentrantLock[] inside =
      IntStream.range(0, STRIPES)
          .mapToObj(i -> new ReentrantLock(true))
          .toArray(ReentrantLock[]::new);
  private final Fitness fitness = new Fitness();

  HostLock(Region region, Duration patience) {
    this.region = region;
    this.patience = patience;
  }

  /** The lock of the store in this folder; its file is made if need be. */
  static HostLock in(Path folder) throws IOException {
    try {
      return OPEN.computeIfAbsent(folder.toRealPath().resolve(FILE), HostLock::open);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static HostLock open(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new HostLock((at, shared) -> tryLock(channel, at, shared), PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // An interrupt does not close a channel that only tries to lock, as it would one that waits.
  private static @Nullable Release tryLock(FileChannel channel, int at, boolean shared)
      throws IOException {
    try {
      FileLock lock = channel.tryLock(at, 1, shared);
      return lock == null ? null : lock::release;
    } catch (OverlappingFileLockException e) {
      return null; // by another path to the same folder in this process
    }
  }

  /** Whether this process may still use the store. */
  Fitness fitness() {
    return fitness;
  }

  /**
   * Waits until nobody else holds the name's lock in either way.
   *
   * @throws StorageException if that takes too long
   */
  Held exclusive(String name) {
    return hold(name, false);
  }

  /**
   * Waits until no other process holds the name's lock exclusively. Inside the process it excludes
   * other threads too.
   *
   * @throws StorageException if that takes too long
   */
  Held shared(String name) {
    return hold(name, true);
  }

  private Held hold(String name, boolean shared) {
    int stripe = Math.floorMod(name.hashCode(), STRIPES);
    long deadline = System.nanoTime() + patience.toNanos();
    ReentrantLock mine = inside[stripe];
    enter(mine, name);
    Release release = null;
    try {
      release = await(stripe, shared, name, deadline);
      Release taken = release;
      return () -> leave(mine, taken);
    } finally {
      if (release == null) {
        mine.unlock();
      }
    }
  }

  private void enter(ReentrantLock mine, String name) {
    try {
      if (!mine.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy(name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while waiting for " + name, e);
    }
  }

  /** Looks again and again: to wait with a limit, and not for ever, is more than systems offer. */
  private Release await(int stripe, boolean shared, String name, long deadline) {
    try {
      Release release = region.tryLock(stripe, shared);
      while (release == null) {
        if (Thread.currentThread().isInterrupted()) {
          throw new StorageException("interrupted while waiting for " + name);
        }
        if (System.nanoTime() - deadline > 0) {
          throw busy(name);
        }
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        release = region.tryLock(stripe, shared);
      }
      return release;
    } catch (IOException e) {
      throw new StorageException("can't lock " + name, e);
    }
  }

  private void leave(ReentrantLock mine, Release release) {
    try {
      release.release();
    } catch (IOException e) {
      fitness.lose(e); // nobody else would ever get this lock from us
    } finally {
      mine.unlock();
    }
  }

  private static StorageException busy(String name) {
    return new StorageException("the store is busy: " + name + " has been locked for too long");
  }
}

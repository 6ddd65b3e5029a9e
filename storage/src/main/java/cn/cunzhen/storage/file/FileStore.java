package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A store in one folder of a local filesystem that can link and sync.
 *
 * <p>Below the folder lie {@code objects} and {@code heads}, where the name of every file is its
 * key, {@code locks}, which says what forbids an object's deletion, {@code spool} for files in the
 * making, and the file {@code lock}, over which the processes of a host share the store. Whatever
 * else lies there is left alone.
 *
 * <p>Once a sync has failed, every call throws {@link StorageException.Unfit}: the process has to
 * end, since only another can learn what the disk really holds.
 */
public final class FileStore implements Store {
  private final Ground ground;
  private final Objects objects;
  private final Heads heads;

  private FileStore(Ground ground, Disk disk, HostLock lock, Clock clock) {
    Fitness fitness = lock.fitness();
    Spool spool = new Spool(disk, ground.spool(), fitness);
    this.ground = ground;
    this.heads = new FileHeads(new Tree(disk, ground.heads(), spool, fitness), lock, clock);
    this.objects =
        new FileObjects(
            new Tree(disk, ground.objects(), spool, fitness),
            new Tree(disk, ground.locks(), spool, fitness),
            lock,
            clock);
  }

  /**
   * Opens the store in this folder, which is made where there is none.
   *
   * @throws StorageException.Unfit if the folder can't be used, or its filesystem can't link or
   *     sync
   * @throws StorageException.Full if there is no room for so much as a folder
   */
  public static FileStore open(Path root) {
    return open(root, new LocalDisk(), Clock.systemUTC());
  }

  static FileStore open(Path root, Disk disk, Clock clock) {
    Ground ground = new Ground(root.toAbsolutePath().normalize());
    try {
      ground.prepare(disk);
      ground.clean(disk, clock.instant());
      HostLock lock = disk.lock(ground.root());
      lock.fitness().require();
      return new FileStore(ground, disk, lock, clock);
    } catch (IOException e) {
      throw disk.isFull(e, ground.root())
          ? new StorageException.Full("no room to open " + root, e)
          : new StorageException.Unfit(root + " can't be used as a store", e);
    } catch (UnsupportedOperationException e) {
      throw new StorageException.Unfit(root + " can't be used as a store", e);
    }
  }

  /**
   * A folder for the caller's own files in the making, on the filesystem of the store: such a file
   * can be handed over without a copy. Whoever opens the store removes what is older than a day.
   */
  public Path spool() {
    return ground.spool();
  }

  @Override
  public Objects objects() {
    return objects;
  }

  @Override
  public Heads heads() {
    return heads;
  }

  @Override
  public String describe() {
    return "file:" + ground.root();
  }

  /** Nothing to let go of: the lock's file has to stay open as long as the process runs. */
  @Override
  public void close() {}
}

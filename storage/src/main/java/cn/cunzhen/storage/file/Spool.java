package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files in the making, under names that nobody looks for. */
final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Disk disk;
  private final Path folder;
  private final Fitness fitness;

  Spool(Disk disk, Path folder, Fitness fitness) {
    this.disk = disk;
    this.folder = folder;
    this.fitness = fitness;
  }

  /**
   * A file with this content, whole and synced; the caller gives it its name or discards it.
   *
   * <p>What was handed over gets a second name instead of a copy where the filesystem gives one.
   *
   * @throws StorageException if that fails; nothing is left behind
   */
  Path stage(ObjectKey key, Content content) {
    fitness.require();
    Path staged = folder.resolve(UUID.randomUUID().toString());
    boolean whole = false;
    try {
      if (content instanceof Content.HandedOver handed && isLinked(handed.file(), staged)) {
        syncHandedOver(key, staged);
      } else {
        disk.write(staged, content);
      }
      requireSize(key, content, staged);
      whole = true;
      return staged;
    } catch (IOException e) {
      throw failure(key, e);
    } finally {
      if (!whole) {
        discard(staged);
      }
    }
  }

  private boolean isLinked(Path file, Path staged) {
    try {
      disk.link(file.toRealPath(), staged);
      return true;
    } catch (IOException e) {
      LOG.debug("a file that was handed over is copied, since it can't be linked", e);
      return false;
    }
  }

  /**
   * The file stays its maker's, who might hand it over again: so this sync has no second chance.
   */
  private void syncHandedOver(ObjectKey key, Path staged) throws IOException {
    disk.touch(staged);
    try {
      disk.sync(staged);
    } catch (IOException e) {
      throw fitness.lose(key, e);
    }
  }

  private void requireSize(ObjectKey key, Content content, Path staged) throws IOException {
    long size = disk.facts(staged).map(Disk.Facts::size).orElse(-1L);
    if (size != content.size()) {
      throw new StorageException(key + " was to have " + content.size() + " bytes and has " + size);
    }
  }

  void discard(Path staged) {
    try {
      disk.delete(staged);
    } catch (IOException e) {
      LOG.warn("{} could not be removed; an opening of the store will do it", staged, e);
    }
  }

  /** What to say of a failure that had no effect. */
  StorageException failure(ObjectKey key, IOException e) {
    return isFull(e)
        ? new StorageException.Full("no room for " + key, e)
        : new StorageException("can't write " + key, e);
  }

  boolean isFull(IOException failure) {
    return disk.isFull(failure, folder);
  }
}

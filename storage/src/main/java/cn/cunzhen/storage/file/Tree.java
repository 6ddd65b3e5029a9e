package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files by key, below one folder; they come and go in such a way that what was answered stays.
 *
 * <p>A file is whole and synced in the spool before it gets its own name, in one step; then the
 * folder of that name is synced. What fails before that step has had no effect; from there on the
 * outcome is {@link StorageException.Unknown}.
 */
final class Tree {
  private static final Logger LOG = LoggerFactory.getLogger(Tree.class);

  private final Disk disk;
  private final Path top;
  private final Spool spool;
  private final Folders folders;
  private final Fitness fitness;

  /**
   * @param top the folder of this tree, which is known to stay
   */
  Tree(Disk disk, Path top, Spool spool, Fitness fitness) {
    this.disk = disk;
    this.top = top;
    this.spool = spool;
    this.folders = new Folders(disk, top);
    this.fitness = fitness;
  }

  /** What is under the key, a folder perhaps. */
  Optional<Disk.Facts> facts(ObjectKey key) {
    fitness.require();
    try {
      return disk.facts(path(key));
    } catch (IOException e) {
      throw new StorageException("can't look for " + key, e);
    }
  }

  /** What is under the key, if it is a file. */
  Optional<Disk.Facts> file(ObjectKey key) {
    return facts(key).filter(facts -> !facts.folder());
  }

  /** Opens a part of the file, which has at least so many bytes. */
  InputStream open(ObjectKey key, long offset, long length) {
    InputStream file = open(key);
    try {
      file.skipNBytes(offset);
      return new Section(file, length);
    } catch (IOException e) {
      close(file, e);
      throw new StorageException("can't read " + key, e);
    }
  }

  private InputStream open(ObjectKey key) {
    try {
      return disk.open(path(key));
    } catch (NoSuchFileException e) {
      throw new StorageException.Missing(key);
    } catch (IOException e) {
      throw new StorageException("can't open " + key, e);
    }
  }

  private static void close(InputStream stream, IOException because) {
    try {
      stream.close();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** How to read a file. */
  interface Reading<T> {
    /**
     * What is read in it.
     *
     * @param modified the file's date, or that of one which it has just replaced
     */
    T of(Place file, Instant modified) throws IOException;
  }

  /** What is read in the file; empty where there is none. */
  <T> Optional<T> read(ObjectKey key, Reading<T> reading) {
    Optional<Disk.Facts> facts = file(key);
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    try (Place file = disk.view(path(key))) {
      return Optional.of(reading.of(file, facts.get().modified()));
    } catch (NoSuchFileException e) {
      LOG.debug("{} was removed just now", key);
      return Optional.empty();
    } catch (HeadFile.Damaged e) {
      throw new StorageException.Damaged(key + " is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StorageException("can't read " + key, e);
    }
  }

  /**
   * Writes over a part of the file, and syncs it; then the note, which may get lost, says so
   * elsewhere in it. What fails has an unclear outcome.
   */
  void overwrite(ObjectKey key, HeadFile.Part part, HeadFile.Part note) {
    try (Place file = disk.edit(path(key))) {
      file.write(part.at(), part.bytes());
      sync(key, file);
      note(key, file, note);
    } catch (IOException e) {
      throw new StorageException.Unknown(key + " may have been changed or not", e);
    }
  }

  private void sync(ObjectKey key, Place file) {
    try {
      file.sync();
    } catch (IOException e) {
      throw fitness.lose(key, e);
    }
  }

  private static void note(ObjectKey key, Place file, HeadFile.Part note) {
    try {
      file.write(note.at(), note.bytes());
    } catch (IOException e) {
      LOG.warn("{} was written, and this could not be noted beside it", key, e);
    }
  }

  /** All files whose key starts with the prefix, in the order of their keys. */
  Stream<Walk.Found> list(String prefix) {
    fitness.require();
    return Walk.of(disk, top, prefix);
  }

  /** Adds a file where the key has none; the caller looks what is there, and settles it. */
  void add(ObjectKey key, Content content) {
    Path staged = spool.stage(key, content);
    try {
      makeFolder(key);
      disk.link(staged, path(key));
    } catch (FileAlreadyExistsException e) {
      LOG.debug("another was first to put {}", key);
    } catch (IOException e) {
      throw unclear(key, e);
    } finally {
      spool.discard(staged);
    }
  }

  /** Puts a file in the place of the one under the key, or where there is none, and settles it. */
  void replace(ObjectKey key, Content content) {
    if (facts(key).filter(Disk.Facts::folder).isPresent()) {
      throw new StorageException.Conflict(key, "it is the folder of others");
    }
    Path staged = spool.stage(key, content);
    boolean moved = false;
    try {
      makeFolder(key);
      disk.rename(staged, path(key));
      moved = true;
    } catch (IOException e) {
      throw unclear(key, e);
    } finally {
      if (!moved) {
        spool.discard(staged);
      }
    }
    settle(key);
  }

  /** Removes the file, and sees to it that it stays away even if another had removed it. */
  void remove(ObjectKey key) {
    try {
      if (file(key).isPresent()) {
        disk.delete(path(key));
      }
    } catch (IOException e) {
      throw unclear(key, e);
    }
    if (hasFolder(key)) {
      settle(key);
    }
  }

  private boolean hasFolder(ObjectKey key) {
    try {
      return disk.facts(folder(key)).isPresent();
    } catch (IOException e) {
      throw new StorageException("can't look for " + key, e);
    }
  }

  /** Syncs what is under the key, whoever put it there. */
  void secure(ObjectKey key) {
    try {
      disk.sync(path(key));
    } catch (IOException e) {
      throw fitness.lose(key, e);
    }
    settle(key);
  }

  /** Returns once the name of the key, or its absence, is on stable storage. */
  void settle(ObjectKey key) {
    fitness.require();
    try {
      folders.sync(folder(key));
    } catch (IOException e) {
      throw fitness.lose(key, e);
    }
  }

  private void makeFolder(ObjectKey key) throws IOException {
    try {
      folders.make(folder(key));
    } catch (NotDirectoryException e) {
      throw new StorageException.Conflict(key, "one of its folders is a key");
    } catch (IOException e) {
      throw spool.failure(key, e);
    }
  }

  private StorageException unclear(ObjectKey key, IOException e) {
    return spool.isFull(e)
        ? new StorageException.Full("no room for " + key, e)
        : new StorageException.Unknown(key + " may have been changed or not", e);
  }

  private Path path(ObjectKey key) {
    return top.resolve(key.value());
  }

  private Path folder(ObjectKey key) {
    return Objects.requireNonNull(path(key).getParent(), "every key lies in the tree");
  }
}

package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the store asks of a filesystem, and no more.
 *
 * <p>Until the disk is told to sync, a power cut may undo what a method did, in any order: the
 * bytes of a file until the file is synced, a name that was made, moved or removed until its folder
 * is. The exceptions are those of {@link java.nio.file.Files}.
 */
interface Disk {
  /** What a name stands for; the size counts bytes. */
  record Facts(boolean folder, long size, Instant modified) {}

  record Child(String name, Facts facts) {}

  /** Makes the file, which is not there yet, fills it, and syncs it. */
  void write(Path file, Content content) throws IOException;

  /** Gives the file a second name; fails where that name is taken. */
  void link(Path file, Path name) throws IOException;

  /** Sets the file's date to now. */
  void touch(Path file) throws IOException;

  void sync(Path file) throws IOException;

  /** Moves the name, in one step for whoever looks, over another file if there is one. */
  void rename(Path from, Path to) throws IOException;

  /** Removes the name; nothing happens where there is none. */
  void delete(Path file) throws IOException;

  /** Makes the folder for its owner alone; nothing happens where there is one. */
  void makeFolder(Path folder) throws IOException;

  /** Syncs the names in the folder, but not the folder's own name. */
  void syncFolder(Path folder) throws IOException;

  Optional<Facts> facts(Path name) throws IOException;

  /**
   * What is in the folder under names that start so, in no order; nothing where there is no such
   * folder. What else is in it costs no look at it.
   */
  List<Child> children(Path folder, String start) throws IOException;

  InputStream open(Path file) throws IOException;

  /** The file for reading here and there. */
  Place view(Path file) throws IOException;

  /** The file for reading and for writing over parts of it. */
  Place edit(Path file) throws IOException;

  /** The lock of the store in this folder, the same one for all of this process. */
  HostLock lock(Path folder) throws IOException;

  /** Whether it failed for want of room in the folder. */
  boolean isFull(IOException failure, Path folder);
}

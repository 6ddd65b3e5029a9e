package cn.cunzhen.api.node;

import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Write;
import cn.cunzhen.storage.file.FileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a node keeps for itself in {@code ARCHIVE_DATA}: its name, the newest heads that it has
 * seen, its register and its index. One process at a time holds it.
 */
final class NodeFolder implements AutoCloseable {
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuv";
  private static final ObjectKey NAME = ObjectKey.of("name");

  private final Path root;
  private final FileChannel lock;
  private final FileStore own;

  private NodeFolder(Path root, FileChannel lock, FileStore own) {
    this.root = root;
    this.lock = lock;
    this.own = own;
  }

  /**
   * Takes hold of the folder, making it where there is none.
   *
   * @throws FolderInUseException if another process holds it
   */
  static NodeFolder open(Path root) throws IOException {
    Files.createDirectories(root);
    FileChannel channel =
        FileChannel.open(
            root.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new FolderInUseException(root);
    }
    return new NodeFolder(root, channel, FileStore.open(root.resolve("node")));
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** The node's name: the configured one and eight random characters, made once. */
  String name(String configured, SecureRandom random) {
    Heads heads = own.heads();
    if (heads.get(NAME).isEmpty()) {
      StringBuilder made = new StringBuilder(configured).append('-');
      for (int i = 0; i < 8; i++) {
        made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      if (heads.putOnce(NAME, Bytes.utf8(made.toString())) instanceof Write.Unknown unknown) {
        throw unknown.cause();
      }
    }
    return heads.get(NAME).orElseThrow().value().utf8();
  }

  SeenHeads seenHeads() {
    return new SeenHeads(own.heads());
  }

  Path register() {
    return root.resolve("register");
  }

  Path index() {
    return root.resolve("index");
  }

  /**
   * Deletes register and index. Each is moved away whole before anything of it is deleted, so that
   * none is ever opened in part; what a kill leaves of them is deleted the next time.
   */
  void discardProjections() throws IOException {
    Path discarded = Files.createDirectories(root.resolve("discarded"));
    delete(discarded);
    Files.createDirectories(discarded);
    for (Path projection : List.of(index(), register())) {
      if (Files.exists(projection)) {
        Files.move(
            projection,
            discarded.resolve(projection.getFileName()),
            StandardCopyOption.ATOMIC_MOVE);
      }
    }
    delete(discarded);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  Path accesses() {
    return root.resolve("accesses");
  }

  /** Where files lie while their text is read. */
  Path reading() {
    return root.resolve("reading");
  }

  /** Where pages of files are drawn and kept for a while. */
  Path pages() {
    return root.resolve("pages");
  }

  /** Where the embedded store of a data folder lies; other processes may use it too. */
  static Path store(Path root) {
    return root.resolve("store");
  }

  /** Where packages are made when the store is not on a filesystem of this machine. */
  Path spool() {
    return own.spool();
  }

  /**
   * The node's own place in a folder for files in the making, without what a process has left there
   * that did not end by itself: whoever holds the node's name holds its place.
   */
  static Path ownPlace(Path spool, String name) throws IOException {
    Path place = Files.createDirectories(spool.resolve(name));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(place)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
    return place;
  }

  @Override
  public void close() {
    own.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package cn.cunzhen.indexer.page;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Files in a folder of its own, of which the least recently used go when there are too many bytes.
 *
 * <p>It begins empty: whatever a process left that was killed is gone when the next has started.
 */
final class Shelf {
  private final Path folder;
  private final long most;
  private final LinkedHashMap<String, Long> sizes = new LinkedHashMap<>(64, 0.75f, true);
  private final AtomicLong making = new AtomicLong();
  private long total;

  /** Takes a folder that nobody else may look into, making it or emptying it. */
  Shelf(Path folder, long most) throws IOException {
    this.folder = folder.toAbsolutePath();
    this.most = most;
    empty(folder);
  }

  /** Makes a folder, where there is none, that nobody else may look into. */
  static void close(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  /** The same, and empties it with all that is in it. */
  static void empty(Path folder) throws IOException {
    close(folder);
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
        if (!each.equals(folder)) {
          Files.delete(each);
        }
      }
    }
  }

  /** Where a file stands; it may be gone at any time after. */
  synchronized Optional<Path> find(String name) {
    return sizes.get(name) == null ? Optional.empty() : Optional.of(folder.resolve(name));
  }

  /** What a file holds. */
  Optional<Bytes> read(String name) throws IOException {
    Optional<Path> file = find(name);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Bytes.of(Files.readAllBytes(file.get())));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it has just had to go
    }
  }

  /** Where to make a file that is to be {@link #put}. */
  Path place() {
    return folder.resolve(making.incrementAndGet() + ".tmp");
  }

  /** Puts a file in place that is whole, and says where. */
  synchronized Path put(String name, Path made) throws IOException {
    long size = Files.size(made);
    Path file = folder.resolve(name);
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    Long before = sizes.put(name, size);
    total += size - (before == null ? 0 : before);
    Iterator<Map.Entry<String, Long>> eldest = sizes.entrySet().iterator();
    while (total > most && sizes.size() > 1) {
      Map.Entry<String, Long> each = eldest.next();
      eldest.remove();
      total -= each.getValue();
      Files.deleteIfExists(folder.resolve(each.getKey()));
    }
    return file;
  }

  /** Removes all files whose names begin so. */
  synchronized void remove(String beginning) throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : sizes.keySet()) {
      if (name.startsWith(beginning)) {
        names.add(name);
      }
    }
    for (String name : names) {
      Files.deleteIfExists(folder.resolve(name));
      Long size = sizes.remove(name);
      total -= size == null ? 0 : size;
    }
  }

  synchronized long bytes() {
    return total;
  }
}

package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A disk behind a cache: real files below one folder show what programs see, and this keeps apart
 * what has reached the disk.
 *
 * <p>The bytes of a file reach it when the file is synced, a name when its folder is. After a sync
 * that failed, nothing of that file or folder ever reaches it again, though later syncs succeed:
 * that is what kernels do at their worst.
 */
final class Platter {
  /** What a name stands for on the disk. */
  private sealed interface Node {}

  private record Folder() implements Node {}

  /** A file under any number of names, and as much of it as has reached the disk. */
  private static final class File implements Node {
    private Bytes kept = Bytes.utf8("");
    private boolean lost;
  }

  /** Disks write larger pieces at once; the smaller ours, the more is left half done. */
  private static final int PIECE = 16;

  private static final Folder FOLDER = new Folder();

  private final Path base;
  private final Map<Path, File> files = new HashMap<>();
  private final Map<Path, Map<String, Node>> kept = new HashMap<>();
  private final Set<Path> lost = new HashSet<>();

  /** A disk that holds what lies below this folder now. */
  Platter(Path base) throws IOException {
    this.base = base;
    try (Stream<Path> all = Files.walk(base)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        if (Files.isRegularFile(each)) {
          files.put(each, new File());
          syncFile(each);
        }
      }
    }
    try (Stream<Path> all = Files.walk(base)) {
      for (Path each : (Iterable<Path>) all.filter(Files::isDirectory)::iterator) {
        syncFolder(each);
      }
    }
  }

  boolean holds(Path path) {
    return path.startsWith(base);
  }

  void create(Path file) throws IOException {
    Files.createFile(file);
    files.put(file, new File());
  }

  void fill(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
  }

  void overwrite(Path file, long at, Bytes bytes) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(at);
      open.write(bytes.toArray());
    }
  }

  void syncFile(Path file) throws IOException {
    Bytes bytes = Bytes.of(Files.readAllBytes(file));
    File known = files.get(file);
    if (known != null && !known.lost) {
      known.kept = bytes;
    }
  }

  void failToSyncFile(Path file) {
    File known = files.get(file);
    if (known != null) {
      known.lost = true;
    }
  }

  /** A file that a program made by other means becomes known by its second name. */
  void link(Path file, Path name) throws IOException {
    Files.createLink(name, file);
    File known = files.get(file);
    files.put(name, known == null ? new File() : known);
  }

  void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    File known = files.remove(from);
    if (known != null) {
      files.put(to, known);
    }
  }

  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    files.remove(file);
  }

  void syncFolder(Path folder) throws IOException {
    if (!lost.contains(folder)) {
      kept.put(folder, seen(folder));
    }
  }

  void failToSyncFolder(Path folder) {
    lost.add(folder);
  }

  /** The names in the folder as programs see them. */
  private Map<String, Node> seen(Path folder) throws IOException {
    Map<String, Node> seen = new TreeMap<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : (Iterable<Path>) children::iterator) {
        String name = child.getFileName().toString();
        if (Files.isDirectory(child)) {
          seen.put(name, FOLDER);
        } else if (files.containsKey(child)) {
          seen.put(name, files.get(child));
        }
      }
    }
    return seen;
  }

  /**
   * Writes below another folder what is there after a power cut: what has reached the disk, and by
   * chance, if there is one, some of the rest.
   */
  void survive(Path target, @Nullable Random chance) throws IOException {
    survive(base, target, chance);
  }

  private void survive(Path folder, Path target, @Nullable Random chance) throws IOException {
    Files.createDirectory(target);
    for (Map.Entry<String, Node> entry : survivors(folder, chance).entrySet()) {
      Path path = folder.resolve(entry.getKey());
      Path copy = target.resolve(entry.getKey());
      switch (entry.getValue()) {
        case Folder _ -> survive(path, copy, chance);
        case File file -> Files.write(copy, bytes(path, file, chance).toArray());
      }
    }
  }

  private Map<String, Node> survivors(Path folder, @Nullable Random chance) throws IOException {
    Map<String, Node> survivors = new TreeMap<>(kept.getOrDefault(folder, Map.of()));
    if (chance != null && Files.isDirectory(folder)) {
      Map<String, Node> seen = seen(folder);
      Set<String> names = new TreeSet<>(survivors.keySet());
      names.addAll(seen.keySet());
      names.removeIf(name -> chance.nextBoolean());
      for (String name : names) {
        Optional.ofNullable(seen.get(name))
            .ifPresentOrElse(node -> survivors.put(name, node), () -> survivors.remove(name));
      }
    }
    return survivors;
  }

  private Bytes bytes(Path path, File file, @Nullable Random chance) throws IOException {
    if (chance == null || chance.nextBoolean() || files.get(path) != file) {
      return file.kept;
    }
    Bytes seen = Bytes.of(Files.readAllBytes(path));
    boolean synced = seen.equals(file.kept);
    if (synced) {
      return seen;
    }
    return seen.size() == file.kept.size()
        ? mixed(file.kept, seen, chance)
        : seen.slice(0, chance.nextInt(seen.size() + 1));
  }

  /** Of a file that was written over, some pieces have reached the disk, in no order. */
  private static Bytes mixed(Bytes before, Bytes after, Random chance) {
    byte[] mixed = before.toArray();
    for (int at = 0; at < mixed.length; at += PIECE) {
      int end = Math.min(at + PIECE, mixed.length);
      if (chance.nextBoolean()) {
        after.slice(at, end).copyTo(mixed, at);
      }
    }
    return Bytes.of(mixed);
  }
}

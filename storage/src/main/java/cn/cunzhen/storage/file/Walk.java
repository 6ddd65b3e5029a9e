package cn.cunzhen.storage.file;

import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The files of a tree in the order of their keys, read folder by folder as they are asked for.
 *
 * <p>Files whose names make no key are somebody else's and are passed over.
 */
final class Walk extends AbstractSpliterator<Walk.Found> {
  record Found(ObjectKey key, Disk.Facts facts) {}

  /** The rest of a folder; what its keys start with ends with a slash, or is empty at the top. */
  private record Level(String start, Iterator<Disk.Child> children) {}

  /** In keys a folder's name goes on with a slash, which comes after a dot and before a letter. */
  private static final Comparator<Disk.Child> BY_KEY =
      Comparator.comparing(child -> child.facts().folder() ? child.name() + "/" : child.name());

  private final Disk disk;
  private final Path top;
  private final Deque<Level> levels = new ArrayDeque<>();

  private Walk(Disk disk, Path top) {
    super(Long.MAX_VALUE, DISTINCT | NONNULL | ORDERED);
    this.disk = disk;
    this.top = top;
  }

  static Stream<Found> of(Disk disk, Path top, String prefix) {
    int folderEnd = prefix.lastIndexOf('/') + 1;
    String folder = prefix.substring(0, folderEnd);
    if (!folder.isEmpty() && !ObjectKey.isOne(folder.substring(0, folderEnd - 1))) {
      return Stream.empty();
    }
    Walk walk = new Walk(disk, top);
    walk.enter(folder, prefix.substring(folderEnd));
    return StreamSupport.stream(walk, false);
  }

  private void enter(String start, String nameStart) {
    try {
      levels.push(
          new Level(
              start,
              disk.children(top.resolve(start), nameStart).stream()
                  .filter(child -> ObjectKey.isOne(start + child.name()))
                  .sorted(BY_KEY)
                  .iterator()));
    } catch (IOException e) {
      throw new StorageException("can't list " + start, e);
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super Found> action) {
    while (!levels.isEmpty()) {
      Level level = levels.element();
      if (!level.children().hasNext()) {
        levels.pop();
        continue;
      }
      Disk.Child child = level.children().next();
      String key = level.start() + child.name();
      if (!child.facts().folder()) {
        action.accept(new Found(ObjectKey.of(key), child.facts()));
        return true;
      }
      enter(key + "/", "");
    }
    return false;
  }
}

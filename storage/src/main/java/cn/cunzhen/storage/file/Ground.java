package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of a store and what is in it before anything is stored. */
record Ground(Path root) {
  private static final Logger LOG = LoggerFactory.getLogger(Ground.class);
  private static final Duration ABANDONED = Duration.ofDays(1);

  Path objects() {
    return root.resolve("objects");
  }

  Path heads() {
    return root.resolve("heads");
  }

  Path locks() {
    return root.resolve("locks");
  }

  Path spool() {
    return root.resolve("spool");
  }

  /** Makes what is missing; all of it is on stable storage then, whoever made it. */
  void prepare(Disk disk) throws IOException {
    make(disk, spool());
    if (disk.facts(objects()).isEmpty()) {
      requireLinks(disk);
    }
    for (Path folder : List.of(locks(), heads(), objects())) {
      disk.makeFolder(folder);
    }
    disk.syncFolder(root);
    syncAbove(disk);
  }

  private static void make(Disk disk, Path folder) throws IOException {
    Path above = folder.getParent();
    if (above != null && disk.facts(folder).isEmpty()) {
      make(disk, above);
      disk.makeFolder(folder);
    }
  }

  private void syncAbove(Disk disk) throws IOException {
    for (Path above = root.getParent(); above != null; above = above.getParent()) {
      try {
        disk.syncFolder(above);
      } catch (AccessDeniedException e) {
        LOG.debug("{} belongs to others, who made it long ago", above);
      }
    }
  }

  private void requireLinks(Disk disk) throws IOException {
    Path file = spool().resolve(UUID.randomUUID().toString());
    Path name = spool().resolve(UUID.randomUUID().toString());
    disk.write(file, Content.of(Bytes.utf8("")));
    disk.link(file, name);
    disk.delete(name);
    disk.delete(file);
  }

  /** Removes files in the making that are older than a day: their makers are gone. */
  void clean(Disk disk, Instant now) throws IOException {
    clean(disk, spool(), now.minus(ABANDONED));
  }

  private static void clean(Disk disk, Path folder, Instant abandoned) throws IOException {
    for (Disk.Child child : disk.children(folder, "")) {
      Path path = folder.resolve(child.name());
      if (child.facts().folder()) {
        clean(disk, path, abandoned);
      } else if (child.facts().modified().isBefore(abandoned)) {
        disk.delete(path);
      }
    }
  }
}

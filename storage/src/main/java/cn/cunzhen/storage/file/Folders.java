package cn.cunzhen.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The folders of a store, and which of them are known to stay.
 *
 * <p>Whoever finds a folder can't tell whether its maker has synced its name yet, or was killed
 * before it could. So a folder that this process has not itself seen synced is synced again, with
 * all above it, before anything in it is answered. No folder is ever removed, so what is known
 * stays true; forgetting some of it costs a sync and nothing else.
 */
final class Folders {
  private static final int REMEMBERED = 10_000;

  private final Disk disk;
  private final FolderSync syncs;
  private final Path top;
  private final Map<Path, Boolean> known = Collections.synchronizedMap(new Latest<>(REMEMBERED));

  /**
   * @param top the folder that all others lie in, and that is known to stay
   */
  Folders(Disk disk, Path top) {
    this.disk = disk;
    this.syncs = new FolderSync(disk::syncFolder);
    this.top = top;
  }

  /** Makes the folder and those above it where they are missing, without a sync. */
  void make(Path folder) throws IOException {
    if (!stays(folder)) {
      make(above(folder));
      disk.makeFolder(folder);
    }
  }

  /** Syncs the names in the folder, its own, and those above it that are not known to stay. */
  void sync(Path folder) throws IOException {
    Set<Path> due = new LinkedHashSet<>(Set.of(folder));
    Map<Path, Boolean> risen = new HashMap<>();
    for (Path each = folder; !stays(each); each = above(each)) {
      due.add(above(each));
      risen.put(each, true);
    }
    syncs.sync(due);
    known.putAll(risen);
  }

  private boolean stays(Path folder) {
    return folder.equals(top) || known.get(folder) != null;
  }

  private static Path above(Path folder) {
    return Objects.requireNonNull(folder.getParent(), "all folders lie in the top one");
  }
}

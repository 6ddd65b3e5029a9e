package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The disk as one process sees it: each step is counted, may fail, or may be the last one before
 * the process or the power is gone.
 */
final class PowerCutDisk implements Disk {
  private interface Action {
    void run() throws IOException;
  }

  private static final Action NOTHING = () -> {};

  private final Platter platter;
  private final LocalDisk files = new LocalDisk();
  private final HostLock lock = new HostLock((_, _) -> () -> {}, Duration.ofSeconds(10));
  private final Set<Integer> forgotten = new HashSet<>();
  private final Map<Integer, Failure> failures = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private int left = Integer.MAX_VALUE;

  PowerCutDisk(Platter platter) {
    this.platter = platter;
  }

  /** The steps that were done or failed so far. */
  synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  /** So many steps more, and then none; reading ends with them. */
  synchronized void endAfter(int count) {
    left = count;
  }

  synchronized boolean hasEnded() {
    return left == 0;
  }

  /** Lets a coming step fail, 0 being the next. */
  synchronized void fail(int coming, Failure failure) {
    failures.put(steps.size() + coming, failure);
  }

  /** Lets a coming step succeed without doing anything, as if the program had left it out. */
  synchronized void forget(int coming) {
    forgotten.add(steps.size() + coming);
  }

  /** Ends this process and copies into the new folder what has reached the disk. */
  Path cutPower(Path target) throws IOException {
    endAfter(0);
    platter.survive(target, null);
    return target;
  }

  private synchronized void requirePower() {
    if (left == 0) {
      throw new PowerCut("no power after step " + steps.size());
    }
  }

  private void step(Step kind, Path path, Action action) throws IOException {
    step(kind, path, action, NOTHING, action);
  }

  private void sync(Step kind, Path path, Action action, Action loss) throws IOException {
    step(kind, path, action, loss, action);
  }

  /** Where a step fails, {@code before} or {@code after} is what it does nevertheless. */
  private synchronized void step(Step kind, Path path, Action action, Action before, Action after)
      throws IOException {
    requirePower();
    Failure failure = failures.remove(steps.size());
    boolean isForgotten = forgotten.remove(steps.size());
    steps.add(kind);
    left--;
    if (failure != null) {
      (failure.isAfter() ? after : before).run();
      throw failure.exception(kind + " " + path.getFileName());
    }
    if (!isForgotten) {
      action.run();
    }
  }

  @Override
  public void write(Path file, Content content) throws IOException {
    requirePower();
    byte[] bytes;
    try (InputStream stream = content.open()) {
      bytes = stream.readAllBytes();
    }
    step(Step.CREATE, file, () -> platter.create(file));
    step(
        Step.FILL,
        file,
        () -> platter.fill(file, bytes),
        NOTHING,
        () -> platter.fill(file, Arrays.copyOf(bytes, bytes.length / 2)));
    sync(file);
  }

  @Override
  public void sync(Path file) throws IOException {
    sync(Step.SYNC, file, () -> platter.syncFile(file), () -> platter.failToSyncFile(file));
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    step(Step.LINK, name, () -> platter.link(file, name));
  }

  @Override
  public void touch(Path file) throws IOException {
    step(Step.TOUCH, file, () -> files.touch(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step(Step.RENAME, to, () -> platter.rename(from, to));
  }

  @Override
  public void delete(Path file) throws IOException {
    step(Step.DELETE, file, () -> platter.delete(file));
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    step(Step.MAKE_FOLDER, folder, () -> files.makeFolder(folder));
  }

  /** Folders above the disk's own are there for good. */
  @Override
  public void syncFolder(Path folder) throws IOException {
    if (platter.holds(folder)) {
      sync(
          Step.SYNC_FOLDER,
          folder,
          () -> platter.syncFolder(folder),
          () -> platter.failToSyncFolder(folder));
    }
  }

  @Override
  public Optional<Facts> facts(Path name) throws IOException {
    requirePower();
    return files.facts(name);
  }

  @Override
  public List<Child> children(Path folder, String start) throws IOException {
    requirePower();
    return files.children(folder, start);
  }

  @Override
  public InputStream open(Path file) throws IOException {
    requirePower();
    return files.open(file);
  }

  @Override
  public Place view(Path file) throws IOException {
    requirePower();
    return files.view(file);
  }

  @Override
  public Place edit(Path file) throws IOException {
    requirePower();
    return new Edited(file, files.view(file));
  }

  private final class Edited implements Place {
    private final Path file;
    private final Place seen;

    Edited(Path file, Place seen) {
      this.file = file;
      this.seen = seen;
    }

    @Override
    public long size() throws IOException {
      return seen.size();
    }

    @Override
    public Bytes read(long at, int length) throws IOException {
      return seen.read(at, length);
    }

    @Override
    public void write(long at, Bytes bytes) throws IOException {
      step(
          Step.OVERWRITE,
          file,
          () -> platter.overwrite(file, at, bytes),
          NOTHING,
          () -> platter.overwrite(file, at, bytes.slice(0, bytes.size() / 2)));
    }

    @Override
    public void sync() throws IOException {
      PowerCutDisk.this.sync(file);
    }

    @Override
    public void close() throws IOException {
      seen.close();
    }
  }

  @Override
  public HostLock lock(Path folder) {
    requirePower();
    return lock;
  }

  @Override
  public boolean isFull(IOException failure, Path folder) {
    return failure instanceof Failure.NoRoom;
  }
}

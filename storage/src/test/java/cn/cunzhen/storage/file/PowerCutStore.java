package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A file store whose power fails where a test says so, and whose disk then holds what was synced.
 *
 * <pre>{@code
 * PowerCutStore store = PowerCutStore.in(folder); // an empty folder of the test's own
 * store.cutPowerAfter(5);                         // five changes of the disk, then the end
 * ...                                             // a call throws PowerCut
 * store = store.reopen();                         // the power is back, and a new process runs
 * }</pre>
 *
 * <p>What a program writes into {@link #spool()} by its own means is lost with the power.
 */
public final class PowerCutStore implements Store {
  private final Path folder;
  private final int boot;
  private final Platter platter;
  private final PowerCutDisk disk;
  private final FileStore store;

  private PowerCutStore(Path folder, int boot, Platter platter) {
    this.folder = folder;
    this.boot = boot;
    this.platter = platter;
    this.disk = new PowerCutDisk(platter);
    this.store = FileStore.open(root(), disk, Clock.systemUTC());
  }

  /** An empty store on a new disk, whose files lie in the folder. */
  public static PowerCutStore in(Path folder) {
    try {
      Path real = folder.toRealPath();
      Files.createDirectory(base(real, 0));
      return new PowerCutStore(real, 0, new Platter(base(real, 0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The store's own folder as programs see it now. */
  Path root() {
    return base(folder, boot).resolve("data/store");
  }

  private static Path base(Path folder, int boot) {
    return folder.resolve("boot-" + boot);
  }

  /** Lets so many steps more reach the disk; from then on every call throws {@link PowerCut}. */
  public void cutPowerAfter(int steps) {
    disk.endAfter(steps);
  }

  /** Whether the steps that were left are done. */
  public boolean isOff() {
    return disk.hasEnded();
  }

  /** What the store has done to its disk since it was opened, its opening included. */
  public List<Step> steps() {
    return disk.steps();
  }

  /** Lets a coming step fail, 0 being the next. */
  public void fail(int coming, Failure failure) {
    disk.fail(coming, failure);
  }

  /** Lets a coming step succeed without doing anything, as if the store had left it out. */
  void forget(int coming) {
    disk.forget(coming);
  }

  /** Cuts the power, if it is not off, and opens what was synced, and nothing else. */
  public PowerCutStore reopen() {
    return reopen(null);
  }

  /** The same, but some of what was not synced has reached the disk, as the seed has it. */
  public PowerCutStore reopen(long seed) {
    return reopen(new Random(seed));
  }

  private PowerCutStore reopen(@Nullable Random chance) {
    disk.endAfter(0);
    try {
      Path base = base(folder, boot + 1);
      platter.survive(base, chance);
      return new PowerCutStore(folder, boot + 1, new Platter(base));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Kills the process and opens the store in another: the system goes on, so what was not synced is
   * still seen, and lost only when the power is cut before somebody syncs it.
   */
  public PowerCutStore restart() {
    disk.endAfter(0);
    return new PowerCutStore(folder, boot, platter);
  }

  /** Where files to be handed over are made; another folder after the power was cut. */
  public Path spool() {
    return store.spool();
  }

  @Override
  public Objects objects() {
    return store.objects();
  }

  @Override
  public Heads heads() {
    return store.heads();
  }

  @Override
  public String describe() {
    return store.describe();
  }

  @Override
  public void close() {
    store.close();
  }
}

package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.audit.Defect;
import cn.cunzhen.core.ledger.Genesis;
import cn.cunzhen.indexer.search.Pending.Rest;
import cn.cunzhen.storage.Store;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes a node's register and index anew, from the ledger and the store alone.
 *
 * <p>Killed at any instant it leaves a node that grows the rest again when it is next started.
 */
public final class Rebuild {
  private static final Duration SAMPLE = Duration.ofMillis(200);

  /** When no text has come for so long, the node that serves may go on with it. */
  private static final Duration STALLED = Duration.ofMinutes(3);

  private final Floors floors;
  private final Watcher watcher;
  private final CountDownLatch never = new CountDownLatch(1);

  private Rebuild(Floors floors, Watcher watcher) {
    this.floors = floors;
    this.watcher = watcher;
  }

  /** Told how far it has come, a few times a second. */
  public interface Watcher {
    void indexed(long entries, long all);

    void read(long records, long all);
  }

  /**
   * What was made.
   *
   * @param unread records whose files are still to be read, by the node that serves
   * @param defects where register or index disagree with the ledger all the same
   */
  public record Report(
      long entries, Duration indexing, long unread, Duration reading, List<Defect> defects) {
    public Report {
      defects = List.copyOf(defects);
    }
  }

  /**
   * Deletes both, and makes them again.
   *
   * @param texts whether to wait until the files' text has been read too
   * @return empty where there is no archive; then nothing was deleted
   * @throws FolderInUseException if a node runs with this data folder; then nothing was deleted
   */
  public static Optional<Report> run(Configuration configuration, boolean texts, Watcher watcher)
      throws IOException, InterruptedException {
    try (Store store = Stores.open(configuration)) {
      if (!Genesis.exists(store.heads())) {
        return Optional.empty();
      }
    }
    long began = System.nanoTime();
    try (Parts parts = new Parts()) {
      NodeFolder folder = parts.add(NodeFolder.open(configuration.data()));
      folder.discardProjections();
      Floors floors =
          Floors.open(
              configuration,
              folder,
              parts,
              new SecureRandom(),
              Clock.systemUTC(),
              unfit -> {
                throw unfit;
              });
      return Optional.of(
          new Rebuild(floors, watcher).watch(began, texts && configuration.textProcesses() > 0));
    }
  }

  private Report watch(long began, boolean texts) throws IOException, InterruptedException {
    long all = floors.archive().ledger().size();
    for (long now = floors.index().reached(); now < all; now = floors.index().reached()) {
      watcher.indexed(now, all);
      tick();
    }
    Duration indexing = since(began);
    long indexed = System.nanoTime();
    if (texts) {
      watchTexts();
    }
    long left = pending();
    return new Report(all, indexing, left, since(indexed), Agreement.defects(floors));
  }

  private void watchTexts() throws IOException, InterruptedException {
    long changed = System.nanoTime();
    long all = pending();
    long before = -1;
    for (long left = pending(); left > 0; left = pending()) {
      if (left != before) {
        before = left;
        changed = System.nanoTime();
      } else if (since(changed).compareTo(STALLED) > 0) {
        return;
      }
      watcher.read(all - left, all);
      tick();
    }
  }

  /** Asked for by name, the pending show what was applied last; their number alone need not. */
  private long pending() throws IOException {
    if (floors.index().pending(EnumSet.allOf(Rest.class), 1, Set.of()).isEmpty()) {
      return 0;
    }
    return floors.index().pending();
  }

  /** What is only watched is asked now and then. */
  private void tick() throws InterruptedException {
    boolean _ = never.await(SAMPLE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}

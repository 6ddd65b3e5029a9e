package cn.cunzhen.core.head;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Bundle;
import cn.cunzhen.core.log.Edge;
import cn.cunzhen.core.log.HashReader;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.log.Tile;
import cn.cunzhen.core.log.TileHashes;
import cn.cunzhen.core.log.TilePath;
import cn.cunzhen.core.log.TiledHashReader;
import cn.cunzhen.core.log.TreeHash;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.Write;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An append-only log on a store, by compare-and-swap of its head.
 *
 * <p>One swap commits a batch. Any number of nodes may append; of those that build on one head one
 * succeeds. It knows nothing of what the entries mean; an entry is one line of text.
 */
public final class AppendLog {
  private final Store store;
  private final String prefix;
  private final Origin origin;
  private final CommitKey key;
  private final SeenHeads seen;
  private final Clock clock;
  private final LogTiles tiles;

  /**
   * @param prefix where the log lies in the store, such as {@code ledger}
   * @param origin its name, the first line of every checkpoint
   */
  public AppendLog(
      Store store, String prefix, Origin origin, CommitKey key, SeenHeads seen, Clock clock) {
    this.store = store;
    this.prefix = prefix;
    this.origin = origin;
    this.key = key;
    this.seen = seen;
    this.clock = clock;
    this.tiles = new LogTiles(store.objects(), prefix);
  }

  public Origin origin() {
    return origin;
  }

  /**
   * Puts the head of an empty log where there is none yet.
   *
   * @throws RolledBackException if this node has seen entries of the log that should be new
   */
  public void create() {
    Optional<TreeHead> known = seen.newest(origin);
    if (known.isPresent() && known.get().size() > 0 && store.heads().get(headKey()).isEmpty()) {
      throw new RolledBackException(new TreeHead(0, TreeHash.EMPTY_ROOT), known.get());
    }
    HeadFormat.Content empty = new HeadFormat.Content(origin, Edge.EMPTY, 0, List.of(), List.of());
    Bytes value = HeadFormat.format(empty, key);
    if (store.heads().putOnce(headKey(), value) instanceof Write.Unknown unknown) {
      throw unknown.cause();
    }
  }

  /**
   * Reads the head and holds it against the newest one that this node remembers.
   *
   * @throws RolledBackException if it is smaller than that, or no continuation of it
   * @throws StorageException.Unfit if there is none, or none that this archive's keys have signed
   */
  public LogHead read() {
    LogHead found = fetch();
    seen.newest(origin).ifPresent(known -> requireContinuation(found, known));
    return found;
  }

  /** Reads the head and holds it against one that was read before. */
  public LogHead readAfter(LogHead earlier) {
    LogHead found = fetch();
    if (!found.version().equals(earlier.version())) {
      requireContinuation(found, earlier.tree());
    }
    return found;
  }

  private LogHead fetch() {
    Head head =
        store
            .heads()
            .get(headKey())
            .orElseThrow(() -> new StorageException.Unfit("the head of " + origin + " is missing"));
    Duration skew = Duration.between(clock.instant(), head.readAt());
    HeadFormat.Content content;
    try {
      content = HeadFormat.parse(head.value(), key);
    } catch (IllegalArgumentException e) {
      throw new StorageException.Unfit("the head of " + origin + " can't be believed", e);
    }
    if (!content.origin().equals(origin)) {
      throw new StorageException.Unfit(
          "the store holds the log " + content.origin() + ", not " + origin);
    }
    return new LogHead(
        origin,
        content.edge(),
        content.entriesFrom(),
        content.entries(),
        content.bodies(),
        head.version(),
        head.modified(),
        skew);
  }

  private void requireContinuation(LogHead found, TreeHead known) {
    if (found.size() < known.size() || !rootAt(found, known.size()).equals(known.root())) {
      throw new RolledBackException(found.tree(), known);
    }
  }

  /**
   * Appends a batch to the head: stores the tiles that it completes, then swaps it.
   *
   * @return the new head; empty where nobody can say whether the swap was, or will be, carried out
   */
  public Optional<LogHead> append(LogHead base, List<Bytes> leaves) {
    return append(base, leaves, List.of());
  }

  /**
   * Appends a batch to the head, and has the new head carry these bodies instead of those that the
   * old one carries.
   *
   * @param bodies of the newest entries; a line each, the last that of the last leaf
   * @return the new head; empty where nobody can say whether the swap was, or will be, carried out
   */
  public Optional<LogHead> append(LogHead base, List<Bytes> leaves, List<Bytes> bodies) {
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("no value of a head may recur: a batch has an entry");
    }
    tiles.storeCompleted(base);
    return swap(base, follow(base, leaves, bodies));
  }

  /**
   * Takes the bodies that the head carries out of it; its entries stay.
   *
   * @return the new head; empty where nobody can say whether the swap was, or will be, carried out
   */
  public Optional<LogHead> shed(LogHead base) {
    if (base.bodies().isEmpty()) {
      throw new IllegalArgumentException("no value of a head may recur: it carries no bodies");
    }
    return swap(
        base,
        new HeadFormat.Content(origin, base.edge(), base.entriesFrom(), base.entries(), List.of()));
  }

  private Optional<LogHead> swap(LogHead base, HeadFormat.Content next) {
    Write write = store.heads().swap(headKey(), base.version(), HeadFormat.format(next, key));
    return switch (write) {
      case Write.Done done ->
          Optional.of(
              new LogHead(
                  origin,
                  next.edge(),
                  next.entriesFrom(),
                  next.entries(),
                  next.bodies(),
                  done.version(),
                  clock.instant(),
                  base.skew()));
      case Write.Refused _, Write.Unknown _ -> Optional.empty();
    };
  }

  private HeadFormat.Content follow(LogHead base, List<Bytes> leaves, List<Bytes> bodies) {
    long from = base.size() - base.size() % TilePath.FULL;
    List<Bytes> entries =
        new ArrayList<>(
            base.entries().subList((int) (from - base.entriesFrom()), base.entries().size()));
    entries.addAll(leaves);
    TreeHash tree = new TreeHash();
    Edge edge =
        base.edge().without(fullTiles(base)).append(leaves.stream().map(tree::leaf).toList());
    return new HeadFormat.Content(origin, edge, from, entries, bodies);
  }

  private static List<Tile> fullTiles(LogHead head) {
    return head.edge().completed().stream().map(TileHashes::tile).toList();
  }

  /**
   * Up to {@code max} entries from the index on, as the head shows them; at least one where there
   * is one, and no more than one bundle gives.
   */
  public List<Bytes> leaves(LogHead head, long from, int max) {
    if (from >= head.size() || max <= 0) {
      return List.of();
    }
    if (from >= head.entriesFrom()) {
      int first = (int) (from - head.entriesFrom());
      return head.entries()
          .subList(first, (int) Math.min(head.entries().size(), (long) first + max));
    }
    Bundle bundle = Bundle.full(from / TilePath.FULL);
    List<Bytes> entries = tiles.entries(head, bundle).entries();
    int first = (int) (from % TilePath.FULL);
    return entries.subList(first, (int) Math.min(TilePath.FULL, (long) first + max));
  }

  /** The hashes of the head's tree. */
  public HashReader hashes(LogHead head) {
    return new TiledHashReader(head.size(), tiles.under(head));
  }

  /** The root of the tree of the first {@code size} entries. */
  public Sha256 rootAt(LogHead head, long size) {
    return size == head.size() ? head.root() : hashes(head).root(size);
  }

  /** What the log serves under that path; empty where the head's tree has no such tile. */
  public Optional<Bytes> serve(LogHead head, TilePath path) {
    if (!path.isIn(head.size())) {
      return Optional.empty();
    }
    return Optional.of(
        switch (path) {
          case Tile tile -> tiles.under(head).read(tile).format();
          case Bundle bundle -> tiles.entries(head, bundle).format();
        });
  }

  /** Remembers the head, durably: from now on nothing older is believed on this node. */
  public void remember(LogHead head) {
    seen.remember(origin, head.tree());
  }

  private ObjectKey headKey() {
    return ObjectKey.of(prefix + "/head");
  }
}

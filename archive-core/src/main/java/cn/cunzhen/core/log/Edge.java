package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The right edge of a growing tree: on each level of tiles the hashes that are in no stored full
 * tile yet.
 *
 * <p>Together with the stored tiles it is the whole tree; by itself it knows the root and takes new
 * leaves. Immutable. A new leaf costs one node hash on average, whatever the size.
 */
public final class Edge {
  /** The edge of the tree without entries. */
  public static final Edge EMPTY = new Edge(0, List.of(), List.of());

  private final long size;
  private final List<List<Sha256>> levels;

  /** The perfect subtrees that make up the tree, from the left. */
  private final List<Sha256> peaks;

  private Edge(long size, List<List<Sha256>> levels, List<Sha256> peaks) {
    this.size = size;
    this.levels = levels.stream().map(List::copyOf).toList();
    this.peaks = List.copyOf(peaks);
  }

  /**
   * Puts an edge together from what {@link #size()} and {@link #levels()} gave.
   *
   * @throws IllegalArgumentException where no tree of that size has such an edge: a level is
   *     missing or too many, does not begin where a tile begins, is too short or too long, or holds
   *     another hash than the tile below it makes
   */
  public static Edge of(long size, List<List<Sha256>> levels) {
    Edge unchecked = new Edge(size, levels, List.of());
    unchecked.checkCounts();
    unchecked.checkParents();
    if (size == 0) {
      return EMPTY;
    }
    HashReader tree = new TiledHashReader(size, tile -> unchecked.tile(tile).orElseThrow());
    return new Edge(size, levels, tree.read(new LeafRange(0, size).subtrees()));
  }

  /** How many entries the tree has. */
  public long size() {
    return size;
  }

  /**
   * By level of tiles from 0, the hashes shown, up to the last one that the tree has on that level.
   */
  public List<List<Sha256>> levels() {
    return levels;
  }

  public Sha256 root() {
    return peaks.isEmpty() ? TreeHash.EMPTY_ROOT : LeafRange.fold(peaks, new TreeHash());
  }

  /** The edge of the tree that has these leaf hashes too, showing all that this one shows. */
  public Edge append(List<Sha256> leaves) {
    List<List<Sha256>> grown = new ArrayList<>();
    levels.forEach(level -> grown.add(new ArrayList<>(level)));
    List<Sha256> summits = new ArrayList<>(peaks);
    TreeHash treeHash = new TreeHash();
    long entries = size;
    for (Sha256 leaf : leaves) {
      Sha256 hash = leaf;
      show(hash, 0, grown);
      for (int level = 1; ((entries >> (level - 1)) & 1) == 1; level++) {
        hash = treeHash.node(summits.removeLast(), hash);
        show(hash, level, grown);
      }
      summits.add(hash);
      entries++;
    }
    return new Edge(entries, grown, summits);
  }

  private static void show(Sha256 hash, int level, List<List<Sha256>> levels) {
    if (level % Tile.HEIGHT != 0) {
      return;
    }
    if (levels.size() == level / Tile.HEIGHT) {
      levels.add(new ArrayList<>());
    }
    levels.get(level / Tile.HEIGHT).add(hash);
  }

  /** The full tiles that it shows: once they are stored it need not. */
  public List<TileHashes> completed() {
    List<TileHashes> completed = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      Tile tile = Tile.full(level, hidden(level) / TilePath.FULL);
      for (; tile.isIn(size); tile = Tile.full(level, tile.index() + 1)) {
        completed.add(tile(tile).orElseThrow());
      }
    }
    return completed;
  }

  /**
   * The edge without full tiles that have been stored.
   *
   * @throws IllegalArgumentException where it does not show one of them, or shows an earlier one of
   *     the same level that is not among them
   */
  public Edge without(Collection<Tile> stored) {
    Set<Tile> rest = new HashSet<>(stored);
    List<List<Sha256>> left = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      List<Sha256> hashes = levels.get(level);
      long first = hidden(level) / TilePath.FULL;
      int tiles = 0;
      while ((tiles + 1) * TilePath.FULL <= hashes.size()
          && rest.remove(Tile.full(level, first + tiles))) {
        tiles++;
      }
      left.add(hashes.subList(tiles * TilePath.FULL, hashes.size()));
    }
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("the edge does not begin with " + rest);
    }
    return new Edge(size, left, peaks);
  }

  /** A tile, full or partial, if it shows the whole of it. */
  public Optional<TileHashes> tile(Tile tile) {
    if (!tile.isIn(size) || tile.index() * TilePath.FULL < hidden(tile.level())) {
      return Optional.empty();
    }
    int from = (int) (tile.index() * TilePath.FULL - hidden(tile.level()));
    return Optional.of(
        TileHashes.of(tile, levels.get(tile.level()).subList(from, from + tile.width())));
  }

  /** All tiles of the tree: those that it shows, and those cut from stored full ones. */
  public TileSource over(TileSource stored) {
    return tile -> tile(tile).orElseGet(() -> stored.read(tile.whole()).cut(tile.width()));
  }

  /** How many hashes of a level it no longer shows. */
  private long hidden(int level) {
    return Tile.hashesIn(level, size) - levels.get(level).size();
  }

  private void checkCounts() {
    if (size < 0 || Tile.hashesIn(levels.size(), size) > 0) {
      throw new IllegalArgumentException(
          "no tree of " + size + " entries has " + levels.size() + " levels");
    }
    for (int level = 0; level < levels.size(); level++) {
      long hidden = hidden(level);
      if (Tile.hashesIn(level, size) == 0 || hidden < 0 || hidden % TilePath.FULL != 0) {
        throw new IllegalArgumentException(
            "the edge of a tree of %d entries shows not %d hashes of level %d"
                .formatted(size, levels.get(level).size(), level));
      }
    }
  }

  private void checkParents() {
    for (TileHashes child : completed()) {
      Tile tile = child.tile();
      long parent = tile.index() - hidden(tile.level() + 1);
      if (parent >= 0 && !levels.get(tile.level() + 1).get((int) parent).equals(child.root())) {
        throw new IllegalArgumentException(
            "the edge holds another hash than " + tile.path() + " makes");
      }
    }
  }
}

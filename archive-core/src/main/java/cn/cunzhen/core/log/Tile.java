package cn.cunzhen.core.log;

/**
 * Names a tile: consecutive hashes of one level of the tree, eight levels of nodes high.
 *
 * @param level counts in steps of eight: its hashes are the subtrees of level {@code 8 * level}
 */
public record Tile(int level, long index, int width) implements TilePath {
  /** How many levels of nodes lie between a tile's hashes and the node over all 256 of them. */
  static final int HEIGHT = 8;

  private static final int MAX_LEVEL = 63;

  public Tile {
    if (level < 0 || level > MAX_LEVEL || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException(
          "no tile of level " + level + ", index " + index + " and width " + width);
    }
  }

  public static Tile full(int level, long index) {
    return new Tile(level, index, FULL);
  }

  /** The same tile when it has all its hashes. */
  public Tile whole() {
    return full(level, index);
  }

  @Override
  public boolean isIn(long size) {
    long hashes = hashesIn(level, size);
    return hashes >= width && index <= (hashes - width) / FULL;
  }

  /** How many hashes the tiles of that level hold together, in a tree of that size. */
  static long hashesIn(int level, long size) {
    // Java takes a shift's distance modulo 64; no tree of 2^63 entries reaches level 8.
    return level * HEIGHT < Long.SIZE ? size >> (level * HEIGHT) : 0;
  }

  /** The tile, as wide as a tree of that size has it, from which the subtree's hash follows. */
  static Tile holding(Subtree subtree, long size) {
    int level = subtree.level() / HEIGHT;
    long index = firstHash(subtree) / FULL;
    return new Tile(level, index, (int) Math.min(FULL, hashesIn(level, size) - index * FULL));
  }

  /** The first hash below the subtree on the level of its tile, counted over all those tiles. */
  static long firstHash(Subtree subtree) {
    return subtree.index() << (subtree.level() % HEIGHT);
  }
}

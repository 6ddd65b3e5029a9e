package cn.cunzhen.core.log;

/**
 * What a log serves below {@code tile/} (C2SP tlog-tiles): a tile of hashes or a bundle of entries.
 */
public sealed interface TilePath permits Tile, Bundle {
  /** How many hashes or entries a full one has. */
  int FULL = 256;

  /** Counts from the left among those of one level. */
  long index();

  /** How many hashes or entries it has: 1 to 256; fewer than 256 at the right edge of a tree. */
  int width();

  /** Whether a tree of that size has all that it names. */
  boolean isIn(long size);

  default boolean isFull() {
    return width() == FULL;
  }

  /** The path below the log's prefix, such as {@code tile/0/x001/x234/067.p/8}. */
  default String path() {
    return TilePathFormat.format(this);
  }

  /**
   * The strict inverse of {@link #path()}.
   *
   * @throws IllegalArgumentException for anything that {@code path} does not write
   */
  static TilePath parse(String path) {
    return TilePathFormat.parse(path);
  }
}

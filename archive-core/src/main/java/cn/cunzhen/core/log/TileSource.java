package cn.cunzhen.core.log;

/** Where tiles are read. */
@FunctionalInterface
public interface TileSource {
  /**
   * Reads a tile of exactly that level, index and width.
   *
   * <p>What a source throws when it has no such tile or fails, the caller sees.
   */
  TileHashes read(Tile tile);
}

package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the hashes of a tree of one size from its tiles.
 *
 * <p>Asks for each tile once in a call, full or as wide as a tree of that size has it. It believes
 * the tiles: what it reads is judged where the proof made of it is.
 */
public record TiledHashReader(long size, TileSource tiles) implements HashReader {
  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where the tree does not hold the whole of a subtree
   */
  @Override
  public List<Sha256> read(List<Subtree> subtrees) {
    Map<Tile, TileHashes> fetched = new HashMap<>();
    return subtrees.stream()
        .map(subtree -> {
          if (!subtree.isIn(size)) {
            throw new IllegalArgumentException(
                "a tree of " + size + " entries does not hold " + subtree);
          }
          Tile tile = Tile.holding(subtree, size);
          return node(fetched.computeIfAbsent(tile, tiles::read), subtree);
        })
        .toList();
  }

  private static Sha256 node(TileHashes tile, Subtree subtree) {
    int height = subtree.level() % Tile.HEIGHT;
    int offset = (int) (Tile.firstHash(subtree) % TilePath.FULL);
    return tile.node(height, offset >> height);
  }
}

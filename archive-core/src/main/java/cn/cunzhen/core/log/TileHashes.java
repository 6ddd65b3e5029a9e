package cn.cunzhen.core.log;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.util.List;

/**
 * What a tile holds: as many hashes as it is wide.
 *
 * <p>Takes 8 KiB, and twice that once a node above its hashes has been asked for, since it keeps
 * all of those then.
 */
public final class TileHashes {
  private final Tile tile;

  /**
   * The hashes, and once they were needed behind them the nodes above, level after level. Threads
   * that race here write the same bytes.
   */
  private volatile Bytes rows;

  private TileHashes(Tile tile, Bytes rows) {
    this.tile = tile;
    this.rows = rows;
  }

  /**
   * Takes the bytes that {@link #format()} writes.
   *
   * @throws IllegalArgumentException where they are not as many as the tile has
   */
  public static TileHashes parse(Tile tile, Bytes content) {
    if (content.size() != tile.width() * Sha256.SIZE) {
      throw new IllegalArgumentException("not the " + tile.width() + " hashes of " + tile.path());
    }
    return new TileHashes(tile, content);
  }

  /**
   * A tile of these hashes.
   *
   * @throws IllegalArgumentException where they are not as many as the tile is wide
   */
  public static TileHashes of(Tile tile, List<Sha256> hashes) {
    byte[] content = new byte[hashes.size() * Sha256.SIZE];
    int at = 0;
    for (Sha256 hash : hashes) {
      hash.bytes().copyTo(content, at);
      at += Sha256.SIZE;
    }
    return parse(tile, Bytes.of(content));
  }

  public Tile tile() {
    return tile;
  }

  /** Its hashes one after another, from the left. */
  public Bytes format() {
    return isExpanded() ? rows.slice(0, tile.width() * Sha256.SIZE) : rows;
  }

  /**
   * The first hashes of it, as the tile of that width at the same place has them.
   *
   * @throws IllegalArgumentException where it is narrower than that
   */
  public TileHashes cut(int width) {
    if (width > tile.width()) {
      throw new IllegalArgumentException(tile.path() + " is narrower than " + width);
    }
    Tile narrower = new Tile(tile.level(), tile.index(), width);
    return new TileHashes(narrower, rows.slice(0, width * Sha256.SIZE));
  }

  /** The node over all 256 hashes of a full tile. */
  public Sha256 root() {
    return node(Tile.HEIGHT, 0);
  }

  /**
   * A node above its hashes.
   *
   * @param height 0 for the hashes themselves, 8 for the node over all 256
   * @param index counts the nodes of that height from the left
   * @throws IllegalArgumentException where the tile is too narrow for it
   */
  public Sha256 node(int height, int index) {
    if (height < 0 || height > Tile.HEIGHT || index < 0 || index >= tile.width() >> height) {
      throw new IllegalArgumentException(
          tile.path() + " has no node " + index + " of height " + height);
    }
    int at = index;
    for (int below = 0; below < height; below++) {
      at += tile.width() >> below;
    }
    Bytes nodes = height == 0 ? rows : expanded();
    return new Sha256(nodes.slice(at * Sha256.SIZE, (at + 1) * Sha256.SIZE));
  }

  private boolean isExpanded() {
    return rows.size() > tile.width() * Sha256.SIZE;
  }

  private Bytes expanded() {
    if (!isExpanded()) {
      rows = expand(rows, tile.width());
    }
    return rows;
  }

  private static Bytes expand(Bytes hashes, int width) {
    byte[] nodes = new byte[2 * width * Sha256.SIZE];
    hashes.copyTo(nodes, 0);
    TreeHash treeHash = new TreeHash();
    int child = 0;
    int parent = width;
    for (int row = width; row > 1; row >>= 1) {
      for (int i = 0; i < row / 2; i++, parent++) {
        treeHash.node(nodes, (child + 2 * i) * Sha256.SIZE, parent * Sha256.SIZE);
      }
      child += row;
    }
    return Bytes.of(nodes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TileHashes tileHashes
        && tile.equals(tileHashes.tile)
        && format().equals(tileHashes.format());
  }

  @Override
  public int hashCode() {
    return 31 * tile.hashCode() + format().hashCode();
  }

  @Override
  public String toString() {
    return tile.path();
  }
}

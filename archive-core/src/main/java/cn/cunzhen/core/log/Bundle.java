package cn.cunzhen.core.log;

/** Names a bundle: the entries whose hashes the level-0 tile of the same index and width holds. */
public record Bundle(long index, int width) implements TilePath {
  public Bundle {
    if (index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no bundle of index " + index + " and width " + width);
    }
  }

  public static Bundle full(long index) {
    return new Bundle(index, FULL);
  }

  /** The same bundle when it has all its entries. */
  public Bundle whole() {
    return full(index);
  }

  /** The tile of its entries' hashes. */
  public Tile tile() {
    return new Tile(0, index, width);
  }

  @Override
  public boolean isIn(long size) {
    return tile().isIn(size);
  }
}

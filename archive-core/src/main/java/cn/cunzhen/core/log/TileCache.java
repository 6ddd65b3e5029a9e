package cn.cunzhen.core.log;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the tiles that were asked for last; a tile never changes, so none goes stale.
 *
 * <p>For any number of threads. Two that miss the same tile at once both read it: a reader waits
 * for nobody. Takes up to 16 KiB for each tile kept.
 */
public final class TileCache implements TileSource {
  private final TileSource source;
  private final Map<Tile, TileHashes> kept;

  public TileCache(TileSource source, int capacity) {
    this.source = source;
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Tile, TileHashes> eldest) {
            return size() > capacity;
          }
        };
  }

  @Override
  public TileHashes read(Tile tile) {
    synchronized (kept) {
      TileHashes known = kept.get(tile);
      if (known != null) {
        return known;
      }
    }
    TileHashes found = source.read(tile);
    synchronized (kept) {
      kept.put(tile, found);
    }
    return found;
  }
}

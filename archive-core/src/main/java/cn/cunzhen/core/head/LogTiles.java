package cn.cunzhen.core.head;

import cn.cunzhen.core.log.Bundle;
import cn.cunzhen.core.log.BundleEntries;
import cn.cunzhen.core.log.Tile;
import cn.cunzhen.core.log.TileCache;
import cn.cunzhen.core.log.TileHashes;
import cn.cunzhen.core.log.TilePath;
import cn.cunzhen.core.log.TileSource;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A log's full tiles and bundles in the store: written once, each made from a committed head only,
 * so that whoever writes one late writes the same bytes.
 */
final class LogTiles {
  /** Some 32 MiB, enough for every proof of the newest half million entries and of old ones. */
  private static final int CACHED = 2048;

  private final Objects objects;
  private final String prefix;
  private final TileCache stored;
  private final AtomicLong storedUpTo = new AtomicLong();

  LogTiles(Objects objects, String prefix) {
    this.objects = objects;
    this.prefix = prefix;
    this.stored = new TileCache(this::load, CACHED);
  }

  /** Stores all that the head completes; when this returns, later heads need not hold it. */
  void storeCompleted(LogHead head) {
    long full = head.size() - head.size() % TilePath.FULL;
    if (storedUpTo.get() >= full) {
      return;
    }
    for (TileHashes tile : head.edge().completed()) {
      if (tile.tile().level() == 0) {
        Bundle bundle = Bundle.full(tile.tile().index());
        int from = (int) (bundle.index() * TilePath.FULL - head.entriesFrom());
        List<Bytes> entries = head.entries().subList(from, from + TilePath.FULL);
        storeOrCompare(bundle, new BundleEntries(entries).format());
      }
      storeOrCompare(tile.tile(), tile.format());
    }
    storedUpTo.set(full);
  }

  /** What is merely seen may not be durable yet; a put that returns makes sure of it. */
  private void storeOrCompare(TilePath path, Bytes content) {
    ObjectKey key = key(path);
    if (objects.stat(key).isPresent() && !read(key).equals(content)) {
      throw new StorageException.Unfit(
          key + " is stored with other bytes than the log's head gives; run the audit");
    }
    objects.put(key, Content.of(content));
  }

  /** Tiles as the head shows them, the right edge from the head itself. */
  TileSource under(LogHead head) {
    return head.edge().over(stored);
  }

  /** The entries of a bundle as the head shows it. */
  BundleEntries entries(LogHead head, Bundle bundle) {
    long first = bundle.index() * TilePath.FULL;
    if (first >= head.entriesFrom()) {
      int from = (int) (first - head.entriesFrom());
      return new BundleEntries(head.entries().subList(from, from + bundle.width()));
    }
    Bundle whole = bundle.whole();
    return parsed(whole, content -> BundleEntries.parse(whole, content)).cut(bundle.width());
  }

  private TileHashes load(Tile tile) {
    return parsed(tile, content -> TileHashes.parse(tile, content));
  }

  private <T> T parsed(TilePath path, Function<Bytes, T> parser) {
    Bytes content = read(key(path));
    try {
      return parser.apply(content);
    } catch (IllegalArgumentException e) {
      throw new StorageException.Damaged(key(path) + " is damaged", e);
    }
  }

  private ObjectKey key(TilePath path) {
    return ObjectKey.of(prefix + "/" + path.path());
  }

  private Bytes read(ObjectKey key) {
    try (InputStream in = objects.get(key)) {
      return Bytes.of(in.readAllBytes());
    } catch (IOException e) {
      throw new StorageException("could not read " + key, e);
    }
  }
}

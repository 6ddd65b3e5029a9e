package cn.cunzhen.core.log;

import cn.cunzhen.storage.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log in memory that keeps its tiles as the ledger does: what a batch completes is stored before
 * the next batch is appended, and may not be stored twice with other bytes.
 */
final class SampleLog implements TileSource {
  static final Origin ORIGIN = new Origin("log.example/一");
  static final Ed25519Signer SIGNER = signer("log.example/一", 1);

  private final Map<String, Bytes> stored = new HashMap<>();
  private final List<Bytes> entries = new ArrayList<>();
  private Edge edge = Edge.EMPTY;

  static Ed25519Signer signer(String name, int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return Ed25519Signer.of(new KeyName(name), Bytes.of(bytes));
  }

  Edge edge() {
    return edge;
  }

  Bytes entry(long index) {
    return entries.get((int) index);
  }

  void append(List<Bytes> batch) {
    settle();
    TreeHash treeHash = new TreeHash();
    edge = edge.append(batch.stream().map(treeHash::leaf).toList());
    entries.addAll(batch);
  }

  /** Appends that many entries of their own. */
  void grow(int by) {
    List<Bytes> batch = new ArrayList<>();
    for (int i = 0; i < by; i++) {
      batch.add(Bytes.utf8("entry " + (entries.size() + i)));
    }
    append(batch);
  }

  private void settle() {
    List<TileHashes> completed = edge.completed();
    for (TileHashes tile : completed) {
      put(tile.tile().path(), tile.format());
      if (tile.tile().level() == 0) {
        Bundle bundle = Bundle.full(tile.tile().index());
        put(bundle.path(), bundle(bundle).format());
      }
    }
    edge = edge.without(completed.stream().map(TileHashes::tile).toList());
  }

  private void put(String path, Bytes content) {
    Bytes known = stored.putIfAbsent(path, content);
    if (known != null && !known.equals(content)) {
      throw new AssertionError(path + " was stored with other bytes");
    }
  }

  /** Only full tiles that were stored. */
  @Override
  public TileHashes read(Tile tile) {
    return TileHashes.parse(tile, Optional.ofNullable(stored.get(tile.path())).orElseThrow());
  }

  HashReader hashes(long size) {
    return new TiledHashReader(size, edge.over(this));
  }

  Checkpoint checkpoint() {
    return new Checkpoint(ORIGIN, edge.size(), edge.root());
  }

  /** What the log serves under a path. */
  Optional<byte[]> fetch(String path) {
    if (path.equals("checkpoint")) {
      return Optional.of(Note.sign(checkpoint().format(), SIGNER).format().toArray());
    }
    TilePath parsed = TilePath.parse(path);
    if (!parsed.isIn(edge.size())) {
      return Optional.empty();
    }
    Bytes content =
        switch (parsed) {
          case Tile tile -> edge.over(this).read(tile).format();
          case Bundle bundle -> bundle(bundle).format();
        };
    return Optional.of(content.toArray());
  }

  private BundleEntries bundle(Bundle bundle) {
    Bytes whole = stored.get(bundle.whole().path());
    if (whole != null) {
      return BundleEntries.parse(bundle.whole(), whole).cut(bundle.width());
    }
    int from = (int) bundle.index() * TilePath.FULL;
    return new BundleEntries(entries.subList(from, from + bundle.width()));
  }
}

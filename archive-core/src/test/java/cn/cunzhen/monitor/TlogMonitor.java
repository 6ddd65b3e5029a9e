package cn.cunzhen.monitor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Follows a log from its first entry on and believes nothing of it (C2SP tlog-tiles).
 *
 * <p>It reads every entry, hashes them into a tree of its own, and compares every tile and every
 * root with that. Since its own tree only grows, a log that it accepts has never changed an entry.
 */
public final class TlogMonitor {
  private static final int WIDTH = 256;

  /** Fetches what the log serves under a path such as {@code checkpoint}; empty if nothing. */
  @FunctionalInterface
  public interface Fetch {
    Optional<byte[]> fetch(String path);
  }

  private final Fetch log;
  private final String origin;
  private final String verifierKey;

  private long size;
  private byte[] root = MerkleMath.tree(List.of());

  /** By level of tiles, the hashes of the last tile while it is partial. */
  private List<List<byte[]>> rows = new ArrayList<>();

  public TlogMonitor(String origin, String verifierKey, Fetch log) {
    this.origin = origin;
    this.verifierKey = verifierKey;
    this.log = log;
  }

  /** How many entries it has seen. */
  public long size() {
    return size;
  }

  /** The root of the tree of the entries that it has seen. */
  public byte[] root() {
    return root.clone();
  }

  /**
   * Reads the log as it is now; returns the entries that it has not seen before.
   *
   * @throws LogMisbehaved where anything is wrong; what it has seen stays as it was
   */
  public List<byte[]> follow() {
    SignedCheckpoint checkpoint = SignedCheckpoint.open(fetch("checkpoint"), verifierKey);
    require(checkpoint.origin().equals(origin), "another log: " + checkpoint.origin());
    require(checkpoint.size() >= size, "the log shrank from " + size + " to " + checkpoint.size());
    List<List<byte[]>> grown = new ArrayList<>();
    rows.forEach(row -> grown.add(new ArrayList<>(row)));
    List<byte[]> entries = checkpoint.size() == size ? List.of() : read(checkpoint.size(), grown);
    require(
        Arrays.equals(rootOf(grown), checkpoint.root()),
        "the root of size " + checkpoint.size() + " is not that of the entries");
    rows = grown;
    size = checkpoint.size();
    root = checkpoint.root();
    return entries;
  }

  private List<byte[]> read(long newSize, List<List<byte[]>> grown) {
    List<byte[]> fresh = new ArrayList<>();
    for (long at = size; at < newSize; ) {
      long tile = at / WIDTH;
      int known = (int) (at % WIDTH);
      int width = (int) Math.min(WIDTH, newSize - tile * WIDTH);
      List<byte[]> bundle = entries(tile, width);
      List<byte[]> row = row(grown, 0);
      for (int i = 0; i < width; i++) {
        byte[] hash = MerkleMath.leaf(bundle.get(i));
        if (i < known) {
          require(Arrays.equals(hash, row.get(i)), "entry " + (tile * WIDTH + i) + " was changed");
        } else {
          row.add(hash);
          fresh.add(bundle.get(i));
        }
      }
      at = tile * WIDTH + width;
      settle(grown, 0, tile);
    }
    compareEdge(newSize, grown);
    return fresh;
  }

  /** A row that has become a full tile is compared with it, and hashed into the row above. */
  private void settle(List<List<byte[]>> grown, int level, long tile) {
    List<byte[]> row = row(grown, level);
    if (row.size() < WIDTH) {
      return;
    }
    compare(level, tile, row);
    row(grown, level + 1).add(MerkleMath.tree(row));
    row.clear();
    settle(grown, level + 1, tile / WIDTH);
  }

  private void compareEdge(long newSize, List<List<byte[]>> grown) {
    long last = newSize / WIDTH;
    for (int level = 0; level < grown.size(); level++, last /= WIDTH) {
      if (!grown.get(level).isEmpty()) {
        compare(level, last, grown.get(level));
      }
    }
  }

  private void compare(int level, long tile, List<byte[]> row) {
    byte[] served = resource(Integer.toString(level), tile, row.size());
    ByteBuffer expected = ByteBuffer.allocate(row.size() * 32);
    row.forEach(expected::put);
    // A full tile may stand in for a partial one that is gone.
    int width = Math.min(served.length, expected.capacity());
    require(
        served.length == expected.capacity() || served.length == WIDTH * 32,
        "tile " + level + "/" + tile + " has " + served.length + " bytes");
    require(
        Arrays.equals(Arrays.copyOf(served, width), expected.array()),
        "tile " + level + "/" + tile + " is not made of the entries");
  }

  private static byte[] rootOf(List<List<byte[]>> rows) {
    List<byte[]> nodes = List.of();
    for (List<byte[]> row : rows) {
      // What the rows below make is the last and smallest node of this one.
      List<byte[]> level = new ArrayList<>(row);
      if (!nodes.isEmpty()) {
        level.add(MerkleMath.tree(nodes));
      }
      nodes = level;
    }
    return MerkleMath.tree(nodes);
  }

  private List<byte[]> entries(long tile, int width) {
    ByteBuffer rest = ByteBuffer.wrap(resource("entries", tile, width));
    List<byte[]> entries = new ArrayList<>();
    while (rest.hasRemaining()) {
      require(rest.remaining() >= 2, "a bundle ends within a length");
      byte[] entry = new byte[rest.getShort() & 0xffff];
      require(rest.remaining() >= entry.length, "a bundle ends within an entry");
      rest.get(entry);
      entries.add(entry);
    }
    require(
        entries.size() == width || entries.size() == WIDTH,
        "bundle " + tile + " has " + entries.size() + " entries");
    return entries.subList(0, width);
  }

  private byte[] resource(String place, long index, int width) {
    String path = "tile/" + place + "/" + digits(index);
    return width == WIDTH
        ? fetch(path)
        : log.fetch(path + ".p/" + width).orElseGet(() -> fetch(path));
  }

  private static String digits(long index) {
    String last = "%03d".formatted(index % 1000);
    return index < 1000 ? last : digits(index / 1000).replaceFirst("([0-9]{3})$", "x$1/") + last;
  }

  private byte[] fetch(String path) {
    return log.fetch(path).orElseThrow(() -> new LogMisbehaved("the log does not serve " + path));
  }

  private static List<byte[]> row(List<List<byte[]>> rows, int level) {
    while (rows.size() <= level) {
      rows.add(new ArrayList<>());
    }
    return rows.get(level);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new LogMisbehaved(otherwise);
    }
  }
}

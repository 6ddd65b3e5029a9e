package cn.cunzhen.core.log;

import cn.cunzhen.storage.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bundle holds: entries, each at most 65,535 bytes long (C2SP tlog-tiles, "Log entries").
 */
public record BundleEntries(List<Bytes> entries) {
  private static final int MAX_ENTRY = 0xffff;

  public BundleEntries {
    entries = List.copyOf(entries);
    if (entries.isEmpty() || entries.size() > TilePath.FULL) {
      throw new IllegalArgumentException("no bundle has " + entries.size() + " entries");
    }
    if (entries.stream().anyMatch(entry -> entry.size() > MAX_ENTRY)) {
      throw new IllegalArgumentException("an entry has at most " + MAX_ENTRY + " bytes");
    }
  }

  /** The entries one after another, each behind its length as two bytes, big-endian. */
  public Bytes format() {
    ByteBuffer content =
        ByteBuffer.allocate(entries.stream().mapToInt(entry -> Short.BYTES + entry.size()).sum());
    for (Bytes entry : entries) {
      content.putShort((short) entry.size()).put(entry.toArray());
    }
    return Bytes.of(content.array());
  }

  /**
   * The strict inverse of {@link #format()}, for a bundle of that name.
   *
   * @throws IllegalArgumentException where the content has not exactly as many entries
   */
  public static BundleEntries parse(Bundle bundle, Bytes content) {
    ByteBuffer rest = ByteBuffer.wrap(content.toArray());
    List<Bytes> entries = new ArrayList<>(bundle.width());
    while (entries.size() < bundle.width() && rest.remaining() >= Short.BYTES) {
      byte[] entry = new byte[Short.toUnsignedInt(rest.getShort())];
      if (entry.length > rest.remaining()) {
        throw new IllegalArgumentException("an entry runs past the end of " + bundle.path());
      }
      rest.get(entry);
      entries.add(Bytes.of(entry));
    }
    if (entries.size() != bundle.width() || rest.hasRemaining()) {
      throw new IllegalArgumentException(
          "not the " + bundle.width() + " entries of " + bundle.path());
    }
    return new BundleEntries(entries);
  }

  /**
   * The first entries of it, as the bundle of that width at the same place has them.
   *
   * @throws IllegalArgumentException where it has fewer than that
   */
  public BundleEntries cut(int width) {
    if (width < 1 || width > entries.size()) {
      throw new IllegalArgumentException(entries.size() + " entries can't be cut to " + width);
    }
    return new BundleEntries(entries.subList(0, width));
  }
}

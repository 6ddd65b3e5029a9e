package cn.cunzhen.indexer.signed;

import cn.cunzhen.indexer.inspect.BoundReached;
import cn.cunzhen.indexer.inspect.BoundedFile;
import cn.cunzhen.indexer.inspect.ZipDirectory;
import cn.cunzhen.indexer.inspect.ZipDirectory.Entry;
import cn.cunzhen.indexer.ofd.OfdPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of a ZIP by their locations, without folders.
 *
 * @param ambiguous whether two parts have one location, so that readers may differ in what they see
 */
record ZipParts(ZipDirectory directory, Map<String, Entry> entries, boolean ambiguous) {
  private static final int MOST = 20_000;

  static Optional<ZipParts> of(BoundedFile file) throws IOException {
    Optional<ZipDirectory> directory = ZipDirectory.of(file);
    return directory.isEmpty() ? Optional.empty() : Optional.of(of(directory.get()));
  }

  private static ZipParts of(ZipDirectory directory) throws IOException {
    List<Entry> all = directory.read(MOST);
    if (all.size() == MOST) {
      throw new BoundReached();
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    boolean ambiguous = false;
    for (Entry entry : all) {
      String location = OfdPackage.resolve("", name(entry));
      boolean folder = entry.name().endsWith("/");
      ambiguous |= !folder && entries.put(location, entry) != null;
    }
    return new ZipParts(directory, entries, ambiguous);
  }

  /** The directory gives a character for each byte. */
  private static String name(Entry entry) {
    return new String(entry.name().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  Set<String> locations() {
    return entries.keySet().stream().collect(Collectors.toSet());
  }

  boolean has(String location) {
    return entries.containsKey(location);
  }

  /** Whether the part is there and packed in a way that is known. */
  boolean canRead(String location) {
    Entry entry = entries.get(location);
    return entry != null && ZipDirectory.canUnpack(entry);
  }

  /** Writes a part that is there. */
  void copy(String location, OutputStream to) throws IOException {
    Entry entry = entries.get(location);
    if (entry == null) {
      throw new IllegalArgumentException("no such part");
    }
    directory.copy(entry, to);
  }

  /**
   * A small part.
   *
   * @throws BoundReached if it is larger
   */
  byte[] read(String location, int limit) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copy(location, new Limited(bytes, limit));
    return bytes.toByteArray();
  }

  /** Takes no more than it may. */
  private static final class Limited extends OutputStream {
    private final ByteArrayOutputStream to;
    private final int limit;

    Limited(ByteArrayOutputStream to, int limit) {
      this.to = to;
      this.limit = limit;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (to.size() + length > limit) {
        throw new BoundReached();
      }
      to.write(bytes, from, length);
    }
  }
}

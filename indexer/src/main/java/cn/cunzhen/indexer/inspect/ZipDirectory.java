package cn.cunzhen.indexer.inspect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The central directory of a ZIP file (APPNOTE 6.3.10, 4.3.12 to 4.3.16), zip64 included.
 *
 * @param start where its first header is
 * @param end where the end record begins
 * @param shift by how much what is stated differs from where things are, as after a prefix
 */
public record ZipDirectory(BoundedFile file, long start, long end, long entries, long shift) {
  private static final int END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int LONGEST_NAME = 512;
  private static final long CENTRAL = 0x02014b50;
  private static final long END = 0x06054b50;
  private static final long END_64 = 0x06064b50;
  private static final long LOCATOR_64 = 0x07064b50;
  private static final long IN_ZIP64 = 0xffffffffL;

  /** An entry as the directory states it; the name with one character for each byte. */
  public record Entry(String name, int flags, int method, long packed, long unpacked, long offset) {
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    public boolean encrypted() {
      return (flags & 1) != 0;
    }

    boolean stored() {
      return method == STORED;
    }

    boolean deflated() {
      return method == DEFLATED;
    }
  }

  /** Finds the directory from the file's end; none where there is no end record. */
  public static Optional<ZipDirectory> of(BoundedFile file) throws IOException, BoundReached {
    long from = Math.max(0, file.size() - END_LENGTH - LONGEST_COMMENT);
    byte[] tail = file.slice(from, END_LENGTH + LONGEST_COMMENT);
    for (int i = tail.length - END_LENGTH; i >= 0; i--) {
      if (tail[i] == 'P' && tail[i + 1] == 'K' && file.u32(from + i) == END) {
        return Optional.of(at(file, from + i));
      }
    }
    return Optional.empty();
  }

  private static ZipDirectory at(BoundedFile file, long end) throws IOException, BoundReached {
    long end64 = file.u32(end - 20) == LOCATOR_64 ? file.u64(end - 12) : -1;
    if (end64 >= 0 && file.u32(end64) == END_64) {
      return of(file, end64, file.u64(end64 + 32), file.u64(end64 + 40), file.u64(end64 + 48));
    }
    return of(file, end, file.u16(end + 10), file.u32(end + 12), file.u32(end + 16));
  }

  private static ZipDirectory of(BoundedFile file, long end, long entries, long size, long stated)
      throws IOException, BoundReached {
    long start = end - size;
    boolean shifted = file.u32(start) == CENTRAL;
    return shifted
        ? new ZipDirectory(file, start, end, entries, start - stated)
        : new ZipDirectory(file, stated, end, entries, 0);
  }

  /**
   * Reads up to {@code limit} entries.
   *
   * @return fewer than are stated where the directory breaks off
   */
  public List<Entry> read(int limit) throws IOException, BoundReached {
    List<Entry> found = new ArrayList<>();
    long at = start;
    while (found.size() < Math.min(limit, entries) && file.u32(at) == CENTRAL) {
      int name = file.u16(at + 28);
      int extra = file.u16(at + 30);
      int comment = file.u16(at + 32);
      found.add(entry(at, name, extra));
      at += 46L + name + extra + comment;
    }
    return found;
  }

  private Entry entry(long at, int nameLength, int extraLength) throws IOException, BoundReached {
    byte[] name = file.slice(at + 46, Math.min(nameLength, LONGEST_NAME));
    Wide wide = new Wide(file, at + 46 + nameLength, extraLength);
    long unpacked = wide.orElse(file.u32(at + 24));
    long packed = wide.orElse(file.u32(at + 20));
    long offset = wide.orElse(file.u32(at + 42));
    return new Entry(
        new String(name, StandardCharsets.ISO_8859_1),
        file.u16(at + 8),
        file.u16(at + 10),
        packed,
        unpacked,
        offset + shift);
  }

  /** Where an entry's bytes begin, after its local header. */
  long dataOf(Entry entry) throws IOException, BoundReached {
    long at = entry.offset();
    return at + 30 + Math.max(0, file.u16(at + 26)) + Math.max(0, file.u16(at + 28));
  }

  /** The beginning of an entry, decompressed; empty where its method is not known. */
  byte[] content(Entry entry, int limit) throws IOException, BoundReached {
    if (entry.stored()) {
      return file.slice(dataOf(entry), (int) Math.min(limit, entry.packed()));
    }
    return entry.deflated()
        ? Inflation.of(file, dataOf(entry), entry.packed(), true, limit)
        : new byte[0];
  }

  /** Whether {@link #copy} knows how the entry is packed. */
  public static boolean canUnpack(Entry entry) {
    return !entry.encrypted() && (entry.stored() || entry.deflated());
  }

  /** Writes an entry's content, decompressed; less where it breaks off. */
  public void copy(Entry entry, OutputStream to) throws IOException {
    long start = dataOf(entry);
    if (entry.stored()) {
      file.copy(start, Math.min(file.size(), start + Math.max(0, entry.packed())), to);
    } else if (entry.deflated()) {
      Inflation.copy(file, start, entry.packed(), to);
    }
  }

  /** The values that an entry's zip64 field holds, in their order (4.5.3). */
  private static final class Wide {
    private final BoundedFile file;
    private long next = -1;

    Wide(BoundedFile file, long from, int length) throws IOException, BoundReached {
      this.file = file;
      for (long at = from; at + 4 <= from + length; at += 4L + file.u16(at + 2)) {
        if (file.u16(at) == 1) {
          next = at + 4;
          return;
        }
      }
    }

    long orElse(long narrow) throws IOException, BoundReached {
      if (narrow != IN_ZIP64 || next < 0) {
        return narrow;
      }
      long value = file.u64(next);
      next += 8;
      return value;
    }
  }
}

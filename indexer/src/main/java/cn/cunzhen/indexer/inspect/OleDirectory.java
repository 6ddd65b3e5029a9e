package cn.cunzhen.indexer.inspect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The directory of an OLE2 compound file ([MS-CFB]). */
final class OleDirectory {
  private static final int ENTRY = 128;
  private static final int MOST_SECTORS = 1024;
  private static final int IN_HEADER = 109;
  private static final long LARGEST_SECTOR = 0xfffffffaL;
  private static final int STREAM = 2;
  private static final int ROOT = 5;

  private final BoundedFile file;
  private final int shift;
  private final List<Entry> entries = new ArrayList<>();
  private boolean breaksOff;

  /** An entry; its neighbours and its child are indices into the list of all. */
  record Entry(String name, int type, long left, long right, long child, long start, long size) {}

  private OleDirectory(BoundedFile file) throws IOException, BoundReached {
    this.file = file;
    this.shift = file.u16(30) == 12 ? 12 : 9;
  }

  static OleDirectory of(BoundedFile file) throws IOException, BoundReached {
    OleDirectory directory = new OleDirectory(file);
    directory.read();
    return directory;
  }

  BoundedFile file() {
    return file;
  }

  List<Entry> entries() {
    return entries;
  }

  /** Whether what the directory names lies beyond the file's end. */
  boolean breaksOff() {
    return breaksOff;
  }

  String rootClass() throws IOException, BoundReached {
    return HexFormat.of().formatHex(file.slice(offset(file.u32(48)) + 80, 16));
  }

  private void read() throws IOException, BoundReached {
    long sector = file.u32(48);
    for (int read = 0; isSector(sector); read++) {
      if (read == MOST_SECTORS) {
        throw new BoundReached();
      }
      if (offset(sector) >= file.size()) {
        breaksOff = true;
        return;
      }
      for (long at = offset(sector); at < offset(sector + 1); at += ENTRY) {
        add(at);
      }
      sector = next(sector);
    }
  }

  private void add(long at) throws IOException, BoundReached {
    int length = Math.clamp(file.u16(at + 64) - 2, 0, 62);
    String name = new String(file.slice(at, length), StandardCharsets.UTF_16LE);
    Entry entry =
        new Entry(
            name,
            file.u8(at + 66),
            file.u32(at + 68),
            file.u32(at + 72),
            file.u32(at + 76),
            file.u32(at + 116),
            file.u32(at + 120));
    entries.add(entry);
    boolean hasSectors = (entry.type() == STREAM && !isMini(entry)) || entry.type() == ROOT;
    if (hasSectors && isSector(entry.start()) && offset(entry.start()) >= file.size()) {
      breaksOff = true;
    }
  }

  /** The entries beside no other: those that say what the file is. */
  List<Entry> top() {
    List<Entry> found = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    Deque<Long> open = new ArrayDeque<>();
    if (!entries.isEmpty()) {
      open.push(entries.getFirst().child());
    }
    while (!open.isEmpty()) {
      long index = open.pop();
      if (index >= 0 && index < entries.size() && seen.add(index)) {
        Entry entry = entries.get((int) index);
        found.add(entry);
        open.push(entry.left());
        open.push(entry.right());
      }
    }
    return found;
  }

  /** Where a stream's first byte lies; −1 where that can't be told. */
  long firstByte(Entry entry) throws IOException, BoundReached {
    if (!isMini(entry)) {
      return offset(entry.start());
    }
    Entry root = entries.getFirst();
    if (root.type() != ROOT) {
      return -1;
    }
    long within = entry.start() * 64;
    long sector = root.start();
    for (long i = within >> shift; i > 0 && isSector(sector); i--) {
      sector = i > MOST_SECTORS ? -1 : next(sector);
    }
    return isSector(sector) ? offset(sector) + within % (1L << shift) : -1;
  }

  private boolean isMini(Entry entry) throws IOException, BoundReached {
    return entry.size() < file.u32(56);
  }

  private long offset(long sector) {
    return (sector + 1) << shift;
  }

  private static boolean isSector(long sector) {
    return sector >= 0 && sector < LARGEST_SECTOR;
  }

  /** Follows a chain through the allocation table. */
  private long next(long sector) throws IOException, BoundReached {
    int each = 1 << (shift - 2);
    long table = tableSector(sector / each);
    return isSector(table) ? file.u32(offset(table) + sector % each * 4) : -1;
  }

  private long tableSector(long index) throws IOException, BoundReached {
    if (index < IN_HEADER) {
      return file.u32(76 + index * 4);
    }
    int each = (1 << (shift - 2)) - 1;
    long sector = file.u32(68);
    for (long i = (index - IN_HEADER) / each; i > 0 && isSector(sector); i--) {
      sector = i > MOST_SECTORS ? -1 : file.u32(offset(sector) + each * 4L);
    }
    return isSector(sector) ? file.u32(offset(sector) + (index - IN_HEADER) % each * 4) : -1;
  }
}

package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.FileView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A file's bytes at any position, through two windows of 64 KB: its beginning, and where it was
 * read last.
 *
 * <p>A position outside of the file reads as −1 and never throws; only a budget that is used up
 * does.
 */
public final class BoundedFile {
  private static final int WINDOW = 1 << 16;

  private final FileView view;
  private final Budget budget;
  private final byte[] head;
  private byte[] window = {};
  private long windowStart;

  /** A file under a budget; its beginning is read at once. */
  public BoundedFile(FileView view, Budget budget) throws IOException, BoundReached {
    this.view = view;
    this.budget = budget;
    this.head = load(0);
  }

  /** Bytes that were decompressed from another file, under its budget. */
  public static BoundedFile of(byte[] content, Budget budget) throws IOException, BoundReached {
    return new BoundedFile(new InMemory(content), budget);
  }

  /** A part of this file as a file of its own. */
  public BoundedFile part(long start, long length) throws IOException, BoundReached {
    return new BoundedFile(new PartOf(view, start, Math.min(length, size() - start)), budget);
  }

  /** What may still be read of it. */
  public Budget budget() {
    return budget;
  }

  /** How many bytes it has. */
  public long size() {
    return view.size();
  }

  /** The byte at a position; −1 outside of the file. */
  public int u8(long at) throws IOException, BoundReached {
    if (at >= 0 && at < head.length) {
      return head[(int) at] & 0xff;
    }
    if (at < 0 || at >= size()) {
      return -1;
    }
    byte[] from = windowOf(at);
    int index = (int) (at - windowStart);
    return index < from.length ? from[index] & 0xff : -1;
  }

  int u16(long at) throws IOException, BoundReached {
    int low = u8(at);
    int high = u8(at + 1);
    return low < 0 || high < 0 ? -1 : low | (high << 8);
  }

  int u16be(long at) throws IOException, BoundReached {
    int little = u16(at);
    return little < 0 ? -1 : ((little & 0xff) << 8) | (little >> 8);
  }

  long u32(long at) throws IOException, BoundReached {
    long low = u16(at);
    long high = u16(at + 2);
    return low < 0 || high < 0 ? -1 : low | (high << 16);
  }

  long u32be(long at) throws IOException, BoundReached {
    long high = u16be(at);
    long low = u16be(at + 2);
    return low < 0 || high < 0 ? -1 : (high << 16) | low;
  }

  /** Eight bytes, little-endian; −1 also where the value has no place in a positive long. */
  long u64(long at) throws IOException, BoundReached {
    long low = u32(at);
    long high = u32(at + 4);
    return low < 0 || high < 0 || high > Integer.MAX_VALUE ? -1 : low | (high << 32);
  }

  /** Up to so many bytes; fewer at the end. */
  public byte[] slice(long start, int length) throws IOException, BoundReached {
    if (start < 0 || start >= size() || length <= 0) {
      return new byte[0];
    }
    int end = (int) Math.min(length, size() - start);
    if (start + end <= head.length) {
      return Arrays.copyOfRange(head, (int) start, (int) start + end);
    }
    return read(start, end);
  }

  /** Writes the bytes of a range that lies within the file. */
  public void copy(long start, long end, OutputStream to) throws IOException {
    for (long at = start; at < end; at += WINDOW) {
      to.write(slice(at, (int) Math.min(WINDOW, end - at)));
    }
  }

  /** Whether these bytes stand there. */
  public boolean has(long at, byte... expected) throws IOException, BoundReached {
    for (int i = 0; i < expected.length; i++) {
      if (u8(at + i) != (expected[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** Where the byte stands next, from a position on; −1 if nowhere before the end. */
  public long indexOf(byte wanted, long from, long end) throws IOException, BoundReached {
    long at = from;
    long stop = Math.min(end, size());
    while (at < stop) {
      boolean inHead = at < head.length;
      byte[] bytes = inHead ? head : windowOf(at);
      long base = inHead ? 0 : windowStart;
      int limit = (int) Math.min(bytes.length, stop - base);
      for (int i = (int) (at - base); i < limit; i++) {
        if (bytes[i] == wanted) {
          return base + i;
        }
      }
      if (at >= base + limit) {
        return -1;
      }
      at = base + limit;
    }
    return -1;
  }

  /** Where the bytes stand next, from a position on; −1 if nowhere that begins before the end. */
  public long indexOf(byte[] wanted, long from, long end) throws IOException, BoundReached {
    long at = indexOf(wanted[0], from, end);
    while (at >= 0 && !has(at, wanted)) {
      at = indexOf(wanted[0], at + 1, end);
    }
    return at;
  }

  private byte[] windowOf(long at) throws IOException, BoundReached {
    long start = at - at % WINDOW;
    if (start != windowStart || window.length == 0) {
      window = load(start);
      windowStart = start;
    }
    return window;
  }

  private byte[] load(long start) throws IOException, BoundReached {
    return read(start, (int) Math.min(WINDOW, size() - start));
  }

  private byte[] read(long start, int length) throws IOException, BoundReached {
    budget.scan(length);
    ByteBuffer into = ByteBuffer.allocate(length);
    int got = 0;
    while (into.hasRemaining() && got >= 0) {
      got = view.read(into, start + into.position());
    }
    return into.hasRemaining() ? Arrays.copyOf(into.array(), into.position()) : into.array();
  }

  private record PartOf(FileView whole, long start, long size) implements FileView {
    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      if (position >= size) {
        return -1;
      }
      int limit = into.limit();
      into.limit((int) Math.min(limit, into.position() + size - position));
      int got = whole.read(into, start + position);
      into.limit(limit);
      return got;
    }
  }

  private static final class InMemory implements FileView {
    private final ByteBuffer content;

    InMemory(byte[] content) {
      this.content = ByteBuffer.wrap(content);
    }

    @Override
    public long size() {
      return content.limit();
    }

    @Override
    public int read(ByteBuffer into, long position) {
      int length = (int) Math.min(into.remaining(), size() - position);
      if (length <= 0) {
        return -1;
      }
      into.put(content.slice((int) position, length));
      return length;
    }
  }
}

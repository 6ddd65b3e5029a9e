package cn.cunzhen.core.bag;

import cn.cunzhen.storage.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The last part of a package, read in one range where that is enough, in further ones where not.
 *
 * <p>It never holds more than {@link #LIMIT}, whatever the package claims.
 */
final class PackageEnd {
  /** Holds the metadata of most packages. */
  private static final int GUESS = 64 << 10;

  /** Metadata of a hundred thousand files. */
  private static final int LIMIT = 128 << 20;

  private final PackageBytes source;
  private byte[] held;
  private long start;

  PackageEnd(PackageBytes source) throws IOException {
    this.source = source;
    this.start = Math.max(0, source.size() - GUESS);
    this.held = read(start, source.size());
  }

  /** The bytes of a range of the package, as little-endian ZIP has them. */
  ByteBuffer at(long offset, long length) throws IOException, MalformedZipException {
    long size = source.size();
    if (offset < 0
        || length < 0
        || offset > size
        || length > size - offset
        || size - offset > LIMIT) {
      throw new MalformedZipException(PackageDefect.DIRECTORY);
    }
    if (offset < start) {
      byte[] before = read(offset, start);
      byte[] joined = new byte[before.length + held.length];
      System.arraycopy(before, 0, joined, 0, before.length);
      System.arraycopy(held, 0, joined, before.length, held.length);
      held = joined;
      start = offset;
    }
    return ByteBuffer.wrap(held, (int) (offset - start), (int) length)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  Bytes bytes(long offset, long length) throws IOException, MalformedZipException {
    byte[] bytes = new byte[(int) Math.min(length, LIMIT)];
    at(offset, length).get(bytes);
    return Bytes.of(bytes);
  }

  private byte[] read(long from, long to) throws IOException {
    if (from == to) {
      return new byte[0];
    }
    try (InputStream in = source.open(from, to - from)) {
      byte[] bytes = in.readNBytes((int) (to - from));
      if (bytes.length != to - from) {
        throw new EOFException("the package ends before the range does");
      }
      return bytes;
    }
  }
}

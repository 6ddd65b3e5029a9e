package cn.cunzhen.core.bag;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a central directory says of its entries.
 *
 * <p>Only what is needed to find them: all else is compared, byte for byte, with what has to stand
 * there.
 */
final class ZipDirectory {
  private static final int FIXED = 46;

  private ZipDirectory() {}

  static List<ZipRow> read(PackageEnd end, long size) throws IOException, MalformedZipException {
    ZipEnd record = end(end, size);
    if (record.size() > size - record.offset()) {
      throw new MalformedZipException(PackageDefect.DIRECTORY);
    }
    ByteBuffer directory = end.at(record.offset(), record.size());
    List<ZipRow> rows = new ArrayList<>();
    while (directory.hasRemaining()) {
      rows.add(row(directory));
    }
    return rows;
  }

  private static ZipEnd end(PackageEnd end, long size) throws IOException, MalformedZipException {
    if (size < ZipEnd.PLAIN_SIZE) {
      throw new MalformedZipException(PackageDefect.NOT_A_PACKAGE);
    }
    ByteBuffer plain = end.at(size - ZipEnd.PLAIN_SIZE, ZipEnd.PLAIN_SIZE);
    if (plain.getInt(0) != 0x0605_4b50) {
      throw new MalformedZipException(PackageDefect.NOT_A_PACKAGE);
    }
    int entries = plain.getShort(10) & 0xFFFF;
    long directorySize = plain.getInt(12) & ZipRow.SIZE_LIMIT;
    long offset = plain.getInt(16) & ZipRow.SIZE_LIMIT;
    boolean zip64 =
        entries == 0xFFFF || directorySize == ZipRow.SIZE_LIMIT || offset == ZipRow.SIZE_LIMIT;
    if (!zip64) {
      return new ZipEnd(entries, offset, directorySize);
    }
    ByteBuffer long64 = end.at(size - ZipEnd.ZIP64_SIZE, ZipEnd.ZIP64_SIZE);
    return new ZipEnd(long64.getLong(32), long64.getLong(48), long64.getLong(40));
  }

  private static ZipRow row(ByteBuffer directory) throws MalformedZipException {
    int at = directory.position();
    if (directory.remaining() < FIXED || directory.getInt(at) != 0x0201_4b50) {
      throw new MalformedZipException(PackageDefect.DIRECTORY);
    }
    int crc = directory.getInt(at + 16);
    long size = directory.getInt(at + 24) & ZipRow.SIZE_LIMIT;
    int nameLength = directory.getShort(at + 28) & 0xFFFF;
    int extraLength = directory.getShort(at + 30) & 0xFFFF;
    long offset = directory.getInt(at + 42) & ZipRow.SIZE_LIMIT;
    boolean far = offset == ZipRow.SIZE_LIMIT;
    if (directory.remaining() < FIXED + nameLength + extraLength || (far && extraLength < 12)) {
      throw new MalformedZipException(PackageDefect.DIRECTORY);
    }
    byte[] name = new byte[nameLength];
    directory.get(at + FIXED, name);
    if (far) {
      offset = directory.getLong(at + FIXED + nameLength + 4);
    }
    directory.position(at + FIXED + nameLength + extraLength);
    return new ZipRow(new String(name, StandardCharsets.ISO_8859_1), crc, size, offset);
  }
}

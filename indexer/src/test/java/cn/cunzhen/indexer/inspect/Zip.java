package cn.cunzhen.indexer.inspect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds ZIP files for tests. */
public final class Zip {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);

  public static Zip zip() {
    return new Zip();
  }

  public static Zip of(String... names) {
    Zip zip = new Zip();
    for (String name : names) {
      zip.with(name, name);
    }
    return zip;
  }

  public Zip with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public Zip with(String name, byte[] content) {
    return put(new ZipEntry(name), content);
  }

  public Zip stored(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    return put(entry, content);
  }

  public byte[] bytes() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Zip put(ZipEntry entry, byte[] content) {
    try {
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package cn.cunzhen.api.pages;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A ZIP file taken apart, changed, and put together again with stored entries. */
final class ForgedZip {
  /** The very first that a ZIP file knows would be written in an extra field as well. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  static ForgedZip of(byte[] zip) throws IOException {
    ForgedZip forged = new ForgedZip();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        forged.entries.put(each.getName(), in.readAllBytes());
      }
    }
    return forged;
  }

  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  byte[] content(String name) {
    return Objects.requireNonNull(entries.get(name), name);
  }

  ForgedZip put(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  ForgedZip remove(String name) {
    Objects.requireNonNull(entries.remove(name), name);
    return this;
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        out.putNextEntry(stored(each.getKey(), each.getValue()));
        out.write(each.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static ZipEntry stored(String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    return entry;
  }
}

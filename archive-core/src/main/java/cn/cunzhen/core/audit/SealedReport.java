package cn.cunzhen.core.audit;

import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A report with its seals.
 *
 * @param json in canonical form (RFC 8785)
 */
public record SealedReport(AuditId id, Bytes json, List<Seal> seals) {
  /** What the report is called in the ZIP and in the store. */
  static final String NAME = "report.json";

  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  public SealedReport {
    seals = List.copyOf(seals);
  }

  /** Report and seals as one ZIP; always the same bytes. */
  public Bytes zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      put(zip, NAME, json);
      for (Seal seal : seals) {
        put(zip, seal.suite().fileName(), seal.der());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return Bytes.of(bytes.toByteArray());
  }

  private static void put(ZipOutputStream zip, String name, Bytes content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content.toArray());
    zip.closeEntry();
  }
}

package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.storage.Bytes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The tag files of a bag (RFC 8493), as record.json, checks.json and the seals determine them. */
final class BagFiles {
  private static final Bytes BAGIT =
      Bytes.utf8("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");

  private BagFiles() {}

  /** The bag's name, and that of the folder that it unpacks to. */
  static String name(ArchivalRecord record) {
    return record.id() + "-v" + record.version();
  }

  /** All tag files, in the order in which a package has them. */
  static List<TagFile> of(ArchivalRecord record, Bytes recordJson, Bytes checks, List<Seal> seals) {
    List<TagFile> files = new ArrayList<>();
    files.add(new TagFile(TagFile.CHECKS, checks));
    files.add(new TagFile(TagFile.RECORD, recordJson));
    for (Seal seal : seals) {
      files.add(new TagFile(TagFile.METADATA + seal.suite().fileName(), seal.der()));
    }
    files.add(new TagFile(TagFile.BAGIT, BAGIT));
    files.add(new TagFile(TagFile.BAG_INFO, bagInfo(record)));
    files.add(new TagFile(TagFile.MANIFEST, manifest(record)));
    files.add(new TagFile(TagFile.TAG_MANIFEST, tagManifest(files)));
    return files;
  }

  private static Bytes bagInfo(ArchivalRecord record) {
    long octets = record.files().stream().mapToLong(ArchivedFile::size).sum();
    return Bytes.utf8(
        "Bagging-Date: %s\nBag-Group-Identifier: %s\nExternal-Identifier: %s\nPayload-Oxum: %d.%d\n"
            .formatted(
                LocalDate.ofInstant(record.sealedAt(), ZoneOffset.UTC),
                record.id(),
                name(record),
                octets,
                record.files().size()));
  }

  private static Bytes manifest(ArchivalRecord record) {
    StringBuilder lines = new StringBuilder();
    record.files().forEach(file -> line(lines, file.sha256(), file.path()));
    return Bytes.utf8(lines.toString());
  }

  private static Bytes tagManifest(List<TagFile> files) {
    StringBuilder lines = new StringBuilder();
    files.forEach(file -> line(lines, Sha256.of(file.content()), file.path()));
    return Bytes.utf8(lines.toString());
  }

  /** As {@code sha256sum} writes it. */
  private static void line(StringBuilder lines, Sha256 digest, String path) {
    lines.append(digest.hex()).append("  ").append(path).append('\n');
  }
}

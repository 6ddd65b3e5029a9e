package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/**
 * A package taken apart, changed, and put together again as a well-formed ZIP file: what a forger
 * who knows the format can do.
 */
final class ForgedPackage {
  /** An entry, with what its headers say of it. */
  record Entry(String name, Bytes content, int crc) {
    static Entry of(String name, Bytes content) {
      CRC32 crc = new CRC32();
      crc.update(content.toArray());
      return new Entry(name, content, (int) crc.getValue());
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /** Bytes that belong to no entry, by the index of the entry before which they stand. */
  private final Map<Integer, Bytes> gaps = new TreeMap<>();

  /** The package that the writer would have made of these. */
  static ForgedPackage of(
      ArchivalRecord record, Bytes recordJson, Bytes checks, List<Seal> seals, List<Bytes> files) {
    ForgedPackage forged = new ForgedPackage();
    String folder = BagFiles.name(record) + "/";
    for (int i = 0; i < files.size(); i++) {
      forged.entries.add(Entry.of(folder + record.files().get(i).path(), files.get(i)));
    }
    for (TagFile file : BagFiles.of(record, recordJson, checks, seals)) {
      forged.entries.add(Entry.of(folder + file.path(), file.content()));
    }
    return forged;
  }

  static ForgedPackage of(
      ArchivalRecord record, Bytes checks, List<Seal> seals, List<Bytes> files) {
    return of(record, RecordJson.format(record), checks, seals, files);
  }

  List<Entry> entries() {
    return entries;
  }

  ForgedPackage gap(int before, Bytes bytes) {
    gaps.put(before, bytes);
    return this;
  }

  /** Changes the content of the tag file, and the tag manifest with it. */
  ForgedPackage change(String path, UnaryOperator<Bytes> change) {
    entries.replaceAll(
        e -> e.name().endsWith("/" + path) ? Entry.of(e.name(), change.apply(e.content())) : e);
    if (!path.equals(TagFile.TAG_MANIFEST)) {
      StringBuilder manifest = new StringBuilder();
      for (Entry entry : entries) {
        String name = entry.name().substring(entry.name().indexOf('/') + 1);
        if (!name.startsWith("data/") && !name.equals(TagFile.TAG_MANIFEST)) {
          manifest.append(Sha256.of(entry.content()).hex()).append("  ").append(name).append('\n');
        }
      }
      change(TagFile.TAG_MANIFEST, old -> Bytes.utf8(manifest.toString()));
    }
    return this;
  }

  Bytes bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<ZipRow> rows = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      out.writeBytes(gaps.getOrDefault(i, Bytes.utf8("")).toArray());
      Entry entry = entries.get(i);
      ZipRow row = new ZipRow(entry.name(), entry.crc(), entry.content().size(), out.size());
      out.writeBytes(row.localHeader());
      out.writeBytes(entry.content().toArray());
      rows.add(row);
    }
    out.writeBytes(gaps.getOrDefault(entries.size(), Bytes.utf8("")).toArray());
    LittleEndian directory = new LittleEndian(1024);
    rows.forEach(row -> row.centralHeader(directory));
    int size = directory.size();
    new ZipEnd(rows.size(), out.size(), size).format(directory);
    out.writeBytes(directory.toArray());
    return Bytes.of(out.toByteArray());
  }
}

package cn.cunzhen.core.bag;

import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.storage.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A package without the content of its payload: record.json, checks.json and the seals determine
 * every byte of it, given the payload's check sums.
 */
final class PackageForm {
  private final ArchivalRecord record;
  private final Bytes recordJson;
  private final Bytes checks;
  private final List<Seal> seals;
  private final List<ZipRow> payload = new ArrayList<>();
  private final List<TagFile> tagFiles;
  private final List<ZipRow> tags = new ArrayList<>();
  private final Bytes tail;

  /**
   * @param crcs of the files of the payload, in the record's order
   */
  PackageForm(
      ArchivalRecord record, Bytes recordJson, Bytes checks, List<Seal> seals, List<Integer> crcs) {
    this.record = record;
    this.recordJson = recordJson;
    this.checks = checks;
    this.seals = List.copyOf(seals);
    String folder = BagFiles.name(record) + "/";
    long offset = 0;
    for (ArchivedFile file : record.files()) {
      ZipRow row = new ZipRow(folder + file.path(), crcs.get(payload.size()), file.size(), offset);
      payload.add(row);
      offset = row.end();
    }
    this.tagFiles = BagFiles.of(record, recordJson, checks, seals);
    for (TagFile file : tagFiles) {
      ZipRow row = new ZipRow(folder + file.path(), file.crc(), file.content().size(), offset);
      tags.add(row);
      offset = row.end();
    }
    this.tail = formatTail();
  }

  private Bytes formatTail() {
    LittleEndian out = new LittleEndian(recordJson.size() + checks.size() + 8192);
    for (int i = 0; i < tags.size(); i++) {
      out.bytes(Bytes.of(tags.get(i).localHeader())).bytes(tagFiles.get(i).content());
    }
    long directory = tags.getLast().end();
    int start = out.size();
    payload.forEach(row -> row.centralHeader(out));
    tags.forEach(row -> row.centralHeader(out));
    new ZipEnd(payload.size() + tags.size(), directory, out.size() - start).format(out);
    return Bytes.of(out.toArray());
  }

  ArchivalRecord record() {
    return record;
  }

  Bytes recordJson() {
    return recordJson;
  }

  Bytes checks() {
    return checks;
  }

  List<Seal> seals() {
    return seals;
  }

  /** The entries of the payload, in the record's order. */
  List<ZipRow> payload() {
    return payload;
  }

  List<TagFile> tagFiles() {
    return tagFiles;
  }

  List<ZipRow> tags() {
    return tags;
  }

  /** Everything that stands after the payload. */
  Bytes tail() {
    return tail;
  }

  long tailOffset() {
    return tags.getFirst().offset();
  }

  /** How long the whole package is. */
  long size() {
    return tailOffset() + tail.size();
  }
}

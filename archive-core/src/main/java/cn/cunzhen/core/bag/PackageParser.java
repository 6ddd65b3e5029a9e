package cn.cunzhen.core.bag;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything of a package but its payload; the strict inverse of {@link PackageForm#tail()}.
 *
 * <p>It takes record.json, checks.json, the seals and the payload's check sums, makes of them what
 * the package has to be, and compares. Where they differ it says what does.
 */
final class PackageParser {
  private final PackageBytes source;
  private final List<PackageFinding> findings = new ArrayList<>();
  private final Map<String, ZipRow> entries = new LinkedHashMap<>();
  private String folder = "";

  PackageParser(PackageBytes source) {
    this.source = source;
  }

  List<PackageFinding> findings() {
    return findings;
  }

  /** The package's form; null where it is too broken to have one. */
  @Nullable PackageForm parse() throws IOException {
    try {
      PackageEnd end = new PackageEnd(source);
      readEntries(ZipDirectory.read(end, source.size()));
      return parse(end);
    } catch (MalformedZipException e) {
      found(e.defect(), "");
      return null;
    }
  }

  private void readEntries(List<ZipRow> rows) {
    String first = rows.isEmpty() ? "" : rows.getFirst().name();
    folder = first.substring(0, first.indexOf('/') + 1);
    for (ZipRow row : rows) {
      boolean inside = row.name().startsWith(folder);
      String path = inside ? row.name().substring(folder.length()) : row.name();
      if (!inside || entries.putIfAbsent(path, row) != null) {
        found(PackageDefect.ENTRY_SURPLUS, path);
      }
    }
  }

  private @Nullable PackageForm parse(PackageEnd end) throws IOException, MalformedZipException {
    Bytes recordJson = content(end, TagFile.RECORD);
    Bytes checks = content(end, TagFile.CHECKS);
    if (recordJson == null || checks == null) {
      return null;
    }
    ArchivalRecord record;
    try {
      record = RecordJson.parse(recordJson);
    } catch (IllegalArgumentException e) {
      // What it says is about the record's content, which findings do not quote.
      found(PackageDefect.RECORD, TagFile.RECORD);
      return null;
    }
    if (!Sha256.of(checks).equals(record.checks())) {
      found(PackageDefect.CHECKS, TagFile.CHECKS);
    }
    PackageForm form =
        new PackageForm(record, recordJson, checks, seals(record, end), crcs(record));
    compare(form, end);
    return form;
  }

  /** The seals that the record names, in the order of their suites. */
  private List<Seal> seals(ArchivalRecord record, PackageEnd end)
      throws IOException, MalformedZipException {
    List<Seal> seals = new ArrayList<>();
    for (SealSuite suite : SealSuite.values()) {
      ZipRow row = entries.get(TagFile.METADATA + suite.fileName());
      if (row != null && record.seals().contains(suite.fileName())) {
        seals.add(new Seal(suite, end.bytes(row.contentOffset(), row.size())));
      }
    }
    List<String> present = seals.stream().map(seal -> seal.suite().fileName()).toList();
    Stream.concat(Stream.of(SealSuite.P256.fileName()), record.seals().stream())
        .distinct()
        .filter(name -> !present.contains(name))
        .forEach(name -> found(PackageDefect.SEAL_MISSING, TagFile.METADATA + name));
    return seals;
  }

  private List<Integer> crcs(ArchivalRecord record) {
    List<Integer> crcs = new ArrayList<>();
    for (ArchivedFile file : record.files()) {
      ZipRow row = entries.get(file.path());
      crcs.add(row == null ? 0 : row.crc());
    }
    return crcs;
  }

  private void compare(PackageForm form, PackageEnd end) throws IOException, MalformedZipException {
    int before = findings.size();
    if (!folder.equals(BagFiles.name(form.record()) + "/")) {
      found(PackageDefect.NAME, "");
    }
    compareEntries(form);
    compareTagFiles(form, end);
    if (form.size() != source.size()) {
      found(PackageDefect.LENGTH, "");
    } else if (findings.size() == before) {
      compareTail(form, end);
    }
  }

  private void compareEntries(PackageForm form) {
    List<String> expected = new ArrayList<>();
    form.record().files().forEach(file -> expected.add(file.path()));
    form.tagFiles().forEach(file -> expected.add(file.path()));
    List<String> present = List.copyOf(entries.keySet());
    expected.stream()
        .filter(path -> !entries.containsKey(path))
        .forEach(path -> found(PackageDefect.ENTRY_MISSING, path));
    present.stream()
        .filter(path -> !expected.contains(path))
        .forEach(path -> found(PackageDefect.ENTRY_SURPLUS, path));
    if (expected.size() == present.size()
        && !expected.equals(present)
        && expected.containsAll(present)) {
      found(PackageDefect.ENTRY_ORDER, "");
    }
  }

  private void compareTagFiles(PackageForm form, PackageEnd end)
      throws IOException, MalformedZipException {
    for (TagFile file : form.tagFiles()) {
      ZipRow row = entries.get(file.path());
      if (row != null && !end.bytes(row.contentOffset(), row.size()).equals(file.content())) {
        found(defectOf(file.path()), file.path());
      }
    }
  }

  private static PackageDefect defectOf(String tagFile) {
    return switch (tagFile) {
      case TagFile.BAGIT -> PackageDefect.BAGIT;
      case TagFile.BAG_INFO -> PackageDefect.BAG_INFO;
      case TagFile.MANIFEST -> PackageDefect.MANIFEST;
      default -> PackageDefect.TAG_MANIFEST;
    };
  }

  private void compareTail(PackageForm form, PackageEnd end)
      throws IOException, MalformedZipException {
    Bytes tail = end.bytes(form.tailOffset(), form.tail().size());
    if (tail.equals(form.tail())) {
      return;
    }
    int before = findings.size();
    for (int i = 0; i < form.tags().size(); i++) {
      ZipRow row = form.tags().get(i);
      Bytes header = end.bytes(row.offset(), ZipRow.localSize(row.name()));
      if (!header.equals(Bytes.of(row.localHeader()))) {
        found(PackageDefect.LOCAL_HEADER, form.tagFiles().get(i).path());
      }
    }
    if (findings.size() == before) {
      found(PackageDefect.DIRECTORY, "");
    }
  }

  private @Nullable Bytes content(PackageEnd end, String path)
      throws IOException, MalformedZipException {
    ZipRow row = entries.get(path);
    if (row == null) {
      found(PackageDefect.ENTRY_MISSING, path);
      return null;
    }
    return end.bytes(row.contentOffset(), row.size());
  }

  private void found(PackageDefect defect, String where) {
    findings.add(new PackageFinding.Defective(defect, where));
  }
}

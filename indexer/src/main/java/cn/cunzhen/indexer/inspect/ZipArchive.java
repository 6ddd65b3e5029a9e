package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.indexer.inspect.ZipDirectory.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A ZIP and what is built on it, from its central directory and, within bounds, those inside it.
 */
final class ZipArchive {
  private static final int DEEPEST = 3;
  private static final int SMALL = 1 << 16;
  private static final long LARGE_PART = 4 << 20;
  private static final int STEEPEST_PART = 400;
  private static final int STEEPEST = 100;
  private static final Set<String> NESTED =
      Set.of("zip", "jar", "docx", "docm", "xlsx", "xlsm", "pptx", "pptm", "ofd", "odt", "ods");
  private static final Set<String> PROGRAMS =
      Set.of("exe", "dll", "scr", "pif", "msi", "lnk", "bat", "cmd", "vbs", "ps1", "hta", "class");

  private final Report report;
  private final long outerSize;
  private long unpacked;

  private ZipArchive(Report report, long outerSize) {
    this.report = report;
    this.outerSize = outerSize;
  }

  static void look(BoundedFile file, Report report) throws IOException, BoundReached {
    Optional<ZipDirectory> found = ZipDirectory.of(file);
    if (found.isEmpty()) {
      report.is(ZipKind.beginning(file));
      report.add(Finding.DAMAGED);
      return;
    }
    ZipDirectory directory = found.get();
    List<Entry> entries = directory.read(report.limits().archiveEntries());
    report.is(ZipKind.of(directory, entries));
    if (directory.entries() == 0) {
      report.add(Finding.EMPTY);
    }
    new ZipArchive(report, file.size()).lookInto(directory, entries, 0);
  }

  private void lookInto(ZipDirectory directory, List<Entry> entries, int depth)
      throws IOException, BoundReached {
    if (directory.entries() > report.limits().archiveEntries()) {
      report.add(Finding.ARCHIVE_BOMB);
    } else if (entries.size() < directory.entries()) {
      report.add(Finding.DAMAGED);
    }
    weigh(directory, entries);
    for (Entry entry : entries) {
      lookAt(directory, entry);
    }
    for (Entry entry : entries) {
      if (NESTED.contains(extension(entry)) && !report.has(Finding.ARCHIVE_BOMB)) {
        lookInside(directory, entry, depth + 1);
      }
    }
  }

  /** Entries that take more room than the file has share it: the flat kind of bomb. */
  private void weigh(ZipDirectory directory, List<Entry> entries) {
    long packed = 0;
    for (Entry entry : entries) {
      packed += Math.max(0, entry.packed());
      unpacked += entry.unpacked();
      boolean steep = entry.unpacked() / STEEPEST_PART > entry.packed();
      if (entry.unpacked() < 0 || (isPart(entry) && steep && entry.unpacked() > LARGE_PART)) {
        report.add(Finding.ARCHIVE_BOMB);
      }
    }
    boolean large = unpacked > report.limits().archiveBytes();
    if (packed > directory.file().size() || (large && unpacked / STEEPEST > outerSize)) {
      report.add(Finding.ARCHIVE_BOMB);
    }
  }

  private void lookAt(ZipDirectory directory, Entry entry) throws IOException, BoundReached {
    String name = entry.name();
    if (entry.encrypted() || encryptsParts(directory, entry)) {
      report.add(Finding.ENCRYPTED);
    }
    if (name.endsWith("vbaProject.bin") || name.contains("/macrosheets/") || leavesFolder(name)) {
      report.add(Finding.ACTIVE_CONTENT);
    }
    if (PROGRAMS.contains(extension(entry)) || name.equals("META-INF/MANIFEST.MF")) {
      report.add(Finding.EXECUTABLE);
    }
  }

  private static boolean encryptsParts(ZipDirectory directory, Entry entry)
      throws IOException, BoundReached {
    return entry.name().equals("META-INF/manifest.xml")
        && new String(directory.content(entry, SMALL), StandardCharsets.UTF_8)
            .contains("encryption-data");
  }

  /** Acts on whoever unpacks it without care. */
  private static boolean leavesFolder(String name) {
    return name.startsWith("../")
        || name.contains("/../")
        || name.contains("..\\")
        || name.startsWith("/etc/")
        || name.matches("[A-Za-z]:[\\\\/].*");
  }

  private void lookInside(ZipDirectory directory, Entry entry, int depth)
      throws IOException, BoundReached {
    if (depth > DEEPEST) {
      report.add(Finding.ARCHIVE_BOMB);
      return;
    }
    BoundedFile inner = inner(directory, entry);
    Optional<ZipDirectory> nested = ZipDirectory.of(inner);
    if (nested.isPresent()) {
      lookInto(nested.get(), nested.get().read(report.limits().archiveEntries()), depth);
    }
  }

  private static BoundedFile inner(ZipDirectory directory, Entry entry)
      throws IOException, BoundReached {
    if (entry.stored() && !entry.encrypted()) {
      return directory.file().part(directory.dataOf(entry), entry.packed());
    }
    int limit = (int) Math.min(Integer.MAX_VALUE, entry.unpacked());
    byte[] content = entry.encrypted() ? new byte[0] : directory.content(entry, limit);
    return BoundedFile.of(content, directory.file().budget());
  }

  private static boolean isPart(Entry entry) {
    return Set.of("xml", "rels").contains(extension(entry));
  }

  private static String extension(Entry entry) {
    return entry.name().substring(entry.name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}

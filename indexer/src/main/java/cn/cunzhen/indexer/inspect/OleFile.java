package cn.cunzhen.indexer.inspect;

import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.indexer.inspect.OleDirectory.Entry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** An OLE2 compound file, as old Office writes it, from its directory and few fixed places. */
final class OleFile {
  static final String OLE = "application/x-ole-storage";
  private static final String WORD = "application/msword";
  private static final String EXCEL = "application/vnd.ms-excel";
  private static final String POWERPOINT = "application/vnd.ms-powerpoint";
  private static final String INSTALLER = "84100c0000000000c000000000000046";

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("WordDocument", WORD),
          Map.entry("Workbook", EXCEL),
          Map.entry("Book", EXCEL),
          Map.entry("PowerPoint Document", POWERPOINT),
          Map.entry("VisioDocument", "application/vnd.visio"),
          Map.entry("MatOST", "application/vnd.ms-works"),
          Map.entry("Quill", "application/x-mspublisher"),
          Map.entry("__nameid_version1.0", "application/vnd.ms-outlook"),
          Map.entry("__properties_version1.0", "application/vnd.ms-outlook"));

  private static final int ENCRYPTED_WORD = 0x0100;
  private static final int FILE_PASS = 0x2f;
  private static final long ENCRYPTED_POWERPOINT = 0xf3d1c4dfL;
  private static final byte[] VBA_INFO = {2, 0, 0, 4, 12, 0, 0, 0};

  private final OleDirectory directory;
  private final Report report;

  /** New Office's encrypted form may carry a stub that old Office can show. */
  private final boolean isPackage;

  private OleFile(OleDirectory directory, Report report) {
    this.directory = directory;
    this.report = report;
    this.isPackage =
        directory.top().stream().anyMatch(entry -> entry.name().equals("EncryptedPackage"));
  }

  static void look(BoundedFile file, Report report) throws IOException, BoundReached {
    OleDirectory directory = OleDirectory.of(file);
    if (directory.breaksOff()) {
      report.add(Finding.DAMAGED);
    }
    new OleFile(directory, report).look();
  }

  private void look() throws IOException, BoundReached {
    if (directory.rootClass().equals(INSTALLER)) {
      report.is("application/x-msi");
      report.add(Finding.EXECUTABLE);
    }
    if (directory.entries().stream().anyMatch(entry -> entry.name().equals("_VBA_PROJECT"))) {
      report.add(Finding.ACTIVE_CONTENT);
    }
    for (Entry entry : directory.top()) {
      lookAt(entry);
    }
  }

  private void lookAt(Entry entry) throws IOException, BoundReached {
    Optional.ofNullable(KINDS.get(entry.name())).filter(kind -> !isPackage).ifPresent(report::is);
    boolean encrypted =
        switch (entry.name()) {
          case "EncryptedPackage", "EncryptedSummary" -> true;
          case "WordDocument" -> (directory.file().u16(at(entry, 10)) & ENCRYPTED_WORD) != 0;
          case "Workbook", "Book" -> hasFilePass(entry);
          case "Current User" -> directory.file().u32(at(entry, 12)) == ENCRYPTED_POWERPOINT;
          default -> false;
        };
    if (encrypted) {
      report.add(Finding.ENCRYPTED);
    }
    if (entry.name().equals("PowerPoint Document")) {
      lookForSlideMacros();
    }
  }

  private long at(Entry entry, int offset) throws IOException, BoundReached {
    return directory.firstByte(entry) + offset;
  }

  /** The record stands right behind the first ones of the workbook ([MS-XLS] 2.1.7.20). */
  private boolean hasFilePass(Entry book) throws IOException, BoundReached {
    long at = at(book, 0);
    for (int i = 0; i < 8; i++) {
      int type = directory.file().u16(at);
      int length = directory.file().u16(at + 2);
      if (type == FILE_PASS) {
        return true;
      }
      if (type < 0 || length < 0) {
        return false;
      }
      at += 4L + length;
    }
    return false;
  }

  /** Macros of slides lie inside the one stream; an atom says whether ([MS-PPT] 2.4.11). */
  private void lookForSlideMacros() throws IOException, BoundReached {
    BoundedFile file = directory.file();
    long at = file.indexOf(VBA_INFO, 0, file.size());
    while (at >= 0) {
      if (file.u32(at + 12) == 1) {
        report.add(Finding.ACTIVE_CONTENT);
        return;
      }
      at = file.indexOf(VBA_INFO, at + 1, file.size());
    }
  }
}

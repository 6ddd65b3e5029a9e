package cn.cunzhen.indexer.inspect;

import cn.cunzhen.indexer.inspect.ZipDirectory.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which of the many formats that are built on ZIP a file is. */
final class ZipKind {
  static final String ZIP = "application/zip";
  static final String OFD = "application/ofd";
  private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

  /** OpenDocument, EPUB and ASiC name themselves in a first, stored entry. */
  private static final Pattern SELF_NAMED =
      Pattern.compile("mimetype(application/[a-z0-9.+-]{1,80})");

  private static final int BEGINNING = 200;

  private ZipKind() {}

  static String of(ZipDirectory directory, List<Entry> entries) throws IOException, BoundReached {
    String beginning = beginning(directory.file());
    return beginning.equals(ZIP)
        ? byNames(entries.stream().map(Entry::name).collect(Collectors.toSet()))
        : beginning;
  }

  /** What can be told from the first entry alone. */
  static String beginning(BoundedFile file) throws IOException, BoundReached {
    String text = new String(file.slice(30, BEGINNING), StandardCharsets.ISO_8859_1);
    int end = text.indexOf("PK");
    Matcher matcher = SELF_NAMED.matcher(end < 0 ? text : text.substring(0, end));
    return matcher.lookingAt() ? matcher.group(1) : ZIP;
  }

  private static String byNames(Set<String> names) {
    if (names.contains("[Content_Types].xml")) {
      return office(names);
    }
    if (names.stream().anyMatch("OFD.xml"::equalsIgnoreCase)) {
      return OFD;
    }
    if (names.contains("AndroidManifest.xml")) {
      return "application/vnd.android.package-archive";
    }
    return names.contains("META-INF/MANIFEST.MF") ? "application/java-archive" : ZIP;
  }

  private static String office(Set<String> names) {
    boolean macros = names.stream().anyMatch(name -> name.endsWith("vbaProject.bin"));
    if (names.contains("xl/workbook.bin")) {
      return "application/vnd.ms-excel.sheet.binary.macroEnabled.12";
    }
    if (holds(names, "word/")) {
      return macros
          ? "application/vnd.ms-word.document.macroEnabled.12"
          : OOXML + "wordprocessingml.document";
    }
    if (holds(names, "xl/")) {
      return macros
          ? "application/vnd.ms-excel.sheet.macroEnabled.12"
          : OOXML + "spreadsheetml.sheet";
    }
    if (holds(names, "ppt/")) {
      return macros
          ? "application/vnd.ms-powerpoint.presentation.macroEnabled.12"
          : OOXML + "presentationml.presentation";
    }
    return holds(names, "visio/") ? "application/vnd.ms-visio.drawing" : ZIP;
  }

  private static boolean holds(Set<String> names, String folder) {
    return names.stream().anyMatch(name -> name.startsWith(folder));
  }
}

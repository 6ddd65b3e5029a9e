package cn.cunzhen.indexer.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes PDF files of office documents with the LibreOffice of the machine, one at a time.
 *
 * <p>Each runs as a process of its own, with a profile of its own, no macros, little memory and
 * little time, and is ended with all that it started.
 */
final class Office {
  private static final Duration TIME = Duration.ofSeconds(60);
  private static final long KIBIBYTES = 4L << 20;

  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("application/msword", "doc"),
          Map.entry("application/vnd.ms-excel", "xls"),
          Map.entry("application/vnd.ms-powerpoint", "ppt"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
          Map.entry("application/vnd.ms-word.document.macroEnabled.12", "docm"),
          Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
          Map.entry("application/vnd.ms-excel.sheet.macroEnabled.12", "xlsm"),
          Map.entry("application/vnd.ms-excel.sheet.binary.macroEnabled.12", "xlsb"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
          Map.entry("application/vnd.ms-powerpoint.presentation.macroEnabled.12", "pptm"),
          Map.entry("application/vnd.oasis.opendocument.text", "odt"),
          Map.entry("application/vnd.oasis.opendocument.spreadsheet", "ods"),
          Map.entry("application/vnd.oasis.opendocument.presentation", "odp"),
          Map.entry("application/vnd.oasis.opendocument.graphics", "odg"),
          Map.entry("application/rtf", "rtf"));

  /** No macro is run, whoever signed it; no link is followed. */
  private static final String PROFILE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <oor:items xmlns:oor="http://openoffice.org/2001/registry">
      <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
      <prop oor:name="MacroSecurityLevel"><value>3</value></prop>
      <prop oor:name="DisableMacrosExecution"><value>true</value></prop>
      <prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
      <item oor:path="/org.openoffice.Office.Writer/Content/Update">
      <prop oor:name="Link"><value>0</value></prop></item>
      <item oor:path="/org.openoffice.Office.Calc/Content/Update">
      <prop oor:name="Link"><value>1</value></prop></item>
      </oor:items>
      """;

  private final Path program;
  private final Path folder;
  private final Semaphore turn = new Semaphore(1, true);

  private Office(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** The machine's, if it has one. */
  static Optional<Office> find(Path folder) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<Path> places = new ArrayList<>();
    for (String each : path.split(File.pathSeparator, -1)) {
      if (!each.isEmpty()) {
        places.add(Path.of(each, "soffice"));
      }
    }
    places.add(Path.of("/usr/lib/libreoffice/program/soffice"));
    places.add(Path.of("/opt/libreoffice/program/soffice"));
    places.add(Path.of("/Applications/LibreOffice.app/Contents/MacOS/soffice"));
    return places.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Office(program, folder.toAbsolutePath()));
  }

  /** Whether it reads files of a kind. */
  boolean takes(String mediaType) {
    return EXTENSIONS.containsKey(mediaType);
  }

  /**
   * Writes a file as a PDF.
   *
   * @param pdf where to; nothing is there before
   * @return whether that went well
   */
  boolean convert(Path file, String mediaType, Path pdf) throws IOException, InterruptedException {
    turn.acquire();
    try {
      Shelf.empty(folder);
      Path user = Files.createDirectories(folder.resolve("profile").resolve("user"));
      Files.writeString(user.resolve("registrymodifications.xcu"), PROFILE);
      Path in = folder.resolve("in." + EXTENSIONS.get(mediaType));
      Files.copy(file, in, StandardCopyOption.REPLACE_EXISTING);
      Path made = folder.resolve("in.pdf");
      boolean well = run(in) && Files.exists(made);
      if (well) {
        Files.move(made, pdf);
      }
      return well;
    } finally {
      Shelf.empty(folder);
      turn.release();
    }
  }

  private boolean run(Path in) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    // A limit of memory is the shell's to set; it ends with the process that it becomes.
    command.addAll(List.of("/bin/sh", "-c", "ulimit -v " + KIBIBYTES + "; exec \"$0\" \"$@\""));
    command.add(program.toString());
    command.add("-env:UserInstallation=" + folder.resolve("profile").toUri());
    command.addAll(
        List.of("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"));
    command.addAll(List.of("--convert-to", "pdf", "--outdir", folder.toString(), in.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      return process.waitFor(TIME.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } finally {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
    }
  }
}

package cn.cunzhen.indexer.page;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes PDF files of office documents with the LibreOffice of the machine, one at a time.
 *
 * <p>Each runs as a process of its own, with a profile of its own, no macros, and little memory,
 * processor time and disk. It is ended with all that it started, whatever ends first: its time, its
 * work, or the process that wanted it.
 */
final class Office implements AutoCloseable {
  private static final Duration TIME = Duration.ofSeconds(60);

  /**
   * Sets limits and runs what it is given, says with which code that ended, then ends all that was
   * started, by its process group. The group ends likewise when the pipe does whose other end is
   * held by whoever started this: that is, however that ends. Memory is in KiB, time in seconds of
   * the processor, a file's size in units of 512 bytes.
   */
  private static final String SCRIPT =
      """
      exec 3<&0
      (cat <&3 >/dev/null; kill -s KILL -- -$$) >/dev/null 2>&1 &
      ulimit -c 0
      ulimit -v 4194304
      ulimit -t 60
      ulimit -f 1048576
      "$@" 3<&- </dev/null >/dev/null 2>&1
      echo "ended $?"
      kill -s KILL -- -$$
      """;

  /** Makes a process group for the script; where there is none, what was started may outlive it. */
  private static final Path GROUP = Path.of("/usr/bin/setsid");

  private static final int LONGEST_WORD = 32;

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
  private final Duration time;
  private volatile @Nullable Process running;
  private volatile boolean closed;

  Office(Path program, Path folder, Duration time) {
    this.program = program;
    this.folder = folder.toAbsolutePath();
    this.time = time;
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
        .map(program -> new Office(program, folder, TIME));
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
  synchronized boolean convert(Path file, String mediaType, Path pdf)
      throws IOException, InterruptedException {
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
    }
  }

  private boolean run(Path in) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(in)).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    running = process;
    try {
      if (closed) {
        return false;
      }
      boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
      return ended && !closed && said(process).equals("ended 0\n");
    } finally {
      running = null;
      end(process);
    }
  }

  private List<String> command(Path in) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(GROUP)) {
      command.add(GROUP.toString());
    }
    command.addAll(List.of("/bin/sh", "-c", SCRIPT, "office"));
    command.add(program.toString());
    command.add("-env:UserInstallation=" + folder.resolve("profile").toUri());
    command.addAll(
        List.of("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"));
    command.addAll(List.of("--convert-to", "pdf", "--outdir", folder.toString(), in.toString()));
    return command;
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readNBytes(LONGEST_WORD), StandardCharsets.US_ASCII);
  }

  /** Ends a process and all that it started, and returns when it has ended. */
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  /** Ends what is under way; nothing is made any more. */
  @Override
  public void close() {
    closed = true;
    Process process = running;
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}

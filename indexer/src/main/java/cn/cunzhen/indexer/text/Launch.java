package cn.cunzhen.indexer.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a reading process is started: this JVM's own java and class path, a small heap, the lowest
 * priority that still makes progress, an empty environment, and a folder of its own.
 *
 * @param main the class that serves
 */
record Launch(String main, ExtractionLimits limits) {
  private static final String POLITE = "10";

  private static final String ERRORS = "errors.txt";
  private static final int FEW = 2_000;

  /** Parsers look for fonts once; what they found serves the processes to come. */
  private static final String FONTS = "fonts";

  Launch(ExtractionLimits limits) {
    this(ReadingProcess.class.getName(), limits);
  }

  Process in(Path folder) throws IOException {
    Path fonts = Files.createDirectories(folder.resolveSibling(FONTS));
    List<String> command = new ArrayList<>(nice());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(folder, fonts));
    command.add(main);
    command.add(Integer.toString(limits.characters()));
    command.add(Long.toString(limits.time().toMillis() * 4 / 5));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C.UTF-8"); // paths may be Chinese
    return builder.redirectError(folder.resolve(ERRORS).toFile()).start();
  }

  /** The beginning of what a process in that folder has complained about. */
  static String complaint(Path folder) throws IOException {
    try (InputStream errors = Files.newInputStream(folder.resolve(ERRORS))) {
      return new String(errors.readNBytes(FEW), StandardCharsets.UTF_8).strip();
    }
  }

  private static List<String> nice() {
    Optional<String> nice =
        Stream.of("/usr/bin/nice", "/bin/nice")
            .filter(path -> Files.exists(Path.of(path)))
            .findFirst();
    return nice.map(path -> List.of(path, "-n", POLITE)).orElse(List.of());
  }

  private List<String> options(Path folder, Path fonts) {
    return List.of(
        "-Xmx" + limits.heapMegabytes() + "m",
        "-XX:MaxMetaspaceSize=192m",
        "-XX:MaxDirectMemorySize=64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:MinHeapFreeRatio=10",
        "-XX:MaxHeapFreeRatio=30",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:+DisplayVMOutputToStderr",
        "-XX:-UsePerfData",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:+DisableAttachMechanism",
        "-Djava.awt.headless=true",
        "-Djava.io.tmpdir=" + folder,
        "-Duser.home=" + folder,
        "-Dpdfbox.fontcache=" + fonts,
        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
        "-Dslf4j.internal.verbosity=ERROR",
        "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
        "-Dorg.apache.logging.log4j.simplelog.StatusLogger.level=OFF",
        "-cp",
        System.getProperty("java.class.path"));
  }
}

package cn.cunzhen.indexer.child;

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
 * How a child is started: this JVM's own java and class path, a small heap, a low priority, an
 * empty environment, and a folder of its own.
 */
record Launch(ChildProgram program, ChildLimits limits) {
  private static final String ERRORS = "errors.txt";
  private static final int FEW = 2_000;

  /** Parsers look for fonts once; what they found serves the processes to come. */
  private static final String FONTS = "fonts";

  Process in(Path folder) throws IOException {
    Path fonts = Files.createDirectories(folder.resolveSibling(FONTS));
    List<String> command = new ArrayList<>(nice());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(folder, fonts));
    command.addAll(program.options());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.main());
    command.addAll(program.arguments());
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

  private List<String> nice() {
    Optional<String> nice =
        Stream.of("/usr/bin/nice", "/bin/nice")
            .filter(path -> Files.exists(Path.of(path)))
            .findFirst();
    return nice.map(path -> List.of(path, "-n", Integer.toString(program.politeness())))
        .orElse(List.of());
  }

  private List<String> options(Path folder, Path fonts) {
    return List.of(
        "-Xmx" + limits.heapMegabytes() + "m",
        "-XX:MaxMetaspaceSize=192m",
        "-XX:MaxDirectMemorySize=64m",
        "-XX:+UseSerialGC",
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
        "-Dorg.apache.logging.log4j.simplelog.StatusLogger.level=OFF");
  }
}

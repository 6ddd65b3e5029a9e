package cn.cunzhen.core.judge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of an outside program.
 *
 * @param output what it wrote to both of its outputs
 */
public record Judge(int exitCode, String output) {
  /** Runs the program in the folder until it ends. */
  public static Judge run(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return new Judge(process.waitFor(), output);
    } catch (IOException e) {
      throw new AssertionError("the test needs the program " + command[0], e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Whether the program was content. */
  public boolean agrees() {
    return exitCode == 0;
  }
}

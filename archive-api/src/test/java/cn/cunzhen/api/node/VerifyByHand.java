package cn.cunzhen.api.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The commands of the page for those who trust nothing, run as they stand there. */
final class VerifyByHand {
  private VerifyByHand() {}

  static String commandsOfThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/verify-by-hand.md"));
    int from = page.indexOf("```sh\n") + 6;
    return page.substring(from, page.indexOf("```", from));
  }

  /** Runs the commands; gives the exit code. */
  static int run(Path folder, String commands) throws IOException, InterruptedException {
    return new ProcessBuilder("bash", "-e", "-c", commands)
        .directory(folder.toFile())
        .inheritIO()
        .start()
        .waitFor();
  }
}

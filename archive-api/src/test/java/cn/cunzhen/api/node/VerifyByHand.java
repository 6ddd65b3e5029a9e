package cn.cunzhen.api.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of the page for those who trust nothing, run as they stand there. */
final class VerifyByHand {
  private VerifyByHand() {}

  /** Those for a package. */
  static String commandsOfThePage() throws IOException {
    return page().get(0);
  }

  /** Those for a proof. */
  static String commandsForAProof() throws IOException {
    return page().get(1);
  }

  private static List<String> page() throws IOException {
    String page = Files.readString(Path.of("../docs/verify-by-hand.md"));
    return Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .toList();
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

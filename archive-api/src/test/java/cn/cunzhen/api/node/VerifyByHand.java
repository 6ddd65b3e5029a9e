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

  /** Those for certificates that have expired, in the folder of a proof. */
  static String commandsForLater() throws IOException {
    return page().get(4);
  }

  /** Those for revoked certificates, in the folder of a proof. */
  static String commandsForRevocation() throws IOException {
    return page().get(5);
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

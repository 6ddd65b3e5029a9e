package cn.cunzhen.corpora;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the folder of real files and published vectors: the system property {@code
 * cunzhen.corpora}, else the environment's {@code CUNZHEN_CORPORA}, else beside the project.
 */
public final class Corpora {
  private Corpora() {}

  /** A folder of them; the test that asks is skipped where there is none. */
  public static Path folder(String name) {
    Path folder =
        Optional.ofNullable(System.getProperty("cunzhen.corpora"))
            .or(() -> Optional.ofNullable(System.getenv("CUNZHEN_CORPORA")))
            .map(Path::of)
            .orElse(Path.of("../../shared/corpora"))
            .resolve(name);
    assumeTrue(Files.isDirectory(folder), "the corpora are absent");
    return folder;
  }
}

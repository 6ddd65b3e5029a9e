package cn.cunzhen.indexer.inspect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Real files of many kinds, which lie beside the project where it is developed. */
public final class Corpus {
  private Corpus() {}

  /** The folder; the test that asks is skipped where there is none. */
  public static Path folder() {
    Path folder =
        Optional.ofNullable(System.getProperty("cunzhen.corpora"))
            .or(() -> Optional.ofNullable(System.getenv("CUNZHEN_CORPORA")))
            .map(Path::of)
            .orElse(Path.of("../../shared/corpora"));
    assumeTrue(Files.isDirectory(folder), "the corpus is absent");
    return folder;
  }

  /** Every file beneath the folder, in the order of their names. */
  public static List<Path> files() {
    return files("");
  }

  /** Those of one of its folders. */
  public static List<Path> files(String under) {
    try (Stream<Path> all = Files.walk(folder().resolve(under))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Stock.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A collection of laws to search in, where there is one: in the folder {@code text-zh} of the
 * system property {@code cunzhen.corpora}, of the environment's {@code CUNZHEN_CORPORA}, or beside
 * the project.
 */
final class Laws {
  private Laws() {}

  /** All of them; none where the folder is absent. */
  static List<Text> load() throws IOException {
    Path folder =
        Optional.ofNullable(System.getProperty("cunzhen.corpora"))
            .or(() -> Optional.ofNullable(System.getenv("CUNZHEN_CORPORA")))
            .map(Path::of)
            .orElse(Path.of("../shared/corpora"))
            .resolve("text-zh");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> laws = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      List<Text> texts = new ArrayList<>();
      for (Path law : laws) {
        texts.add(read(law));
      }
      return texts;
    }
  }

  private static Text read(Path law) throws IOException {
    String body = Files.readString(law);
    String name = law.getFileName().toString().replace(".md", "");
    String title =
        body.lines()
            .filter(line -> line.startsWith("# "))
            .map(line -> line.substring(2).strip())
            .findFirst()
            .orElse(name);
    return new Text(title, body);
  }
}

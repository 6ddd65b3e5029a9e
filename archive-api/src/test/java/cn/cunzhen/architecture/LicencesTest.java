package cn.cunzhen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/licences.md} against what Maven resolves. Which licences are allowed at all is
 * in the parent POM, and the build fails there.
 */
class LicencesTest {
  /** One row of the page: {@code group}, {@code group:artifact}, or either with a {@code *}. */
  private record Row(String pattern, String licence) {
    boolean names(String artifact) {
      if (pattern.endsWith("*")) {
        return artifact.startsWith(pattern.substring(0, pattern.length() - 1));
      }
      return artifact.equals(pattern) || artifact.startsWith(pattern + ":");
    }
  }

  private static final Pattern ARTIFACT =
      Pattern.compile("\\(([^():\\s]+:[^():\\s]+):[^():\\s]+ - ");

  @Test
  void thePageNamesEverythingThatShipsUnderALicenceThatItHas() throws IOException {
    assertThat(differences(rows("## What ships"), resolved("shipped.txt"))).isEmpty();
  }

  @Test
  void thePageNamesEverythingThatSuitesAloneUseUnderALicenceThatItHas() throws IOException {
    Map<String, String> suites = resolved("suites.txt");
    suites.keySet().removeAll(resolved("shipped.txt").keySet());

    assertThat(differences(rows("## In suites alone"), suites)).isEmpty();
  }

  private static List<String> differences(List<Row> rows, Map<String, String> artifacts) {
    List<String> differences = new ArrayList<>();
    artifacts.forEach((artifact, licences) -> {
      List<Row> naming = rows.stream().filter(row -> row.names(artifact)).toList();
      if (naming.size() != 1) {
        differences.add(
            artifact + " " + licences + " is named by " + naming.size() + " lines, not by one");
      } else if (!licences.contains("(" + naming.getFirst().licence() + ")")) {
        differences.add(artifact + " has " + licences + ", not " + naming.getFirst().licence());
      }
    });
    for (Row row : rows) {
      if (artifacts.keySet().stream().noneMatch(row::names)) {
        differences.add(row.pattern() + " is not used any more");
      }
    }
    return differences;
  }

  private static List<Row> rows(String heading) throws IOException {
    List<Row> rows = new ArrayList<>();
    String section = "";
    for (String line : Files.readAllLines(Path.of("../docs/licences.md"))) {
      if (line.startsWith("## ")) {
        section = line;
      }
      String[] cells = line.split("\\|", -1);
      if (!section.equals(heading) || cells.length != 5 || cells[2].startsWith(" in ")) {
        continue;
      }
      String licence = cells[3].strip().split("[ ,:]", 2)[0];
      Pattern.compile("`([^`]+)`")
          .matcher(cells[2])
          .results()
          .forEach(pattern -> rows.add(new Row(pattern.group(1), licence)));
    }
    assertThat(rows).as(heading).hasSizeGreaterThan(5);
    return rows;
  }

  /** Group and artifact of what all modules resolve, with its licences in parentheses. */
  private static Map<String, String> resolved(String list) throws IOException {
    Map<String, String> artifacts = new TreeMap<>();
    for (String module : new String[] {"storage", "archive-core", "indexer", "archive-api"}) {
      for (String line : Files.readAllLines(Path.of("..", module, "target/licences", list))) {
        ARTIFACT
            .matcher(line)
            .results()
            .forEach(artifact -> artifacts.put(artifact.group(1), licences(line)));
      }
    }
    assertThat(artifacts).as(list).hasSizeGreaterThan(20);
    return artifacts;
  }

  private static String licences(String line) {
    return Stream.of(line.strip().split("(?<=\\)) "))
        .takeWhile(word -> word.startsWith("("))
        .collect(Collectors.joining(" "));
  }
}

package cn.cunzhen.indexer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.cunzhen.indexer.inspect.Corpus;
import cn.cunzhen.indexer.recognition.Recognition;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorpusExtractionTest {
  @TempDir private Path folder;

  /** What one file may cost here: a few pages of pictures, and some hundred thousand characters. */
  private static final ExtractionLimits LIMITS =
      ExtractionLimits.standard()
          .withChildren(2)
          .withTimes(Duration.ofSeconds(60), Duration.ofSeconds(10));

  private record Outcome(Path path, Extraction extraction, Duration time) {
    String kind() {
      String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
      String extension = name.substring(name.lastIndexOf('.') + 1);
      return extension.length() > 5 ? "-" : extension;
    }

    String result() {
      return switch (extraction) {
        case Text(var pages, boolean truncated, var type) -> truncated ? "TEXT, CUT" : "TEXT";
        case NoText(Reason reason, var detail) -> reason.name();
      };
    }

    int pages() {
      return extraction instanceof Text text ? text.pages().size() : 0;
    }
  }

  @Test
  void everyHostileFileGivesItsTextOrAReasonWhereTheCorpusIs() throws Exception {
    assertThatEachGivesItsTextOrAReason(Corpus.files("hostile"));
  }

  @Test
  @Tag("corpus")
  void everyFileGivesItsTextOrAReasonWhereTheCorpusIs() throws Exception {
    assertThatEachGivesItsTextOrAReason(Corpus.files());
  }

  @Test
  void whatPicturesShowIsReadWhereTheCorpusIs() throws Exception {
    assumeTrue(
        Recognition.installed().filter(r -> r.languages().contains("chi_sim")).isPresent(),
        "Tesseract with chi_sim is not installed");
    List<Path> files = Corpus.files("zh-images");

    Map<String, String> texts = new TreeMap<>();
    for (Outcome outcome : extract(files)) {
      texts.put(outcome.path().getFileName().toString(), text(outcome.extraction()));
    }

    assertThat(texts).hasSameSizeAs(files);
    assertThat(texts.get("CnOCR__fanti.jpg")).contains("蜜多心经", "舍利子", "不生不减");
    assertThat(texts.get("CnOCR__multi-line_en_white.png"))
        .contains("Convolutional neural networks learn abstract features");
    assertThat(texts.values().stream().filter(text -> !text.isEmpty()).count())
        .isGreaterThan(files.size() / 2);
  }

  @Test
  void textsOfOlderEncodingsComeOutRightWhereTheCorpusIs() throws Exception {
    for (Outcome outcome : extract(Corpus.files("encodings"))) {
      String file = outcome.path().getFileName().toString();
      if (file.contains("EUC-TW")) {
        continue; // has the byte ranges of GB 2312, and is not told from it
      }
      String text = text(outcome.extraction()).replaceAll("\\s", "");
      String right = Files.readString(outcome.path(), charset(file)).replaceAll("\\s", "");

      List<String> pairs = hanPairs(text);
      long found = pairs.stream().filter(right::contains).count();
      assertThat(found).as(file).isGreaterThanOrEqualTo(pairs.size() * 95L / 100);
      assertThat(text).as(file).doesNotContain("\ufffd\ufffd");
      assertThat(pairs.size()).as(file).isGreaterThanOrEqualTo(hanPairs(right).size() / 3);
    }
  }

  private static String text(Extraction extraction) {
    return extraction instanceof Text text
        ? text.pages().stream().map(Extraction.Page::text).collect(Collectors.joining("\n"))
        : "";
  }

  private static Charset charset(String file) {
    String name = file.split("__", -1)[2];
    return switch (name) {
      case "GB2312" -> Charset.forName("GB18030");
      case "Big5" -> Charset.forName("Big5-HKSCS");
      default -> Charset.forName(name);
    };
  }

  private static List<String> hanPairs(String text) {
    return IntStream.range(0, text.length() - 1)
        .filter(i -> Character.isIdeographic(text.charAt(i)))
        .filter(i -> Character.isIdeographic(text.charAt(i + 1)))
        .mapToObj(i -> text.substring(i, i + 2))
        .toList();
  }

  private void assertThatEachGivesItsTextOrAReason(List<Path> files) throws Exception {
    long heapBefore = heap();
    long start = System.nanoTime();

    List<Outcome> outcomes = extract(files);

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    report(outcomes, took);
    assertThat(outcomes).hasSameSizeAs(files);
    assertThat(heap() - heapBefore).isLessThan(64 << 20);
  }

  private List<Outcome> extract(List<Path> files) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    try (TextExtractor extractor = TextExtractor.start(LIMITS, Recognition.installed(), folder);
        ExecutorService callers = Executors.newFixedThreadPool(2, Thread.ofVirtual().factory())) {
      List<Future<Outcome>> pending = new ArrayList<>();
      for (Path path : files) {
        pending.add(callers.submit(() -> extract(extractor, path)));
      }
      for (Future<Outcome> outcome : pending) {
        outcomes.add(outcome.get());
      }
    }
    return outcomes;
  }

  private static Outcome extract(TextExtractor extractor, Path path)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    String name = path.getFileName().toString();
    Extraction extraction =
        extractor.extract(new SourceFile(name, () -> Files.newInputStream(path)));
    return new Outcome(path, extraction, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Kind × (text, pages, reason), and what cost most. */
  private static void report(List<Outcome> outcomes, Duration took) throws IOException {
    Map<String, int[]> table = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      int[] row = table.computeIfAbsent(outcome.kind() + "\t" + outcome.result(), _ -> new int[2]);
      row[0]++;
      row[1] += outcome.pages();
    }
    List<String> lines = new ArrayList<>(List.of("kind\tresult\tfiles\tpages"));
    table.forEach((kind, row) -> lines.add(kind + "\t" + row[0] + "\t" + row[1]));
    lines.add("%d files in %d s".formatted(outcomes.size(), took.toSeconds()));
    outcomes.stream()
        .sorted(Comparator.comparing(Outcome::time).reversed())
        .limit(30)
        .map(each -> each.time().toMillis() + " ms\t" + each.result() + "\t" + each.path())
        .forEach(lines::add);
    Files.write(Path.of("target", "corpus-text-" + outcomes.size() + ".txt"), lines);
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

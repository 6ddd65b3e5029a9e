package cn.cunzhen.indexer.text;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.indexer.inspect.Corpus;
import cn.cunzhen.indexer.recognition.Recognition;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.io.IOException;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorpusExtractionTest {
  @TempDir private Path folder;

  private record Outcome(Path path, Extraction extraction, Duration time) {
    String kind() {
      String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
      String extension = name.substring(name.lastIndexOf('.') + 1);
      String group = extension.length() > 5 ? "-" : extension;
      return switch (extraction) {
        case Text(var pages, boolean truncated, var type) ->
            group + (truncated ? " TEXT, CUT" : " TEXT");
        case NoText(Reason reason, var detail) -> group + " " + reason;
      };
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

  private void assertThatEachGivesItsTextOrAReason(List<Path> files) throws Exception {
    ExtractionLimits limits = ExtractionLimits.standard().withChildren(2);
    long heapBefore = heap();
    long start = System.nanoTime();

    List<Outcome> outcomes = extract(files, limits);

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    report(outcomes, took);
    assertThat(outcomes).hasSameSizeAs(files);
    assertThat(heap() - heapBefore).isLessThan(64 << 20);
  }

  private List<Outcome> extract(List<Path> files, ExtractionLimits limits) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    try (TextExtractor extractor = TextExtractor.start(limits, Recognition.installed(), folder);
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

  private static void report(List<Outcome> outcomes, Duration took) {
    Map<String, Integer> table = new TreeMap<>();
    outcomes.forEach(outcome -> table.merge(outcome.kind(), 1, Integer::sum));
    table.forEach((kind, count) -> System.out.printf("%5d %s%n", count, kind));
    System.out.printf("%d files in %d s%n", outcomes.size(), took.toSeconds());
    outcomes.stream()
        .sorted(Comparator.comparing(Outcome::time).reversed())
        .limit(30)
        .forEach(
            outcome -> System.out.printf("%6d ms %s%n", outcome.time().toMillis(), outcome.path()));
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

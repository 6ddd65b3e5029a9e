package cn.cunzhen.indexer.page;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.derived.Derivatives;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.intake.FileInspection.FileView;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.inspect.ByteInspection;
import cn.cunzhen.indexer.inspect.Corpus;
import cn.cunzhen.indexer.inspect.InspectionLimits;
import cn.cunzhen.indexer.page.Shown.Found;
import cn.cunzhen.indexer.page.Shown.Hidden;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorpusPagesTest {
  private static final List<String> MARK = List.of("li.na", "2026-11-21 09:12");
  private static final AtomicInteger MADE = new AtomicInteger();

  @TempDir private Path folder;

  private record Outcome(Path path, String mediaType, String result, Duration time) {}

  @Test
  void everyHostileFileShowsItsFirstPageOrSaysWhyWhereTheCorpusIs() throws Exception {
    assertThatEachIsShownOrSaysWhy(Corpus.files("hostile"));
  }

  @Test
  void everyOfdIsShownWhereTheCorpusIs() throws Exception {
    assertThat(shown(Corpus.files("ofd"))).extracting(Outcome::result).containsOnly("shown");
  }

  @Test
  @Tag("corpus")
  void everyFileShowsItsFirstPageOrSaysWhyWhereTheCorpusIs() throws Exception {
    assertThatEachIsShownOrSaysWhy(
        Stream.of(
                "archives",
                "images",
                "lists-zh",
                "mail",
                "ofd",
                "office",
                "pdf",
                "pdfa",
                "signed",
                "text-zh",
                "xml-html",
                "zh-docs",
                "zh-images")
            .flatMap(each -> Corpus.files(each).stream())
            .toList());
  }

  /** After all of them, whatever they did, a page is drawn as ever. */
  private void assertThatEachIsShownOrSaysWhy(List<Path> files) throws Exception {
    List<Outcome> outcomes = shown(files);

    assertThat(outcomes).hasSameSizeAs(files);
    report(outcomes);
  }

  private List<Outcome> shown(List<Path> files) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    try (PageImages pages =
            new PageImages(
                PageLimits.standard().withoutOffice(),
                folder,
                record -> true,
                new ScannedWords(
                    new Derivatives(
                        new MemoryStore(Clock.systemUTC()).objects(), record -> false)));
        ExecutorService viewers = Executors.newFixedThreadPool(2, Thread.ofVirtual().factory())) {
      List<Future<Outcome>> all = new ArrayList<>();
      for (Path file : files) {
        all.add(viewers.submit(() -> look(pages, file)));
      }
      for (Future<Outcome> each : all) {
        outcomes.add(each.get());
      }
      byte[] own = SampleFiles.pdf(1);
      assertThat(pages.picture("li.na", source("application/pdf", "a.pdf", own), 1, 480, MARK))
          .isInstanceOf(Found.class);
    }
    return outcomes;
  }

  private static Outcome look(PageImages pages, Path file)
      throws IOException, InterruptedException {
    String name = file.getFileName().toString();
    String type = inspected(file, name);
    PageSource source = source(type, name, Files.readAllBytes(file));
    long begun = System.nanoTime();
    Shown<MarkedPage> shown =
        pages.picture(Thread.currentThread().toString(), source, 1, 800, MARK);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return switch (shown) {
      case Found<MarkedPage>(MarkedPage page) -> {
        assertThat(SampleFiles.read(page).getWidth()).isBetween(1, 800);
        pages.words("li.na", source, 1);
        yield new Outcome(file, type, "shown", took);
      }
      case Hidden<MarkedPage>(Hindrance hindrance, String detail) ->
          new Outcome(
              file, type, hindrance + (hindrance == Hindrance.DAMAGED ? " " + detail : ""), took);
    };
  }

  private static String inspected(Path file, String name) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      FileView view =
          new FileView() {
            @Override
            public long size() {
              return size;
            }

            @Override
            public int read(ByteBuffer into, long position) throws IOException {
              return channel.read(into, position);
            }
          };
      return new ByteInspection(InspectionLimits.standard()).inspect(name, view).mediaType();
    }
  }

  private static PageSource source(String type, String name, byte[] content) {
    return new PageSource(
        PackageKey.of(
            new RecordId("%026d".formatted(MADE.incrementAndGet())),
            1,
            Sha256.of(Bytes.of(content))),
        Sha256.of(Bytes.of(content)),
        type,
        name,
        content.length,
        () -> Bytes.of(content).stream());
  }

  private static void report(List<Outcome> outcomes) {
    Map<String, Integer> table = new TreeMap<>();
    outcomes.forEach(each -> table.merge(each.mediaType() + " " + each.result(), 1, Integer::sum));
    table.forEach((kind, count) -> System.out.printf("%5d %s%n", count, kind));
    outcomes.stream()
        .sorted(Comparator.comparing(Outcome::time).reversed())
        .limit(30)
        .forEach(each ->
            System.out.printf(
                "%6d ms %s %s%n", each.time().toMillis(), each.result(), each.path()));
  }
}

package cn.cunzhen.indexer.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Extraction.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.input.BrokenInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
final class TextExtractorTest {
  private static final int LARGEST = 100_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "exit, CRASHED",
    "wait, TIMED_OUT",
    "run, TIMED_OUT",
    "hoard, OUT_OF_MEMORY",
    "rubbish, CRASHED",
    "boast, CRASHED",
    "fall silent, CRASHED",
  })
  void whateverAProcessDoesCostsThatOneFile(String command, Reason reason) throws Exception {
    try (TextExtractor extractor = misbehaving(limits(1, 1_000))) {
      String before = ask(extractor, "process");

      Extraction extraction = extractor.extract(file(command, "个人信息"));

      assertThat(extraction)
          .isInstanceOfSatisfying(
              NoText.class,
              found -> {
                assertThat(found.reason()).as(found.detail()).isEqualTo(reason);
                assertThat(found.detail()).isNotBlank().doesNotContain("个人信息");
              });
      assertThat(ask(extractor, "process")).isNotEqualTo(before);
      assertThat(ProcessHandle.of(Long.parseLong(before)).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void aProcessIsReplacedAfterSoManyFiles() throws Exception {
    try (TextExtractor extractor = misbehaving(limits(1, 3))) {
      List<String> processes = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        processes.add(ask(extractor, "process"));
      }

      assertThat(processes.subList(0, 3)).containsOnly(processes.getFirst());
      assertThat(processes.subList(3, 6)).containsOnly(processes.get(3));
      assertThat(Set.copyOf(processes)).hasSize(3);
    }
  }

  @Test
  void aFileThatIsTooLargeIsNotReadAndHarmsNothing() throws Exception {
    try (TextExtractor extractor = misbehaving(limits(1, 1_000))) {
      String process = ask(extractor, "process");

      assertThat(extractor.extract(file("repeat", "文".repeat(LARGEST))))
          .isInstanceOfSatisfying(
              NoText.class, found -> assertThat(found.reason()).isEqualTo(Reason.TOO_LARGE));

      assertThat(ask(extractor, "process")).isEqualTo(process);
    }
  }

  @Test
  void aSourceThatFailsIsNotTheFilesFault() throws Exception {
    try (TextExtractor extractor = misbehaving(limits(1, 1_000))) {
      String process = ask(extractor, "process");
      SourceFile broken = new SourceFile("repeat", TextExtractorTest::breakingOff);

      assertThatThrownBy(() -> extractor.extract(broken)).hasMessage("the store is away");

      assertThat(ask(extractor, "process")).isEqualTo(process);
    }
  }

  @Test
  void everyCallerGetsItsOwnAnswer() throws Exception {
    try (TextExtractor extractor = misbehaving(limits(2, 20));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Extraction>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        SourceFile file = file("repeat", "第" + i + "号");
        answers.add(callers.submit(() -> extractor.extract(file)));
      }

      for (int i = 0; i < 100; i++) {
        assertThat(text(answers.get(i).get())).isEqualTo("第" + i + "号");
      }
    }
  }

  @Test
  void aProcessKnowsNothingOfItsParentsEnvironment() throws Exception {
    try (TextExtractor extractor = misbehaving(limits(1, 1_000))) {
      assertThat(ask(extractor, "environment")).isEqualTo("[LC_ALL]");
    }
  }

  @Test
  void closingEndsTheProcessesAndTheCallsUnderWay() throws Exception {
    TextExtractor extractor = misbehaving(limits(1, 1_000));
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(ask(extractor, "process"))).orElseThrow();
    try (ExecutorService callers = Executors.newSingleThreadExecutor()) {
      Future<Extraction> underWay = callers.submit(() -> extractor.extract(file("wait", "")));

      extractor.close();

      assertThatThrownBy(underWay::get).hasCauseInstanceOf(IOException.class);
      assertThat(process.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
      assertThatThrownBy(() -> extractor.extract(file("repeat", "")))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aProcessThatCannotStartSaysWhy() throws Exception {
    Launch launch = new Launch("cn.cunzhen.NoSuchClass", limits(1, 1));
    try (TextExtractor extractor = new TextExtractor(launch, folder)) {
      assertThatThrownBy(() -> extractor.extract(file("repeat", "")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("NoSuchClass");
    }
  }

  @Test
  void aProcessEndsWithItsParent() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DyingParent.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    String child = new String(parent.getInputStream().readAllBytes(), UTF_8).strip();

    assertThat(parent.waitFor()).isEqualTo(DyingParent.EXIT);
    Optional<ProcessHandle> alive = ProcessHandle.of(Long.parseLong(child));
    if (alive.isPresent()) {
      assertThat(alive.get().onExit()).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  @Test
  void whatAKilledPredecessorLeftIsRemoved() throws Exception {
    Path left = Files.createDirectories(folder.resolve("reader-0")).resolve("file");
    Files.writeString(left, "个人信息");
    try (TextExtractor extractor = misbehaving(limits(1, 1_000))) {
      ask(extractor, "process");

      assertThat(left).doesNotExist();
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).allMatch(Files::isDirectory);
      }
    }
  }

  private TextExtractor misbehaving(ExtractionLimits limits) throws IOException {
    return new TextExtractor(new Launch(MisbehavingProcess.class.getName(), limits), folder);
  }

  private static ExtractionLimits limits(int children, int filesPerChild) {
    return new ExtractionLimits(
        children, 64, LARGEST, 10_000, Duration.ofSeconds(2), filesPerChild);
  }

  private static String ask(TextExtractor extractor, String command) throws Exception {
    return text(extractor.extract(file(command, "")));
  }

  private static String text(Extraction extraction) {
    assertThat(extraction).isInstanceOf(Text.class);
    return ((Text) extraction).pages().getFirst().text();
  }

  private static SourceFile file(String name, String content) {
    return new SourceFile(name, () -> new ByteArrayInputStream(content.getBytes(UTF_8)));
  }

  private static InputStream breakingOff() {
    return new SequenceInputStream(
        new ByteArrayInputStream(new byte[70_000]),
        new BrokenInputStream(() -> new IOException("the store is away")));
  }
}

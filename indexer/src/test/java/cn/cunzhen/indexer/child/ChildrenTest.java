package cn.cunzhen.indexer.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.indexer.child.Outcome.Answered;
import cn.cunzhen.indexer.child.Outcome.Failed;
import cn.cunzhen.indexer.child.Outcome.Failure;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
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
final class ChildrenTest {
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
  void whateverAProcessDoesCostsThatOneRequest(String command, Failure failure) throws Exception {
    try (Children children = misbehaving(limits(1, 1_000))) {
      String before = ask(children, "process");

      Outcome<String> outcome = children.ask(request(command, "个人信息"), ChildrenTest::read);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Failed.class,
              found -> {
                assertThat(found.failure()).as(found.detail()).isEqualTo(failure);
                assertThat(found.detail()).isNotBlank().doesNotContain("个人信息");
              });
      assertThat(ask(children, "process")).isNotEqualTo(before);
      assertThat(ProcessHandle.of(Long.parseLong(before)).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void aProcessIsReplacedAfterSoManyRequests() throws Exception {
    try (Children children = misbehaving(limits(1, 3))) {
      List<String> processes = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        processes.add(ask(children, "process"));
      }

      assertThat(processes.subList(0, 3)).containsOnly(processes.getFirst());
      assertThat(processes.subList(3, 6)).containsOnly(processes.get(3));
      assertThat(Set.copyOf(processes)).hasSize(3);
    }
  }

  @Test
  void contentThatIsTooLargeIsNotHandedOverAndHarmsNothing() throws Exception {
    try (Children children = misbehaving(limits(1, 1_000))) {
      String process = ask(children, "process");

      assertThat(children.ask(request("repeat", "文".repeat(LARGEST)), ChildrenTest::read))
          .isInstanceOfSatisfying(
              Failed.class, found -> assertThat(found.failure()).isEqualTo(Failure.TOO_LARGE));

      assertThat(ask(children, "process")).isEqualTo(process);
    }
  }

  @Test
  void contentThatCannotBeHadIsNotTheChildsFault() throws Exception {
    try (Children children = misbehaving(limits(1, 1_000))) {
      String process = ask(children, "process");
      Request broken = new Request(Bytes.utf8("repeat"), ChildrenTest::breakingOff);

      assertThatThrownBy(() -> children.ask(broken, ChildrenTest::read))
          .hasMessage("the store is away");

      assertThat(ask(children, "process")).isEqualTo(process);
    }
  }

  @Test
  void everyCallerGetsItsOwnAnswer() throws Exception {
    try (Children children = misbehaving(limits(2, 20));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Request request = request("repeat", "第" + i + "号");
        answers.add(callers.submit(() -> children.ask(request, ChildrenTest::read)));
      }

      for (int i = 0; i < 100; i++) {
        assertThat(answers.get(i).get()).isEqualTo(new Answered<>("第" + i + "号"));
      }
    }
  }

  @Test
  void aProcessKnowsNothingOfItsParentsEnvironment() throws Exception {
    try (Children children = misbehaving(limits(1, 1_000))) {
      assertThat(ask(children, "environment")).isEqualTo("[LC_ALL]");
    }
  }

  @Test
  void closingEndsTheProcessesAndTheCallsUnderWay() throws Exception {
    Children children = misbehaving(limits(1, 1_000));
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(ask(children, "process"))).orElseThrow();
    try (ExecutorService callers = Executors.newSingleThreadExecutor()) {
      Future<Outcome<String>> underWay =
          callers.submit(() -> children.ask(request("wait", ""), ChildrenTest::read));

      children.close();

      assertThatThrownBy(underWay::get).hasCauseInstanceOf(IOException.class);
      assertThat(process.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
      assertThatThrownBy(() -> children.ask(request("repeat", ""), ChildrenTest::read))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aProcessThatCannotStartSaysWhy() throws Exception {
    ChildProgram program = misbehaving("cn.cunzhen.NoSuchClass");
    try (Children children = new Children(program, limits(1, 1), folder, "child")) {
      assertThatThrownBy(() -> children.ask(request("repeat", ""), ChildrenTest::read))
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
    Path left = Files.createDirectories(folder.resolve("child-0")).resolve("file");
    Files.writeString(left, "个人信息");
    try (Children children = misbehaving(limits(1, 1_000))) {
      ask(children, "process");

      assertThat(left).doesNotExist();
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).allMatch(Files::isDirectory);
      }
    }
  }

  private Children misbehaving(ChildLimits limits) throws IOException {
    return new Children(misbehaving(MisbehavingProcess.class.getName()), limits, folder, "child");
  }

  static ChildProgram misbehaving(String main) {
    return new ChildProgram(main, List.of(), List.of(), 10);
  }

  static ChildLimits limits(int children, int requestsPerChild) {
    return new ChildLimits(children, 64, LARGEST, Duration.ofSeconds(2), requestsPerChild);
  }

  private static String ask(Children children, String command) throws Exception {
    Outcome<String> outcome = children.ask(request(command, ""), ChildrenTest::read);
    assertThat(outcome).isInstanceOf(Answered.class);
    return ((Answered<String>) outcome).answer();
  }

  private static String read(DataInputStream in) throws IOException {
    return Strings.read(in, LARGEST);
  }

  private static Request request(String question, String content) {
    return new Request(
        Bytes.utf8(question), () -> new ByteArrayInputStream(content.getBytes(UTF_8)));
  }

  private static InputStream breakingOff() {
    return new SequenceInputStream(
        new ByteArrayInputStream(new byte[70_000]),
        new BrokenInputStream(() -> new IOException("the store is away")));
  }
}

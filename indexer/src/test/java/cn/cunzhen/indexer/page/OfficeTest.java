package cn.cunzhen.indexer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class OfficeTest {
  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  @TempDir private Path folder;

  @Test
  void aWorkbookBecomesAPdfWhereLibreOfficeIsInstalled() throws Exception {
    Office office = office();
    Path file = Files.write(folder.resolve("file"), SampleFiles.workbook());
    Path pdf = folder.resolve("made.pdf");

    boolean well = office.convert(file, WORKBOOK, pdf);

    assertThat(well).isTrue();
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      assertThat(new PDFTextStripper().getText(document)).contains("补缴明细表");
    }
    try (Stream<Path> left = Files.list(folder.resolve("office"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatIsNoDocumentBecomesNothingWhereLibreOfficeIsInstalled() throws Exception {
    Office office = office();
    Path file = Files.write(folder.resolve("file"), "PK no workbook".getBytes(UTF_8));
    Path pdf = folder.resolve("made.pdf");

    boolean well = office.convert(file, WORKBOOK, pdf);

    assertThat(well).isEqualTo(Files.exists(pdf));
  }

  @Test
  void aProgramThatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
    Office office = new Office(hanging(), folder.resolve("office"), Duration.ofSeconds(2));

    assertThat(convert(office)).isFalse();

    assertThat(started()).hasSize(4);
    awaitEnded(started());
    assertThat(folder.resolve("made.pdf")).doesNotExist();
  }

  @Test
  void aProgramThatLeavesOthersBehindLeavesThemNoLonger() throws Exception {
    Path program = program("sleep 600 &", "echo $! > " + pids(), "cp in.xlsx in.pdf");
    Office office = new Office(program, folder.resolve("office"), Duration.ofSeconds(60));

    assertThat(convert(office)).isTrue();

    assertThat(started()).hasSize(1);
    awaitEnded(started());
  }

  @Test
  void whatIsUnderWayEndsWhenNobodyWantsItAnyMore() throws Exception {
    Office office = new Office(hanging(), folder.resolve("office"), Duration.ofSeconds(60));
    Thread closing =
        Thread.ofPlatform()
            .start(() -> {
              awaitStarted();
              office.close();
            });

    assertThat(convert(office)).isFalse();

    closing.join();
    awaitEnded(started());
    assertThat(convert(office)).as("nothing is begun again").isFalse();
  }

  @Test
  void nothingOutlivesAProcessThatIsKilled() throws Exception {
    Path file = Files.write(folder.resolve("file"), SampleFiles.workbook());
    Process node =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Node.class.getName(),
                hanging().toString(),
                folder.resolve("office").toString(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitStarted();

    node.destroyForcibly().waitFor();

    awaitEnded(started());
  }

  /** A process that has a document converted, and is killed meanwhile. */
  static final class Node {
    private Node() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[1]);
      Office office = new Office(Path.of(arguments[0]), folder, Duration.ofMinutes(5));
      boolean _ = office.convert(Path.of(arguments[2]), WORKBOOK, folder.resolveSibling("pdf"));
    }
  }

  @Test
  void theProgramHasLittleProcessorTimeAndDiskAndMemory() throws Exception {
    Path program =
        program("(ulimit -t; ulimit -f; ulimit -v; ulimit -c) > " + pids(), "cp in.xlsx in.pdf");
    Office office = new Office(program, folder.resolve("office"), Duration.ofSeconds(60));

    assertThat(convert(office)).isTrue();

    assertThat(Files.readAllLines(pids())).containsExactly("60", "1048576", "4194304", "0");
  }

  @Test
  void aProgramThatFailsHasMadeNothingThoughSomethingBeThere() throws Exception {
    Path program = program("cp in.xlsx in.pdf", "exit 7");
    Office office = new Office(program, folder.resolve("office"), Duration.ofSeconds(60));

    assertThat(convert(office)).isFalse();
  }

  private boolean convert(Office office) throws Exception {
    Path file = Files.write(folder.resolve("file"), SampleFiles.workbook());
    return office.convert(file, WORKBOOK, folder.resolve("made.pdf"));
  }

  private Path pids() {
    return folder.resolve("pids");
  }

  private Path program(String... lines) throws IOException {
    Path program = folder.resolve("soffice");
    Files.writeString(program, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  /** It starts others that start others, and waits. */
  private Path hanging() throws IOException {
    return program(
        "sleep 600 &",
        "echo $! > " + pids(),
        "sh -c 'sleep 601 & echo $! >> " + pids() + "; wait' &",
        "echo $! >> " + pids(),
        "echo $$ >> " + pids(),
        "wait");
  }

  private List<String> started() throws IOException {
    return Files.exists(pids()) ? Files.readAllLines(pids()) : List.of();
  }

  private void awaitStarted() {
    await(() -> started().size() == 4);
  }

  private static void awaitEnded(List<String> processes) {
    await(() -> processes.stream().noneMatch(OfficeTest::runs));
  }

  /** One that was killed may still have a number, until somebody takes note. */
  private static boolean runs(String process) {
    try {
      String state = Files.readString(Path.of("/proc", process, "stat"));
      return state.charAt(state.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(Callable<Boolean> condition) {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    try {
      while (!condition.call()) {
        assertThat(System.nanoTime()).as("within a minute").isLessThan(end);
        assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Office office() {
    Optional<Office> found = Office.find(folder.resolve("office"));
    assumeTrue(found.isPresent(), "LibreOffice is not installed");
    return found.orElseThrow();
  }
}

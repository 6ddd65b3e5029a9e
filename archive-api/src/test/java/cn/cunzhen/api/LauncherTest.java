package cn.cunzhen.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher in a project of its own, with a Maven and a Java that only say what they are asked.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "env",
          "sh",
          "dirname",
          "readlink",
          "sed",
          "awk",
          "grep",
          "find",
          "head",
          "tail",
          "tr",
          "id",
          "cat",
          "mkdir",
          "mv",
          "rm",
          "sleep",
          "flock",
          "perl");

  @TempDir private Path folder;
  private Path project;
  private Path bin;
  private Path jdks;

  @BeforeEach
  void aProjectThatIsNotBuilt() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    bin = Files.createDirectories(folder.resolve("bin"));
    jdks = Files.createDirectories(folder.resolve("jvm"));
    Files.copy(Path.of("..", "archive"), project.resolve("archive"));
    assertThat(project.resolve("archive").toFile().setExecutable(true)).isTrue();
    write(project.resolve("pom.xml"), "<project/>");
    write(project.resolve("archive-api/pom.xml"), "<project/>");
    write(project.resolve("archive-api/src/main/java/A.java"), "class A {}");
    for (String tool : TOOLS) {
      Path found = Path.of("/usr/bin", tool);
      if (Files.exists(found)) {
        script(bin.resolve(tool), "exec %s \"$@\"".formatted(found));
      }
    }
    script(
        bin.resolve("mvn"),
        "echo \"$@\" >>'%s'".formatted(folder.resolve("calls")),
        "echo '[INFO] Building Cunzhen: api 0.1.0   [5/5]'",
        ": >archive-api/target/archive/archive.jar");
    jdk("temurin-25", "25.0.3");
  }

  @Test
  void buildsOnceAndThenOnlyRuns() throws Exception {
    Run first = launch(Map.of(), "verify", "some file.zip");
    Run second = launch(Map.of(), "verify");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("temurin-25 ", " verify some file.zip\n");
    assertThat(second.out())
        .contains("-jar " + project + "/archive-api/target/archive/archive.jar");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewerThanTheBuild() throws Exception {
    launch(Map.of(), "verify");
    Files.setLastModifiedTime(
        project.resolve("archive-api/src/main/java/A.java"),
        FileTime.from(Instant.now().plusSeconds(5)));

    launch(Map.of(), "verify");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void buildsAgainWhenASourceIsGone() throws Exception {
    launch(Map.of(), "verify");
    Files.delete(project.resolve("archive-api/src/main/java/A.java"));

    launch(Map.of(), "verify");

    assertThat(builds()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flock", "perl"})
  void twoLaunchersAtOnceBuildOnceWhicheverToolLocks(String tool) throws Exception {
    Files.deleteIfExists(bin.resolve(tool.equals("perl") ? "flock" : "perl"));
    Files.writeString(bin.resolve("mvn"), "sleep 1\n", StandardOpenOption.APPEND);

    List<Process> both = List.of(start(Map.of(), "verify"), start(Map.of(), "verify"));

    for (Process launcher : both) {
      assertThat(finish(launcher).exitCode()).isZero();
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aBuildThatFailsShowsItsErrorsAndNamesItsLog() throws Exception {
    script(
        bin.resolve("mvn"), "echo '[INFO] much'", "echo '[ERROR] A.java: no such class'", "exit 1");

    Run run = launch(Map.of(), "verify");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "[ERROR] A.java: no such class", project + "/archive-api/target/archive/build.log")
        .doesNotContain("much");
    assertThat(launch(Map.of(), "verify").exitCode()).isEqualTo(1);
  }

  @Test
  void takesTheJdkOfJavaHomeWhereItIsNewEnough() throws Exception {
    Path own = folder.resolve("jvm elsewhere/own");
    jdk(own, "26");

    assertThat(launch(Map.of("JAVA_HOME", own.toString()), "verify").out()).startsWith("own ");
  }

  @Test
  void passesOverJdksThatAreTooOldOrOnlyARuntime() throws Exception {
    jdk("openjdk-17", "17.0.15");
    jdk("runtime-25", "25.0.1");
    Files.delete(jdks.resolve("runtime-25/bin/javac"));
    Map<String, String> old = Map.of("JAVA_HOME", jdks.resolve("openjdk-17").toString());

    assertThat(launch(old, "verify").out()).startsWith("temurin-25 ");
  }

  @Test
  void asksJavaItselfWhereNoReleaseFileTells() throws Exception {
    Files.delete(jdks.resolve("temurin-25/release"));

    assertThat(launch(Map.of(), "verify").out()).startsWith("temurin-25 ");
  }

  @Test
  void withoutAJdkOneLineSaysWhatToInstall() throws Exception {
    Run english = launch(Map.of("ARCHIVE_JDKS", folder.resolve("none").toString()), "demo");
    Run chinese =
        launch(
            Map.of("ARCHIVE_JDKS", folder.resolve("none").toString(), "LANG", "zh_CN.UTF-8"),
            "demo");

    assertThat(english.exitCode()).isEqualTo(1);
    assertThat(english.err()).hasLineCount(1).contains("JDK 25", "https://adoptium.net");
    assertThat(chinese.err()).hasLineCount(1).contains("请安装", "https://adoptium.net");
  }

  @Test
  void ownJavaOptionsComeLast() throws Exception {
    Run run = launch(Map.of("ARCHIVE_JAVA_OPTS", "-Xmx4g -Dx=y"), "serve");

    assertThat(run.out()).containsPattern("-Xmx1g .* -Xmx4g -Dx=y -jar ");
  }

  @Test
  void theSuiteEndsWithSurefiresClosingLineOfEachModule() throws Exception {
    suiteThatPasses();

    Run run = launch(Map.of(), "test", "storage", "LedgerTest");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("api      Tests run: 7, Failures: 0, Errors: 0, Skipped: 0\n");
    assertThat(builds().getLast()).contains("verify -Dtest=storage,LedgerTest,");
  }

  @Test
  void whereCiIsSetAMissingPartOfTheSystemIsAFailure() throws Exception {
    suiteThatPasses();

    Run ci = launch(Map.of("CI", "true"), "test");
    Run elsewhere = launch(Map.of(), "test");

    assertThat(ci.exitCode()).isEqualTo(1);
    assertThat(ci.err()).contains("radosgw", "tesseract-ocr-chi-sim");
    assertThat(elsewhere.exitCode()).isZero();
    assertThat(elsewhere.err()).contains("radosgw", "tesseract-ocr-chi-sim");
  }

  @Test
  void whereCiIsSetASkippedTestIsAFailure() throws Exception {
    suiteThatPasses();
    Files.writeString(
        bin.resolve("mvn"),
        """
        mkdir -p storage/target/surefire-reports
        cat >storage/target/surefire-reports/TEST-S.xml <<'END'
          <testcase name="isKept" classname="cn.cunzhen.storage.S" time="0.0">
            <skipped message="no server"/>
        END
        """,
        StandardOpenOption.APPEND);

    Run ci = launch(Map.of("CI", "true"), "test", "storage");
    Run elsewhere = launch(Map.of(), "test", "storage");

    assertThat(ci.exitCode()).isEqualTo(1);
    assertThat(elsewhere.exitCode()).isZero();
    assertThat(elsewhere.err()).contains("cn.cunzhen.storage.S: isKept");
  }

  private void suiteThatPasses() throws IOException {
    script(
        bin.resolve("mvn"),
        "echo \"$@\" >>'%s'".formatted(folder.resolve("calls")),
        "echo '[INFO] Building Cunzhen: api 0.1.0   [5/5]'",
        "echo '[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in A'",
        "echo '[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0'");
  }

  private void jdk(String name, String version) throws IOException {
    jdk(jdks.resolve(name), version);
  }

  private static void jdk(Path home, String version) throws IOException {
    write(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(home.resolve("bin/javac"));
    script(
        home.resolve("bin/java"),
        "[ \"$1\" != -version ] || { echo 'openjdk version \"%s\"' >&2; exit; }".formatted(version),
        "echo \"%s $*\"".formatted(home.getFileName()));
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  private Run launch(Map<String, String> environment, String... arguments) throws Exception {
    return finish(start(environment, arguments));
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(project.resolve("archive").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", bin.toString(), "LANG", "C.UTF-8"));
    builder.environment().put("ARCHIVE_JDKS", jdks.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Run finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, err);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void script(Path file, String... lines) throws IOException {
    write(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Run(int exitCode, String out, String err) {}
}

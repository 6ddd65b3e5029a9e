package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.api.samples.SampleArchive;
import cn.cunzhen.api.samples.SampleTransactions;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildCommandTest {
  private static final int RECORDS = 30;

  private @TempDir Path folder;
  private Path data;
  private CommandRun commands;

  @BeforeEach
  void aConfigurationOfItsOwn() throws IOException {
    data = folder.resolve("data");
    Path config = folder.resolve("archive.properties");
    Files.writeString(config, "data=" + data + "\n");
    commands = new CommandRun(Locale.ENGLISH, "--config", config.toString());
  }

  @AfterEach
  void restore() {
    commands.close();
  }

  @Test
  void whatWasFoundBeforeIsFoundAfter() throws Exception {
    String before = fill();

    assertThat(commands.run("rebuild", "--without-text")).isZero();

    assertThat(commands.out()).contains(RECORDS + " entries applied in", " a second");
    assertThat(data.resolve("discarded")).doesNotExist();
    try (RunningNode node = RunningNode.on(data)) {
      assertThat(found(node)).isEqualTo(before);
    }
  }

  @Test
  void nothingOfTheOldIndexIsUsed() throws Exception {
    String before = fill();
    for (String projection : new String[] {"index", "register"}) {
      try (Stream<Path> files = Files.list(data.resolve(projection))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.writeString(file, "not an index");
        }
      }
    }

    assertThat(commands.run("rebuild", "--without-text")).isZero();

    try (RunningNode node = RunningNode.on(data)) {
      assertThat(found(node)).isEqualTo(before);
    }
  }

  @Test
  void itRefusesWhileANodeHoldsTheFolder() throws Exception {
    fill();
    try (RunningNode node = RunningNode.on(data)) {
      String before = found(node);

      assertThat(commands.run("rebuild", "--without-text")).isEqualTo(1);

      assertThat(commands.err()).contains("uses the folder " + data).hasLineCount(1);
      assertThat(found(node)).isEqualTo(before);
    }
  }

  @Test
  void whereThereIsNoArchiveNoneIsMade() {
    assertThat(commands.run("rebuild", "--without-text")).isEqualTo(1);

    assertThat(commands.err()).contains("no archive here");
    assertThat(data.resolve("keys.p12")).doesNotExist();
    assertThat(data.resolve("store/heads/ledger")).doesNotExist();
  }

  @Test
  void killedAtAnyInstantTheNextRunOrTheNodeMakesItWhole() throws Exception {
    String before = fill();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int kill = 0; kill < 3; kill++) {
      Process process = process();
      process.waitFor(500 + random.nextInt(2500), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      try (RunningNode node = RunningNode.on(data)) {
        assertThat(found(node)).as("seed %d", seed).isEqualTo(before);
      }
    }
  }

  @Test
  void theTextOfTheFilesIsReadAgainToo() throws Exception {
    fill();

    assertThat(commands.run("rebuild")).isZero();

    assertThat(commands.out()).contains("records still to read: 0");
    try (RunningNode node = RunningNode.on(data, Map.of("ARCHIVE_TEXT_PROCESSES", "0"))) {
      assertThat(
              RunningNode.json(node.get("clerk", "/api/v1/records?q=" + encoded("承诺")))
                  .path("total")
                  .asInt())
          .isPositive();
    }
  }

  private Process process() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "cn.cunzhen.api.Main",
            "rebuild",
            "--config",
            folder.resolve("archive.properties").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  /** An archive with records; gives what is found in it. */
  private String fill() throws Exception {
    try (RunningNode node = RunningNode.on(data)) {
      SampleArchive.deposit(node.node().archive(), RECORDS, done -> {});
      return found(node);
    }
  }

  private static String found(RunningNode node) throws Exception {
    String name = encoded(SampleTransactions.CITIZEN.name());
    String ask = "/api/v1/records?limit=200&sort=oldest&holder=" + name;
    return node.send(node.as("clerk", ask).header("Archive-Position", "" + RECORDS)).body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

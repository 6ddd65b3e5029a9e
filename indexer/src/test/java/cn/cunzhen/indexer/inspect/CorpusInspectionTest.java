package cn.cunzhen.indexer.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.core.intake.FileInspection.Inspection;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CorpusInspectionTest {
  private static final Duration LONGEST = Duration.ofMillis(50);

  /** What is to be found in files whose names say what they are. */
  private static final Map<Finding, String> SAID_BY_NAME =
      Map.of(
          Finding.ENCRYPTED,
          "(?i).*(password_?protected|password-is|_passtika|encrypt-standardpassword"
              + "|protected_agile|AESkeylength|encryption_nocopy|full_encrypted|-enc\\.rar"
              + "|password-copy|graph-encrypted|-password|both-passwords).*",
          Finding.ACTIVE_CONTENT,
          "(?i)(.*macros?\\.(doc|xls|ppt)m?|gen_xxe.*|gen_zipslip.*|.*BadScript.*)",
          Finding.DAMAGED,
          "gen_truncated.*",
          Finding.NAME_DISAGREES,
          "gen_wrongext.*|.*invalid-zip.*",
          Finding.ARCHIVE_BOMB,
          ".*bomb.*|gen_billion_laughs.*",
          Finding.EMPTY,
          "gen_empty.*",
          Finding.OVERSIZE_IMAGE,
          "gen_huge_dimension.*",
          Finding.EXECUTABLE,
          ".*\\.jar");

  /** In folders of files as they are handed in every day, none of these may be seen. */
  private static final Set<Finding> ALARMS =
      EnumSet.complementOf(EnumSet.of(Finding.ACTIVE_CONTENT, Finding.NAME_DISAGREES));

  private static final List<String> EVERY_DAY =
      List.of(
          "encodings", "images", "lists-zh", "office", "ofd", "text-zh", "zh-docs", "zh-images");

  private final ByteInspection inspection = new ByteInspection(InspectionLimits.standard());

  @Test
  void everyFileIsInspectedQuicklyWhereTheCorpusIs() throws IOException {
    List<Path> files = Corpus.files();
    Map<String, Integer> kinds = new TreeMap<>();
    Duration all = Duration.ZERO;

    for (Path path : files) {
      inspect(path); // the first time, classes are loaded and compiled
      long before = cpuTime();
      Inspection found = inspect(path);
      Duration took = Duration.ofNanos(cpuTime() - before);
      assertThat(took).as(path.toString()).isLessThan(LONGEST);
      all = all.plus(took);
      kinds.merge(found.mediaType() + " " + found.findings(), 1, Integer::sum);
    }

    kinds.forEach((kind, count) -> System.out.printf("%5d %s%n", count, kind));
    System.out.printf("%d µs of CPU time a file%n", all.dividedBy(files.size()).toNanos() / 1000);
  }

  @Test
  void whatNamesSayIsFoundWhereTheCorpusIs() throws IOException {
    for (Path path : Corpus.files()) {
      String name = path.getFileName().toString();
      List<Finding> found = inspect(path).findings();

      SAID_BY_NAME.forEach((finding, pattern) -> {
        if (name.matches(pattern)) {
          assertThat(found).as(name).contains(finding);
        }
      });
    }
  }

  @Test
  void filesOfEveryDayRaiseNoAlarmWhereTheCorpusIs() throws IOException {
    for (String folder : EVERY_DAY) {
      for (Path path : Corpus.files(folder)) {
        assertThat(inspect(path).findings())
            .as(path.toString())
            .doesNotContainAnyElementsOf(ALARMS);
      }
    }
  }

  @Test
  void nothingIsThrownWhateverIsChangedInAFileWhereTheCorpusIs() throws IOException {
    Random random = new Random(20_261_121);
    for (Path path : Corpus.files()) {
      if (Files.size(path) > 100_000 || Files.size(path) == 0) {
        continue;
      }
      byte[] content = Files.readAllBytes(path);
      for (int i = 0; i < 5; i++) {
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        content[random.nextInt(Math.min(600, content.length))] = (byte) random.nextInt();
      }
      Bytes mutant = Bytes.of(content).slice(0, random.nextInt(content.length) + 1);

      inspection.inspect(path.getFileName().toString(), new MemoryView(mutant.toArray()));
    }
  }

  private Inspection inspect(Path path) throws IOException {
    try (FileOnDisk file = new FileOnDisk(path)) {
      return inspection.inspect(path.getFileName().toString(), file);
    }
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}

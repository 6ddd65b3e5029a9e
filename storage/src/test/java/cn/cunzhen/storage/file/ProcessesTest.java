package cn.cunzhen.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes of one host on one store, some of them killed. */
@Timeout(180)
class ProcessesTest {
  private static final ObjectKey COUNT = ObjectKey.of("state/count");

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void twoProcessesLoseNoUpdate() throws Exception {
    FileStore store = openWithCount();
    Process first = start("count", "first", "150");
    Process second = start("count", "second", "150");

    assertThat(said(first)).hasSize(150);
    assertThat(said(second)).hasSize(150);

    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(Counting.count(store.heads(), COUNT)).isEqualTo(300);
  }

  @Test
  void aProcessThatIsKilledLosesNothingThatItSaidAndHoldsUpNobody() throws Exception {
    FileStore store = openWithCount();
    Process survivor = start("count", "survivor", "200");
    int told = 0;
    int killed = 4;
    for (int i = 0; i < killed; i++) {
      Process victim = start("count", "victim" + i, "1000000");
      told += saidBeforeKill(victim, 5 + 7 * i).size();
    }

    told += said(survivor).size();

    assertThat(survivor.waitFor()).isZero();
    assertThat(Counting.count(store.heads(), COUNT))
        .as("what was said, and at most one swap of each victim that was not")
        .isBetween(told, told + killed);
    Counting.increment(store.heads(), COUNT, "at the end");
  }

  @Test
  void whatAKilledProcessSaidItHadPutIsWhole() throws Exception {
    for (int round = 0; round < 3; round++) {
      List<String> put = saidBeforeKill(start("put", "round" + round, "1000000"), 10 + 5 * round);

      FileStore store = FileStore.open(folder);
      assertThat(put).hasSizeGreaterThanOrEqualTo(10);
      for (String key : put) {
        assertThat(bytes(store, key)).isEqualTo(StoreProcess.content(key));
      }
      store
          .objects()
          .list("")
          .forEach(info ->
              assertThat(bytes(store, info.key().value()))
                  .as("no object is ever half there")
                  .isEqualTo(StoreProcess.content(info.key().value())));
    }
  }

  private FileStore openWithCount() {
    FileStore store = FileStore.open(folder);
    store.heads().putOnce(COUNT, Bytes.utf8("0 start"));
    return store;
  }

  private Process start(String deed, String name, String times) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                folder.toString(),
                deed,
                name,
                times)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    started.add(process);
    return process;
  }

  /** All that the process says until it ends. */
  private static List<String> said(Process process) throws IOException {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      return lines.lines().toList();
    }
  }

  /** Kills the process once it has said so much; whole lines that it said meanwhile count too. */
  private static List<String> saidBeforeKill(Process process, int lines) throws Exception {
    List<String> said = new ArrayList<>();
    try (InputStream output = process.getInputStream()) {
      StringBuilder line = new StringBuilder();
      boolean killed = false;
      for (int each = output.read(); each >= 0; each = output.read()) {
        if (each != '\n') {
          line.append((char) each);
          continue;
        }
        said.add(line.toString());
        line.setLength(0);
        if (!killed && said.size() >= lines) {
          process.toHandle().destroyForcibly(); // which, unlike its own, leaves the output open
          killed = true;
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static Bytes bytes(FileStore store, String key) {
    try (InputStream stream = store.objects().get(ObjectKey.of(key))) {
      return Bytes.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

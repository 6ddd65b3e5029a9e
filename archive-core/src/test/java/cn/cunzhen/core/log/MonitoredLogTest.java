package cn.cunzhen.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.monitor.LogMisbehaved;
import cn.cunzhen.monitor.ProofChecker;
import cn.cunzhen.monitor.TlogMonitor;
import cn.cunzhen.storage.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A monitor that was written from the specification alone follows a log that we made. */
final class MonitoredLogTest {
  private static final String KEY = SampleLog.SIGNER.verifierKey().format();

  @Test
  void aMonitorFollowsALogThatGrowsIrregularlyBeyondTheSecondLevelOfTiles() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    SampleLog log = new SampleLog();
    TlogMonitor monitor = monitor(log::fetch);

    while (log.edge().size() < 70_000) {
      log.grow(random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1 + random.nextInt(1_024));
      if (random.nextInt(3) > 0) {
        long before = monitor.size();

        List<byte[]> fresh = monitor.follow();

        assertThat(fresh).as("seed %d", seed).hasSize((int) (log.edge().size() - before));
        for (int i = 0; i < fresh.size(); i++) {
          assertThat(Bytes.of(fresh.get(i))).isEqualTo(log.entry(before + i));
        }
      }
    }
    monitor.follow();

    assertThat(monitor.size()).isEqualTo(log.edge().size());
    assertThat(Bytes.of(monitor.root())).isEqualTo(log.edge().root().bytes());
  }

  @Test
  void aMonitorAcceptsTheEmptyLogAndEverySizeAroundFullTiles() {
    SampleLog log = new SampleLog();
    TlogMonitor monitor = monitor(log::fetch);

    assertThat(monitor.follow()).isEmpty();
    for (int size = 1; size <= 600; size++) {
      log.grow(1);
      if ((size + 3) % TilePath.FULL <= 6) {
        long before = monitor.size();
        assertThat(monitor.follow()).hasSize((int) (size - before));
        assertThat(monitor.follow()).isEmpty();
      }
    }
  }

  @Test
  void aMonitorTakesFullTilesForPartialOnesThatAreGone() {
    SampleLog log = new SampleLog();
    log.grow(200);
    Optional<byte[]> checkpoint = log.fetch("checkpoint");
    log.grow(200);
    TlogMonitor monitor =
        monitor(path -> {
          if (path.equals("checkpoint")) {
            return checkpoint;
          }
          return path.contains(".p/") ? Optional.empty() : log.fetch(path);
        });

    assertThat(monitor.follow()).hasSize(200);
  }

  @Test
  void everyFlippedBitInWhatASmallLogServesIsNoticed() {
    SampleLog log = new SampleLog();
    log.grow(3);

    for (Map.Entry<String, byte[]> served : servedBy(log).entrySet()) {
      for (int bit = 0; bit < served.getValue().length * Byte.SIZE; bit++) {
        byte[] flipped = flip(served.getValue(), bit);

        misbehaves(monitor(replacing(log, served.getKey(), flipped)), served.getKey() + " " + bit);
      }
    }
  }

  @Test
  void aFlippedBitAnywhereInWhatALargeLogServesIsNoticed() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    SampleLog log = new SampleLog();
    log.grow(900);
    log.grow(900);
    Map<String, byte[]> all = servedBy(log);

    assertThat(all).hasSize(1 + 8 + 8 + 1);
    all.forEach((path, content) -> {
      byte[] flipped = flip(content, random.nextInt(content.length * Byte.SIZE));

      misbehaves(monitor(replacing(log, path, flipped)), path + ", seed " + seed);
    });
  }

  @Test
  void aRewrittenHistoryIsNoticedThoughEverythingServedFitsTogether() {
    for (int rewritten : List.of(0, 255, 256, 511, 512, 599)) {
      SampleLog honest = new SampleLog();
      honest.grow(600);
      SampleLog other = rewrittenAt(rewritten, 900);
      TlogMonitor monitor = monitor(switching(honest, other));
      monitor.follow();

      assertThat(monitor(other::fetch).follow()).hasSize(900);
      assertThatThrownBy(monitor::follow)
          .as("entry " + rewritten)
          .isInstanceOf(LogMisbehaved.class);
    }
  }

  @Test
  void twoRootsForOneSizeAreNoticed() {
    SampleLog honest = new SampleLog();
    honest.grow(600);

    TlogMonitor monitor = monitor(switching(honest, rewrittenAt(7, 600)));
    monitor.follow();

    assertThatThrownBy(monitor::follow).isInstanceOf(LogMisbehaved.class);
  }

  @Test
  void aSmallerSizeIsNoticed() {
    SampleLog large = new SampleLog();
    large.grow(600);
    SampleLog small = new SampleLog();
    small.grow(599);
    TlogMonitor monitor = monitor(switching(large, small));
    monitor.follow();

    assertThatThrownBy(monitor::follow)
        .isInstanceOf(LogMisbehaved.class)
        .hasMessageContaining("shrank from 600 to 599");
  }

  @Test
  void aMonitorKeepsWhatItKnewWhenALogMisbehavesOnce() {
    SampleLog log = new SampleLog();
    log.grow(600);
    TlogMonitor monitor = monitor(switching(log, rewrittenAt(3, 900)));
    monitor.follow();

    assertThatThrownBy(monitor::follow).isInstanceOf(LogMisbehaved.class);

    assertThat(monitor.size()).isEqualTo(600);
    assertThat(Bytes.of(monitor.root())).isEqualTo(log.edge().root().bytes());
  }

  @Test
  void aKeyOrAnOriginOfAnotherLogIsNoticed() {
    SampleLog log = new SampleLog();
    String stranger = SampleLog.signer("log.example/一", 2).verifierKey().format();

    misbehaves(new TlogMonitor(SampleLog.ORIGIN.value(), stranger, log::fetch), "stranger's key");
    misbehaves(new TlogMonitor("log.example/2", KEY, log::fetch), "another origin");
    assertThatCode(monitor(log::fetch)::follow).doesNotThrowAnyException();
  }

  @Test
  void ourProofsHoldBeforeACheckerThatIsNotOurs() {
    SampleLog log = new SampleLog();
    log.grow(300);
    log.grow(1_000);
    long size = log.edge().size();
    Note note = Note.sign(log.checkpoint().format(), SampleLog.SIGNER);

    for (long index = 0; index < size; index += 17) {
      InclusionProof inclusion = InclusionProof.of(index, size, log.hashes(size));
      byte[] proof =
          new TlogProof(index, inclusion.hashes(), Bytes.utf8("extra"), note).format().toArray();
      byte[] entry = log.entry(index).toArray();
      byte[] other = log.entry((index + 1) % size).toArray();

      assertThat(ProofChecker.proves(proof, entry, SampleLog.ORIGIN.value(), KEY)).isTrue();
      assertThat(ProofChecker.proves(proof, other, SampleLog.ORIGIN.value(), KEY)).isFalse();
      assertThat(ProofChecker.proves(proof, entry, "log.example/2", KEY)).isFalse();
    }
  }

  private static TlogMonitor monitor(TlogMonitor.Fetch fetch) {
    return new TlogMonitor(SampleLog.ORIGIN.value(), KEY, fetch);
  }

  private static void misbehaves(TlogMonitor monitor, String what) {
    assertThatThrownBy(monitor::follow).as(what).isInstanceOf(LogMisbehaved.class);
  }

  private static SampleLog rewrittenAt(int index, int size) {
    SampleLog log = new SampleLog();
    log.grow(index);
    log.append(List.of(Bytes.utf8("rewritten")));
    log.grow(size - index - 1);
    return log;
  }

  /** Serves one log to a monitor's first reading, and another from then on. */
  private static TlogMonitor.Fetch switching(SampleLog first, SampleLog then) {
    int[] checkpoints = {0};
    return path -> {
      checkpoints[0] += path.equals("checkpoint") ? 1 : 0;
      return (checkpoints[0] == 1 ? first : then).fetch(path);
    };
  }

  private static TlogMonitor.Fetch replacing(SampleLog log, String path, byte[] content) {
    return asked -> asked.equals(path) ? Optional.of(content) : log.fetch(asked);
  }

  /** All that a monitor fetches when it reads the log from its beginning. */
  private static Map<String, byte[]> servedBy(SampleLog log) {
    Map<String, byte[]> served = new LinkedHashMap<>();
    monitor(
            path -> {
              Optional<byte[]> content = log.fetch(path);
              content.ifPresent(bytes -> served.put(path, bytes));
              return content;
            })
        .follow();
    return served;
  }

  private static byte[] flip(byte[] content, int bit) {
    byte[] flipped = content.clone();
    flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
    return flipped;
  }
}

package cn.cunzhen.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.file.PowerCut;
import cn.cunzhen.storage.file.PowerCutStore;
import cn.cunzhen.storage.file.RamFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accesses are recorded; the power is cut, or the process killed, after every step of the disk. */
class AccessPowerCutTest {
  private static final List<Access> ACCESSES =
      List.of(
          access("2026-01-31T23:59:58.001Z"),
          access("2026-01-31T23:59:59.002Z"),
          access("2026-02-01T00:00:00.003Z"),
          access("2026-02-01T00:00:01.004Z"));

  @TempDir(factory = RamFolder.class)
  private Path folder;

  private final AtomicInteger salts = new AtomicInteger();

  @Test
  void whatWasAcknowledgedOutlivesAPowerCut() throws Exception {
    assertThat(afterEveryStep((store, step) -> store.reopen())).isGreaterThan(30);
  }

  @Test
  void whatWasAcknowledgedOutlivesAPowerCutThatKeepsSomeOfWhatWasNotSynced() throws Exception {
    assertThat(afterEveryStep((store, step) -> store.reopen(step))).isGreaterThan(30);
  }

  @Test
  void whatWasAcknowledgedOutlivesTheProcess() throws Exception {
    assertThat(afterEveryStep((store, step) -> store.restart())).isGreaterThan(30);
  }

  private interface Revival {
    PowerCutStore revive(PowerCutStore store, int step);
  }

  private int afterEveryStep(Revival revival) throws Exception {
    for (int step = 0; ; step++) {
      PowerCutStore store = PowerCutStore.in(Files.createDirectory(folder.resolve("" + step)));
      store.cutPowerAfter(step);
      List<Access> acknowledged = recordUntilThePowerGoes(store);
      boolean done = !store.isOff();
      try {
        PowerCutStore revived = revival.revive(store, step);
        recordMore(revived, acknowledged);
      } catch (Exception | AssertionError e) {
        throw new AssertionError("the end came after step " + step, e);
      }
      if (done) {
        assertThat(acknowledged).isEqualTo(ACCESSES);
        return step;
      }
    }
  }

  private List<Access> recordUntilThePowerGoes(PowerCutStore store) {
    List<Access> acknowledged = new ArrayList<>();
    try (AccessLedger ledger = open(store)) {
      for (Access access : ACCESSES) {
        ledger.record(access);
        acknowledged.add(access);
      }
    } catch (PowerCut | AccessUnrecordedException e) {
      assertThat(store.isOff()).isTrue();
    }
    return acknowledged;
  }

  /** A node that goes on there has all of it, and keeps it; its end is one more cut. */
  private void recordMore(PowerCutStore store, List<Access> acknowledged) {
    Access more = access("2026-02-01T00:00:02.005Z");
    AccessLedger ledger = open(store);
    assertHas(store, acknowledged);
    ledger.record(more);

    PowerCutStore later = store.reopen();
    ledger.close();

    List<Access> all = new ArrayList<>(acknowledged);
    all.add(more);
    assertHas(later, all);
  }

  private static void assertHas(PowerCutStore store, List<Access> acknowledged) {
    KeptAccesses kept = KeptAccesses.in(store);
    assertThat(kept.bodies()).as("no entry without its body").hasSameSizeAs(kept.leaves());
    assertThat(kept.accesses()).containsAll(acknowledged);
  }

  private AccessLedger open(PowerCutStore store) {
    return new AccessLedger(
        KeptAccesses.log(store),
        store.objects(),
        KeptAccesses.PREFIX,
        () -> Bytes.ofHex("%032x".formatted(salts.incrementAndGet())),
        Duration.ofSeconds(20),
        batch -> {});
  }

  private static Access access(String at) {
    return new Access(
        Instant.parse(at),
        "clerk",
        Role.CLERK,
        "460100-SI",
        "A03",
        Action.FILE,
        new RecordId("a".repeat(26)),
        1,
        "核对办件材料",
        Access.Outcome.GRANTED,
        "127.0.0.1");
  }
}

package cn.cunzhen.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.file.PowerCut;
import cn.cunzhen.storage.file.PowerCutStore;
import cn.cunzhen.storage.file.RamFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a submission to its receipt, the power cut, or the process killed, after every step. */
class IntakePowerCutTest {
  @TempDir(factory = RamFolder.class)
  private Path folder;

  @Test
  void everyReceiptOutlivesAPowerCutAfterWhateverStep() throws Exception {
    int steps = afterEveryStep((store, step) -> store.reopen());

    assertThat(steps).isGreaterThan(50);
  }

  @Test
  void everyReceiptOutlivesAPowerCutThatKeepsSomeOfWhatWasNotSynced() throws Exception {
    int steps = afterEveryStep((store, step) -> store.reopen(step));

    assertThat(steps).isGreaterThan(50);
  }

  @Test
  void everyReceiptOutlivesTheProcess() throws Exception {
    int steps = afterEveryStep((store, step) -> store.restart());

    assertThat(steps).isGreaterThan(50);
  }

  private interface Revival {
    PowerCutStore revive(PowerCutStore store, int step);
  }

  /** Does the day's work until the power goes, one step later each time; gives the last step. */
  private int afterEveryStep(Revival revival) throws Exception {
    for (int step = 0; ; step++) {
      Desk desk = new Desk();
      PowerCutStore store = PowerCutStore.in(Files.createDirectory(folder.resolve("" + step)));
      store.cutPowerAfter(step);
      workUntilThePowerGoes(desk, store);
      boolean done = !store.isOff();
      try {
        PowerCutStore revived = revival.revive(store, step);
        desk.verdict(revived, revived.spool());
        PowerCutStore later = revived.reopen();
        desk.verdict(later, later.spool());
      } catch (Exception | AssertionError e) {
        throw new AssertionError("the end came after step " + step, e);
      }
      if (done) {
        assertThat(desk.receipts()).isEqualTo(3);
        return step;
      }
    }
  }

  private static void workUntilThePowerGoes(Desk desk, PowerCutStore store) throws Exception {
    try (DrillNode node = desk.open(store, store.spool())) {
      desk.work(node);
    } catch (PowerCut e) {
      assertThat(store.isOff()).isTrue();
    }
  }
}

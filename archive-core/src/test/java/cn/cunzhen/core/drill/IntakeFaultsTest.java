package cn.cunzhen.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.fault.FaultTable;
import cn.cunzhen.storage.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a submission to its receipt, every call of the store going wrong in every way. */
class IntakeFaultsTest {
  @TempDir private Path spool;
  private Desk desk = new Desk();

  @Test
  void whateverTheStoreDoesEveryReceiptIsHonouredAndNothingIsTwice() {
    int runs =
        FaultTable.runAll(
            this::fresh,
            store -> {
              try (DrillNode node = desk.open(store, spool)) {
                desk.work(node);
              }
            },
            store -> {
              assertThat(desk.receipts()).isEqualTo(3);
              desk.verdict(store, spool);
            });

    assertThat(runs).isGreaterThan(50);
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void whatOneNodeHasJustTakenInAnotherAmends() throws Exception {
    Store store = fresh();
    try (DrillNode first = desk.open(store, spool);
        DrillNode other = desk.open(store, spool)) {
      desk.submit(first, "1");
      desk.amend(other, "1");
      desk.submit(first, "2");
    }

    desk.verdict(store, spool);
  }

  private Store fresh() {
    desk = new Desk();
    return new MemoryStore(Clock.systemUTC());
  }
}

package cn.cunzhen.core.tally;

import static cn.cunzhen.core.tally.TallySite.record;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.tally.Recount.Outcome;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.fault.FaultTable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Tallies on a store that fails, and made by several nodes at once. */
class TallyFaultsTest {
  private static final int PATIENCE = 6;
  private static final int RECORDS = 300;

  private TallySite site = new TallySite();

  private Store read() {
    site.close();
    site = new TallySite();
    for (int i = 0; i < RECORDS; i++) {
      site.access("n-" + i % 2, record(i));
    }
    site.close();
    return site.store;
  }

  @Test
  void whateverTheStoreDoesATallyIsMadeOnceAndRight() {
    int runs = FaultTable.runAll(this::read, this::insist, this::isRight);

    assertThat(runs).isGreaterThan(20);
  }

  /** Makes one, again after each failure, as the next round does. */
  private void insist(Store store) {
    for (int i = 1; i < PATIENCE; i++) {
      try {
        site.tallies(store).makeIfDue();
        return;
      } catch (StorageException e) {
        assertThat(e).hasMessageNotContaining("is another");
      }
    }
    site.tallies(store).makeIfDue();
  }

  private void isRight(Store store) {
    assertThat(site.tallies(store).recount().map(Recount::outcome)).containsExactly(Outcome.AGREES);
    AccessVerdict verdict = site.verdict(record(7));
    assertThat(verdict.fault()).isEmpty();
    assertThat(verdict.count()).isOne();
  }

  @RepeatedTest(10)
  void nodesThatMakeItAtOnceMakeTheSame() throws Exception {
    read();
    List<Callable<Stream<Statement>>> nodes =
        IntStream.range(0, 4)
            .<Callable<Stream<Statement>>>mapToObj(_ -> () -> site.tallies().make().stream())
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(nodes.size())) {
      for (Future<Stream<Statement>> made : threads.invokeAll(nodes)) {
        assertThat(made.get().map(each -> each.tally().plan().number())).containsOnly(1L);
      }
    }
    assertThat(site.tallies().statements()).hasSize(1);
    isRight(site.store);
  }
}

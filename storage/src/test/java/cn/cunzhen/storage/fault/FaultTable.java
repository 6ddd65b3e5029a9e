package cn.cunzhen.storage.fault;

import cn.cunzhen.storage.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Lets every call of a scenario go wrong, one after the other, in every way. */
public final class FaultTable {
  /** Something done with a store, or checked of it. */
  public interface Deed {
    void with(FaultyStore store) throws Exception;
  }

  private FaultTable() {}

  /**
   * Runs the scenario once undisturbed, and then once for each of its writes and each fault; after
   * each run late writes land, and the verdict is asked, with no fault left.
   *
   * <p>The scenario has to make the same calls each time it is left alone, and to take an unknown
   * outcome as its caller would. The first complaint fails the whole, and says where it was.
   *
   * @return the number of runs
   */
  public static int run(Supplier<? extends Store> fresh, Deed scenario, Deed verdict) {
    return run(fresh, scenario, verdict, Operation::isWrite);
  }

  /** The same for every call, whether it writes, reads or lists. */
  public static int runAll(Supplier<? extends Store> fresh, Deed scenario, Deed verdict) {
    return run(fresh, scenario, verdict, operation -> true);
  }

  private static int run(
      Supplier<? extends Store> fresh, Deed scenario, Deed verdict, Predicate<Operation> which) {
    FaultyStore undisturbed = FaultyStore.over(fresh.get());
    List<Call> calls = run(undisturbed, scenario, verdict, "undisturbed");
    int runs = 1;
    for (Call call : calls) {
      if (which.test(call.operation())) {
        for (Fault fault : faultsOf(call.operation())) {
          FaultyStore store = FaultyStore.over(fresh.get()).plan(same(call, calls), fault);
          run(
              store,
              fault instanceof Fault.Hang ? letGo(scenario) : scenario,
              verdict,
              call + ": " + fault);
          runs++;
        }
      }
    }
    return runs;
  }

  /** The call by its place among those of its kind: a slow run may read more often. */
  private static When same(Call call, List<Call> calls) {
    long nth =
        calls.stream()
            .filter(c -> c.operation() == call.operation() && c.number() <= call.number())
            .count();
    return When.nth((int) nth, call.operation(), "");
  }

  private static List<Fault> faultsOf(Operation operation) {
    List<Fault> faults = new ArrayList<>(List.of(Fault.BEFORE, Fault.HANG));
    if (operation.isWrite()) {
      faults.addAll(List.of(Fault.AFTER, Fault.late(1), Fault.late(2), Fault.LATE));
    }
    if (operation.isConditional()) {
      faults.add(Fault.REFUSED);
    }
    if (operation.isStreamed()) {
      faults.add(Fault.HALF);
    }
    return faults;
  }

  /**
   * The scenario, with what hangs let go once it does. Where the undisturbed run was slow, and read
   * once more than this one, nothing hangs.
   */
  private static Deed letGo(Deed scenario) {
    return store -> {
      CompletableFuture<Void> letGo =
          CompletableFuture.runAsync(() -> {
            store.awaitHanging(1);
            store.release();
          });
      try {
        scenario.with(store);
      } finally {
        store.forgetPlans();
      }
      letGo.join();
    };
  }

  private static List<Call> run(FaultyStore store, Deed scenario, Deed verdict, String where) {
    try {
      scenario.with(store);
      List<Call> calls = store.calls();
      store.forgetPlans();
      store.land();
      verdict.with(store);
      return calls;
    } catch (Exception | AssertionError e) {
      throw new AssertionError(where, e);
    }
  }
}

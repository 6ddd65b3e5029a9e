package cn.cunzhen.storage.fault;

import cn.cunzhen.storage.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lets every write of a scenario go wrong, one after the other, in every way. */
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
   * <p>The scenario has to make the same writes each time it is left alone, and to take an unknown
   * outcome as its caller would. The first complaint fails the whole, and says where it was.
   *
   * @return the number of runs
   */
  public static int run(Supplier<? extends Store> fresh, Deed scenario, Deed verdict) {
    List<Call> writes = run(FaultyStore.over(fresh.get()), scenario, verdict, "undisturbed");
    int runs = 1;
    for (Call write : writes) {
      for (Fault fault : faultsOf(write)) {
        FaultyStore store = FaultyStore.over(fresh.get()).plan(When.call(write.number()), fault);
        run(store, scenario, verdict, write + ": " + fault);
        runs++;
      }
    }
    return runs;
  }

  private static List<Fault> faultsOf(Call write) {
    List<Fault> faults =
        new ArrayList<>(
            List.of(Fault.BEFORE, Fault.AFTER, Fault.late(1), Fault.late(2), Fault.LATE));
    if (write.operation().isConditional()) {
      faults.add(Fault.REFUSED);
    }
    return faults;
  }

  private static List<Call> run(FaultyStore store, Deed scenario, Deed verdict, String where) {
    try {
      scenario.with(store);
      List<Call> writes = store.writes();
      store.land();
      verdict.with(store);
      return writes;
    } catch (Exception | AssertionError e) {
      throw new AssertionError(where, e);
    }
  }
}

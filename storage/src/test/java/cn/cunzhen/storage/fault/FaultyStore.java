package cn.cunzhen.storage.fault;

import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.Store;
import java.util.List;

/**
 * Another store that goes wrong where a test wants it to, and that remembers what it was asked.
 *
 * <pre>{@code
 * FaultyStore store = FaultyStore.over(new MemoryStore(clock));
 * store.plan(When.next(Operation.SWAP, "ledger/head"), Fault.AFTER);
 * store.plan(When.nth(3, Operation.PUT, "records/"), Fault.late(2));
 * store.plan(When.call(17), Fault.HANG);
 * ...
 * assertThat(store.writes()).hasSize(4);
 * }</pre>
 *
 * <p>Where several plans cover one call, the first counts; a plan is used up once it has struck,
 * unless it is for {@link When#every}.
 */
public final class FaultyStore implements Store {
  private final Store store;
  private final Script script = new Script();
  private final Objects objects;
  private final Heads heads;

  private FaultyStore(Store store) {
    this.store = store;
    this.objects = new FaultyObjects(store.objects(), script);
    this.heads = new FaultyHeads(store.heads(), script);
  }

  public static FaultyStore over(Store store) {
    return new FaultyStore(store);
  }

  public FaultyStore plan(When when, Fault fault) {
    script.plan(when, fault);
    return this;
  }

  /** All calls so far, in the order in which they began. */
  public List<Call> calls() {
    return script.calls();
  }

  /** Those of them that were to change something. */
  public List<Call> writes() {
    return calls().stream().filter(call -> call.operation().isWrite()).toList();
  }

  /** Lets all late writes happen now, in the order in which they were asked for. */
  public void land() {
    script.land();
  }

  /** How many late writes have yet to happen. */
  public int late() {
    return script.late();
  }

  /** Returns once so many calls hang; fails if they don't. */
  public void awaitHanging(int calls) {
    script.gate().awaitHanging(calls);
  }

  /** What was planned and has not happened will not; whoever waits for calls to hang goes on. */
  void forgetPlans() {
    script.forgetPlans();
  }

  /** Lets all calls go that hang. */
  public void release() {
    script.gate().open();
  }

  @Override
  public Objects objects() {
    return objects;
  }

  @Override
  public Heads heads() {
    return heads;
  }

  @Override
  public String describe() {
    return store.describe();
  }

  /** Releases what hangs and closes the store; what is late never happens. */
  @Override
  public void close() {
    release();
    store.close();
  }
}

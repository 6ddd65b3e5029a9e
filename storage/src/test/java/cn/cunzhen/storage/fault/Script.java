package cn.cunzhen.storage.fault;

import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was called, what is to go wrong, and what has yet to happen. */
final class Script {
  private static final Logger LOG = LoggerFactory.getLogger(Script.class);

  private static final class Plan {
    private final When when;
    private final Fault fault;
    private int seen;

    private Plan(When when, Fault fault) {
      this.when = when;
      this.fault = fault;
    }

    private boolean strikes(Call call) {
      return when.covers(call) && (++seen == when.nth() || when.isForEver());
    }
  }

  /** A write that happens before so many calls more. */
  private static final class Waiting {
    private final Reply<?> write;
    private int calls;

    private Waiting(Reply<?> write, int calls) {
      this.write = write;
      this.calls = calls;
    }
  }

  private final Gate gate = new Gate();
  private final List<Call> calls = new ArrayList<>();
  private final List<Plan> plans = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();

  synchronized void plan(When when, Fault fault) {
    plans.add(new Plan(when, fault));
  }

  /** Nothing goes wrong any more, and nobody waits for it to. */
  synchronized void forgetPlans() {
    plans.clear();
    gate.end();
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  Gate gate() {
    return gate;
  }

  <T> T run(Operation operation, String key, Reply<T> reply) {
    Call call = record(operation, key);
    due().forEach(Script::happen);
    Optional<Fault> fault = fault(call);
    if (fault.isEmpty()) {
      return reply.truth();
    }
    return switch (fault.get()) {
      case Fault.Before _ -> reply.unknown(lost(call));
      case Fault.After(Runnable then) -> {
        reply.truth();
        then.run();
        yield reply.unknown(lost(call));
      }
      case Fault.Refused _ -> {
        reply.truth();
        yield reply.refused();
      }
      case Fault.Late(int later) -> {
        postpone(call, reply, later);
        yield reply.unknown(lost(call));
      }
      case Fault.Hang _ -> {
        gate.await();
        yield reply.unknown(lost(call));
      }
      case Fault.Half _ -> reply.half();
    };
  }

  private static StorageException lost(Call call) {
    return new StorageException.Unknown(
        "no answer to " + call, new IOException("the connection was lost"));
  }

  private synchronized Call record(Operation operation, String key) {
    Call call = new Call(calls.size() + 1, operation, key);
    calls.add(call);
    return call;
  }

  /** Every plan counts the call, also where another one strikes. */
  private synchronized Optional<Fault> fault(Call call) {
    List<Plan> striking = plans.stream().filter(plan -> plan.strikes(call)).toList();
    return striking.stream().findFirst().map(plan -> plan.fault);
  }

  private void postpone(Call call, Reply<?> reply, int later) {
    if (!call.operation().isWrite()) {
      throw new AssertionError("only a write can happen late, and not " + call);
    }
    Reply<?> kept = reply.kept();
    synchronized (this) {
      waiting.add(new Waiting(kept, later));
    }
  }

  private synchronized List<Reply<?>> due() {
    List<Reply<?>> due = new ArrayList<>();
    waiting.removeIf(each -> {
      each.calls--;
      return each.calls == 0 && due.add(each.write);
    });
    return due;
  }

  synchronized int late() {
    return waiting.size();
  }

  void land() {
    List<Reply<?>> all;
    synchronized (this) {
      all = waiting.stream().<Reply<?>>map(each -> each.write).toList();
      waiting.clear();
    }
    all.forEach(Script::happen);
  }

  /** Nobody hears the answer any more. */
  private static void happen(Reply<?> write) {
    try {
      write.truth();
    } catch (StorageException e) {
      LOG.debug("a late write was not carried out", e);
    }
  }
}

package cn.cunzhen.core.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An audit as a job that lasts: what was ordered, and where it stands. A value; what is in the
 * store is the one that counts.
 *
 * @param defects what was found so far, each once, at most {@value #MOST_DEFECTS}
 * @param checked the parts that it has come to the end of, each once, in their order
 * @param ran how long it has been at work
 * @param since where it stood when its pace last changed
 * @param runner the node that works on it; null where none does yet
 * @param until when it came to its end; null before
 */
public record AuditJob(
    Order order,
    State state,
    @Nullable Outcome outcome,
    Rate rate,
    Progress progress,
    List<Defect> defects,
    List<Part> checked,
    Duration ran,
    Mark since,
    @Nullable String runner,
    @Nullable Instant until) {
  /** More would say nothing more, and a job has to fit into what a store swaps. */
  public static final int MOST_DEFECTS = 5_000;

  public AuditJob {
    defects = List.copyOf(defects);
    checked = List.copyOf(checked);
  }

  /** Where a job stands. */
  public enum State {
    RUNNING,
    PAUSED,
    /** It has come to an end, and its report is being sealed. */
    SEALING,
    /** Its report is there. */
    ENDED
  }

  /** How a job came to its end. */
  public enum Outcome {
    /** All that was ordered is done. */
    COMPLETE,
    /** Somebody stopped it. */
    STOPPED,
    /** It found more than it can hold. */
    TOO_MANY_DEFECTS
  }

  /** How far it had come, and how long it had been at work. */
  public record Mark(long done, long bytes, Duration ran) {
    static final Mark START = new Mark(0, 0, Duration.ZERO);
  }

  static AuditJob of(Order order, Rate rate) {
    return new AuditJob(
        order,
        State.RUNNING,
        null,
        rate,
        Progress.NONE,
        List.of(),
        List.of(),
        Duration.ZERO,
        Mark.START,
        null,
        null);
  }

  /** How many entries it is to go through. */
  public long entries() {
    return order.scope().entries();
  }

  /** Bytes a second, since the pace last changed. */
  public long bytesPerSecond() {
    double seconds = ran.minus(since.ran()).toMillis() / 1000.0;
    return seconds <= 0 ? 0 : (long) ((progress.bytes() - since.bytes()) / seconds);
  }

  /** How much longer it will take at this pace; empty where nobody can say. */
  public Optional<Duration> left() {
    long done = progress.done() - since.done();
    if (state != State.RUNNING || done <= 0) {
      return Optional.empty();
    }
    double each = (double) ran.minus(since.ran()).toMillis() / done;
    return Optional.of(Duration.ofMillis((long) (each * (entries() - progress.done()))));
  }

  boolean isRunBy(String node, AuditId id) {
    return order.id().equals(id) && state == State.RUNNING && node.equals(runner);
  }

  AuditJob runBy(@Nullable String node) {
    return change(state, outcome, rate, node, until);
  }

  AuditJob pause() {
    return state == State.RUNNING ? change(State.PAUSED, outcome, rate, runner, until) : this;
  }

  AuditJob resume() {
    return state == State.PAUSED
        ? change(State.RUNNING, outcome, rate, runner, until).marked()
        : this;
  }

  AuditJob at(Rate other) {
    return change(state, outcome, other, runner, until).marked();
  }

  /** Comes to its end, if it has not yet. */
  AuditJob end(Outcome how, Instant at) {
    boolean goesOn = state == State.RUNNING || state == State.PAUSED;
    return goesOn ? change(State.SEALING, how, rate, runner, at) : this;
  }

  AuditJob sealed() {
    return change(State.ENDED, outcome, rate, runner, until);
  }

  private AuditJob change(
      State to, @Nullable Outcome how, Rate pace, @Nullable String node, @Nullable Instant at) {
    return new AuditJob(order, to, how, pace, progress, defects, checked, ran, since, node, at);
  }

  private AuditJob marked() {
    Mark here = new Mark(progress.done(), progress.bytes(), ran);
    return new AuditJob(
        order, state, outcome, rate, progress, defects, checked, ran, here, runner, until);
  }

  /** The same with what its runner has done. */
  AuditJob advanced(Progress to, Set<Defect> found, Set<Part> parts, Duration worked) {
    return new AuditJob(
        order,
        state,
        outcome,
        rate,
        to,
        new ArrayList<>(found).subList(0, Math.min(found.size(), MOST_DEFECTS)),
        List.copyOf(parts),
        worked,
        since,
        runner,
        until);
  }

  /** Each defect once, in the order in which they were found. */
  Set<Defect> found() {
    return new LinkedHashSet<>(defects);
  }
}

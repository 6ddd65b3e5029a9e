package cn.cunzhen.core.audit;

import cn.cunzhen.core.audit.AuditJob.Outcome;
import cn.cunzhen.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One node's work on a job: keeps to its pace, writes down how far it has come, and sees from what
 * is written whether it is to go on.
 */
final class AuditRun implements Companion {
  /** A node that writes nothing for ten times as long is taken for dead. */
  private static final Duration BEAT = Duration.ofSeconds(3);

  /** A defect is written down sooner. */
  private static final Duration SOON = Duration.ofMillis(300);

  /** What fails in passing should be over by then. */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

  private final AuditId id;
  private final String node;
  private final Jobs jobs;
  private final Ticker ticker;
  private final BooleanSupplier closing;
  private final Pace pace;
  private final Set<Defect> found;
  private final Set<Part> checked;
  private final Duration ranBefore;
  private final long began;
  private Progress progress;
  private Rate rate;
  private long saved;

  AuditRun(AuditJob job, String node, Jobs jobs, Ticker ticker, BooleanSupplier closing) {
    this.id = job.order().id();
    this.node = node;
    this.jobs = jobs;
    this.ticker = ticker;
    this.closing = closing;
    this.began = ticker.nanos();
    this.saved = began;
    this.pace = new Pace(began);
    this.found = job.found();
    this.checked = EnumSet.noneOf(Part.class);
    checked.addAll(job.checked());
    this.ranBefore = job.ran();
    this.progress = job.progress();
    this.rate = job.rate();
  }

  @Override
  public void found(Defect defect) {
    if (found.size() < AuditJob.MOST_DEFECTS && found.add(defect)) {
      beat(SOON);
    }
    if (found.size() >= AuditJob.MOST_DEFECTS) {
      throw new HaltedException();
    }
  }

  @Override
  public void read(long bytes) {
    rest(pace.charge(rate, bytes, 0, ticker.nanos()));
  }

  @Override
  public void done(Progress to) {
    progress = to;
    rest(pace.charge(rate, 0, 1, ticker.nanos()));
  }

  @Override
  public void retry() {
    rest(BETWEEN_ATTEMPTS);
  }

  @Override
  public void checked(Part part) {
    checked.add(part);
  }

  /** Whether the ledger's tree could be made anew: else nothing can be held against it. */
  boolean isTreeWhole() {
    return checked.contains(Part.TREE)
        && found.stream().noneMatch(defect -> defect.kind() == Defect.Kind.TREE);
  }

  private void rest(Duration time) {
    long until = ticker.nanos() + time.toNanos();
    beat(BEAT);
    for (long left = until - ticker.nanos(); left > 0; left = until - ticker.nanos()) {
      ticker.pause(Duration.ofNanos(Math.min(left, BEAT.toNanos())));
      beat(SOON);
    }
  }

  private void beat(Duration after) {
    if (closing.getAsBoolean()) {
      throw new HaltedException();
    }
    if (ticker.nanos() - saved >= after.toNanos()) {
      save();
    }
  }

  private void save() {
    Optional<AuditJob> now;
    try {
      now = jobs.change(id, job -> node.equals(job.runner()) && goesOn(job) ? advanced(job) : job);
    } catch (StorageException e) {
      throw new HaltedException(e);
    }
    saved = ticker.nanos();
    rate =
        now.filter(job -> job.isRunBy(node, id))
            .map(AuditJob::rate)
            .orElseThrow(HaltedException::new);
  }

  private static boolean goesOn(AuditJob job) {
    return job.state() == AuditJob.State.RUNNING || job.state() == AuditJob.State.PAUSED;
  }

  private AuditJob advanced(AuditJob job) {
    Duration worked = ranBefore.plusNanos(ticker.nanos() - began);
    return job.advanced(progress, found, checked, worked);
  }

  /** Writes down that all is done. */
  void complete(Progress end, Instant at) {
    progress = end;
    jobs.change(id, job -> job.isRunBy(node, id) ? advanced(job).end(Outcome.COMPLETE, at) : job);
  }

  /** Writes down how far it has come, so that whoever goes on begins there, at once. */
  void leave(Instant at) {
    boolean full = found.size() >= AuditJob.MOST_DEFECTS;
    jobs.change(
        id,
        job -> {
          if (!node.equals(job.runner()) || !goesOn(job)) {
            return job;
          }
          AuditJob left = advanced(job).runBy(null);
          return full ? left.end(Outcome.TOO_MANY_DEFECTS, at) : left;
        });
  }
}

package cn.cunzhen.core.audit;

import cn.cunzhen.core.audit.AuditJob.State;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Write;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The archive's one job, in one small object that every node swaps: so there are never two of them,
 * and never two nodes that both carry it on.
 */
final class Jobs {
  private static final ObjectKey KEY = ObjectKey.of("state/audit");
  private static final int ATTEMPTS = 20;

  private final Heads heads;
  private final Supplier<Bytes> nonces;

  /**
   * @param nonces fresh random bytes each time, 16 or more
   */
  Jobs(Heads heads, Supplier<Bytes> nonces) {
    this.heads = heads;
    this.nonces = nonces;
  }

  /**
   * A job as it was read.
   *
   * @param untouched how long ago it was written, by the store's clock
   */
  record Kept(AuditJob job, Duration untouched) {}

  /** The newest job, ended or not; empty where there never was one. */
  Optional<Kept> read() {
    return heads
        .get(KEY)
        .map(head ->
            new Kept(parse(head.value()), Duration.between(head.modified(), head.readAt())));
  }

  private static AuditJob parse(Bytes value) {
    try {
      return JobJson.parse(value);
    } catch (IllegalArgumentException e) {
      throw new StorageException("the audit job is damaged: " + KEY, e);
    }
  }

  /**
   * Begins a job, unless another has not ended.
   *
   * @return the job that there is now
   */
  AuditJob begin(AuditJob job) {
    return change(present -> present.filter(p -> p.state() != State.ENDED).orElse(job));
  }

  /** Changes this job as it is at that moment; what is there then, if it is still this one. */
  Optional<AuditJob> change(AuditId id, UnaryOperator<AuditJob> change) {
    if (read().filter(kept -> kept.job().order().id().equals(id)).isEmpty()) {
      return Optional.empty();
    }
    AuditJob now =
        change(present -> {
          AuditJob job = present.orElseThrow();
          return job.order().id().equals(id) ? change.apply(job) : job;
        });
    return Optional.of(now).filter(job -> job.order().id().equals(id));
  }

  private AuditJob change(Function<Optional<AuditJob>, AuditJob> change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Head> head = heads.get(KEY);
      Optional<AuditJob> old = head.map(found -> parse(found.value()));
      AuditJob changed = change.apply(old);
      if (old.equals(Optional.of(changed)) || isWritten(head, changed)) {
        return changed;
      }
    }
    throw new ConcurrentModificationException("the audit job is being changed");
  }

  private boolean isWritten(Optional<Head> head, AuditJob job) {
    Bytes value = JobJson.format(job, nonces.get());
    Write write =
        head.isPresent() ? heads.swap(KEY, head.get().version(), value) : heads.putOnce(KEY, value);
    return switch (write) {
      case Write.Done _ -> true;
      // A repeated request may have met its own first success: the next attempt will see.
      case Write.Refused _ -> false;
      case Write.Unknown unknown -> throw unknown.cause();
    };
  }
}

package cn.cunzhen.core.audit;

import cn.cunzhen.core.audit.AuditJob.Outcome;
import cn.cunzhen.core.audit.AuditJob.State;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.seal.Sealer;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where audits are ordered, watched and reported: one job at a time in the whole archive, carried
 * on by whichever node took it, after a pause or a crash from where it was.
 *
 * <p>{@link #round} does what is due on this node; {@link AuditRounds} does so again and again.
 */
public final class AuditRoom {
  /** After so long without a sign of its node, by the store's clock, another takes the job over. */
  private static final Duration DEAD = Duration.ofSeconds(30);

  private final String node;
  private final Jobs jobs;
  private final Reports reports;
  private final ServedLog ledger;
  private final Audit audit;
  private final List<Consumer<Companion>> further;
  private final Sealer sealer;
  private final Ticker ticker;
  private final Clock clock;
  private final Supplier<Bytes> random;
  private volatile boolean closing;

  /**
   * @param node its name, which no other process has at the same time
   * @param further what else of an archive is audited where its ledger can be read: {@link
   *     StampAudit}, {@link EvidenceAudit}
   * @param random fresh random bytes each time, 16 or more
   */
  public AuditRoom(
      String node,
      Store store,
      ServedLog ledger,
      Audit audit,
      List<Consumer<Companion>> further,
      Sealer sealer,
      Ticker ticker,
      Clock clock,
      Supplier<Bytes> random) {
    this.node = node;
    this.jobs = new Jobs(store.heads(), random);
    this.reports = new Reports(store.objects());
    this.ledger = ledger;
    this.audit = audit;
    this.further = List.copyOf(further);
    this.sealer = sealer;
    this.ticker = ticker;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What became of an order.
   *
   * @param job the one that was ordered, or the one that is still under way
   */
  public record Begun(AuditJob job, boolean isNew) {}

  /**
   * Orders an audit of the ledger as it is now.
   *
   * @param sample null for all of the archive
   */
  public Begun begin(@Nullable Sample sample, Rate rate, String account) {
    Instant now = now();
    AuditId id = AuditId.of(now, random.get());
    Order order = new Order(id, ledger.checkpoint(), sample, account, now);
    AuditJob job = jobs.begin(AuditJob.of(order, rate));
    ticker.call();
    return new Begun(job, job.order().id().equals(id));
  }

  /** The newest job, ended or not; empty where there never was one. */
  public Optional<AuditJob> newest() {
    return jobs.read().map(Jobs.Kept::job);
  }

  /** The audits of which there is a report, the newest first. */
  public List<AuditId> reports() {
    return reports.all();
  }

  /** The report of that audit; empty where it has none. */
  public Optional<SealedReport> report(AuditId id) {
    return reports.get(id);
  }

  /** Lets the job wait; empty where it is not the newest. */
  public Optional<AuditJob> pause(AuditId id) {
    return change(id, AuditJob::pause);
  }

  /** Lets a job go on that waits. */
  public Optional<AuditJob> resume(AuditId id) {
    return change(id, AuditJob::resume);
  }

  /** Has it keep to another rate. */
  public Optional<AuditJob> keepTo(Rate rate, AuditId id) {
    return change(id, job -> job.at(rate));
  }

  /** Ends it where it is; its report says so. */
  public Optional<AuditJob> stop(AuditId id) {
    return change(id, job -> job.end(Outcome.STOPPED, now()));
  }

  private Optional<AuditJob> change(AuditId id, UnaryOperator<AuditJob> change) {
    Optional<AuditJob> changed =
        jobs.change(id, job -> job.state() == State.ENDED ? job : change.apply(job));
    ticker.call();
    return changed;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Carries the job on, if there is one for this node, until it is done or halted.
   *
   * @return whether something was done
   */
  public boolean round() throws IOException {
    Optional<Jobs.Kept> kept = jobs.read();
    if (kept.isEmpty()) {
      return false;
    }
    AuditJob job = kept.get().job();
    return switch (job.state()) {
      case RUNNING -> take(kept.get()).map(this::carryOn).orElse(false);
      case SEALING -> seal(job);
      case PAUSED, ENDED -> false;
    };
  }

  /** Has the round that is under way halt, and none begin. */
  public void close() {
    closing = true;
    ticker.call();
  }

  Ticker ticker() {
    return ticker;
  }

  /** A job is taken that nobody has, that is this node's, or whose node is dead. */
  private Optional<AuditJob> take(Jobs.Kept kept) throws IOException {
    String runner = kept.job().runner();
    boolean free = runner == null || runner.equals(node) || kept.untouched().compareTo(DEAD) >= 0;
    // A node that has not read so far yet would find entries missing.
    boolean knows = ledger.head().get().size() >= kept.job().order().covered().size();
    if (!free || !knows) {
      return Optional.empty();
    }
    AuditId id = kept.job().order().id();
    return jobs.change(
            id,
            job -> {
              boolean same = Objects.equals(job.runner(), runner);
              return same && job.state() == State.RUNNING ? job.runBy(node) : job;
            })
        .filter(job -> job.isRunBy(node, id));
  }

  private boolean carryOn(AuditJob job) {
    AuditRun run = new AuditRun(job, node, jobs, ticker, () -> closing);
    try {
      Progress end = audit.run(job.order().scope(), job.progress(), run);
      if (job.order().sample() == null && run.isTreeWhole()) {
        further.forEach(each -> each.accept(run));
      }
      run.complete(end, now());
    } catch (HaltedException e) {
      run.leave(now());
      if (e.getCause() instanceof StorageException silent) {
        throw silent; // to be tried again after a while
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private boolean seal(AuditJob job) {
    Bytes json = AuditReport.format(job);
    Instant until = Objects.requireNonNull(job.until());
    reports.put(new SealedReport(job.order().id(), json, sealer.seal(json, until)));
    jobs.change(
        job.order().id(), stored -> stored.state() == State.SEALING ? stored.sealed() : stored);
    return true;
  }
}

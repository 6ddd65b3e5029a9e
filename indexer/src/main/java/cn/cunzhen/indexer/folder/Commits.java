package cn.cunzhen.indexer.folder;

import java.io.IOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits in the background, a while after the first change since the last time. */
public final class Commits implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final long SECONDS = 10;

  private final Commit commit;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor executor;

  /**
   * @param name of the thread that commits
   */
  public Commits(String name, Commit commit) {
    this.commit = commit;
    this.executor =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name(name).factory());
    this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Tells that something was written. */
  public void wrote() {
    schedule(SECONDS);
  }

  /** Tells that something was left to do when the folder was last closed. */
  public void dueAtOnce() {
    schedule(0);
  }

  private void schedule(long seconds) {
    if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
      var _ = executor.schedule(this::run, seconds, TimeUnit.SECONDS);
    }
  }

  /** Waits for a commit under way; none begins after. */
  @Override
  public void close() {
    executor.close();
  }

  private void run() {
    scheduled.set(false);
    try {
      commit.run();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the index could not be committed; it is tried again", e);
      wrote();
    }
  }

  /** Makes durable what was written. */
  public interface Commit {
    void run() throws IOException;
  }
}

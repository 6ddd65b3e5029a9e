package cn.cunzhen.api.node;

import cn.cunzhen.core.Sweeper;
import cn.cunzhen.storage.StorageException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps a part of the packages every hour; what fails is tried again when its turn comes. */
final class Sweeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);

  private final Sweeper sweeper;
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("sweeper").factory());

  private Sweeping(Sweeper sweeper) {
    this.sweeper = sweeper;
  }

  static Sweeping start(Sweeper sweeper) {
    Sweeping sweeping = new Sweeping(sweeper);
    var _ = sweeping.executor.scheduleWithFixedDelay(sweeping::sweep, 1, 60, TimeUnit.MINUTES);
    return sweeping;
  }

  private void sweep() {
    try {
      Sweeper.Swept swept = sweeper.sweep(sweeper.part());
      if (swept.removed() + swept.kept() > 0) {
        LOG.info("packages without an entry: {} removed, {} kept", swept.removed(), swept.kept());
      }
    } catch (StorageException e) {
      LOG.warn("packages without an entry could not be swept; it is tried again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("packages without an entry could not be swept", e);
    }
  }

  /** Begins no further sweep. One that is under way may fail when the store goes; it harms none. */
  @Override
  public void close() {
    executor.shutdown();
  }
}

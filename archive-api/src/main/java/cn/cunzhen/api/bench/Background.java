package cn.cunzhen.api.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Work that goes on again and again while something else is measured. */
final class Background implements AutoCloseable {
  /** Work, once. */
  interface Work {
    void once() throws Exception;
  }

  private final ExecutorService threads;
  private final List<Future<Boolean>> workers = new ArrayList<>();
  private final AtomicBoolean ending = new AtomicBoolean();

  private Background(int workers) {
    this.threads = Executors.newFixedThreadPool(workers);
  }

  static Background start(int workers, Work work) {
    Background background = new Background(workers);
    for (int i = 0; i < workers; i++) {
      background.workers.add(background.threads.submit(background.again(work)));
    }
    return background;
  }

  private Callable<Boolean> again(Work work) {
    return () -> {
      while (!ending.get()) {
        work.once();
      }
      return true;
    };
  }

  /** Lets every worker end what it has begun, and fails where one has failed. */
  void check() throws InterruptedException {
    ending.set(true);
    for (Future<Boolean> worker : workers) {
      try {
        worker.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the work in the background failed", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    ending.set(true);
    threads.close();
  }
}

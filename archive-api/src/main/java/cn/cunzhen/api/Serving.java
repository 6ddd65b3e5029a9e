package cn.cunzhen.api;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.api.node.Node;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that serves until the process is told to end, or its store has failed for good. */
final class Serving implements AutoCloseable {
  /** Whoever asks a process to end kills it after ten seconds. */
  private static final Duration LIMIT = Duration.ofSeconds(9);

  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger exitCode = new AtomicInteger();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Configuration configuration;
  private final Node node;

  private Serving(Configuration configuration) throws IOException {
    this.configuration = configuration;
    this.node = Node.start(configuration, this::unfit);
  }

  static Serving start(Configuration configuration) throws IOException {
    Serving serving = new Serving(configuration);
    // The hook waits, so that the process lives until everything has been put down.
    Runtime.getRuntime().addShutdownHook(new Thread(serving::close, "end"));
    serving.node.prepare();
    return serving;
  }

  private void unfit(StorageException.Unfit failure) {
    exitCode.set(1);
    ended.countDown();
  }

  Node node() {
    return node;
  }

  String address() {
    String scheme = configuration.tls() == null ? "http" : "https";
    return scheme + "://" + configuration.httpHost() + ":" + node.port() + "/";
  }

  /** Waits for the end; gives the exit code. */
  int await() throws InterruptedException {
    ended.await();
    return exitCode.get();
  }

  /** Ends the node; what has not ended in time ends with the process. */
  @Override
  public void close() {
    ended.countDown();
    if (closing.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("closing").start(this::closeNode);
    }
    try {
      if (!closed.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("not everything has ended in time; nothing that was acknowledged is lost by that");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeNode() {
    try {
      node.close();
    } finally {
      closed.countDown();
    }
  }
}

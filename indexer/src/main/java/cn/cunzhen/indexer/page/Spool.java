package cn.cunzhen.indexer.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files on disk while their pages are looked at, so that a file is not fetched for every page.
 *
 * <p>One that nobody has asked for in a while goes. There is room for one more than are drawn from
 * at a time, so none goes that is being read.
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final Duration LASTING = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Shelf shelf;
  private final Map<String, Long> used = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("page-files").factory());

  Spool(Path folder, long most) throws IOException {
    this.shelf = new Shelf(folder, most);
    long look = LOOK.toSeconds();
    var _ = clock.scheduleWithFixedDelay(this::tidy, look, look, TimeUnit.SECONDS);
  }

  /**
   * Where the file lies, for whoever has a turn and until it is given back.
   *
   * @throws IOException if its content can't be had
   */
  Path file(String name, PageSource source) throws IOException {
    used.put(name, System.nanoTime());
    Optional<Path> there = shelf.find(name);
    if (there.isPresent()) {
      return there.get();
    }
    Path making = shelf.place();
    try (InputStream content = source.content().open()) {
      Files.copy(content, making);
      return shelf.put(name, making);
    } finally {
      Files.deleteIfExists(making);
    }
  }

  void remove(String beginning) throws IOException {
    used.keySet().removeIf(name -> name.startsWith(beginning));
    shelf.remove(beginning);
  }

  private void tidy() {
    long before = System.nanoTime() - LASTING.toNanos();
    used.forEach((name, at) -> {
      if (at - before < 0) {
        try {
          remove(name);
        } catch (IOException e) {
          LOG.warn("a file whose pages were looked at is still on disk", e);
        }
      }
    });
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}

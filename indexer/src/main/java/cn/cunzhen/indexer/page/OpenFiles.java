package cn.cunzhen.indexer.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The files that were drawn from last, still open: who looks at a page mostly wants the next one.
 *
 * <p>Two, for two that are read side by side. What nobody asks for is closed soon.
 */
final class OpenFiles {
  private static final int MOST = 2;
  private static final Duration LASTING = Duration.ofSeconds(30);

  private final Kinds kinds = new Kinds();
  private final LinkedHashMap<String, Open> open = new LinkedHashMap<>(4, 0.75f, true);
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("closing").factory());

  OpenFiles() {
    long look = LASTING.toSeconds() / 3;
    var _ = clock.scheduleWithFixedDelay(this::tidy, look, look, TimeUnit.SECONDS);
  }

  private record Open(PagedFile file, long used) {}

  /** Answers a question from an open file. */
  @FunctionalInterface
  interface Look<T> {
    T at(PagedFile file) throws IOException, HinderedException;
  }

  /** Lets a file be looked at; one that makes trouble is closed. */
  synchronized <T> T with(PageQuestion question, Look<T> look)
      throws IOException, HinderedException {
    PagedFile file = take(question);
    boolean well = false;
    try {
      T found = look.at(file);
      well = true;
      return found;
    } catch (HinderedException e) {
      well = true;
      throw e;
    } finally {
      if (well) {
        open.put(question.path(), new Open(file, System.nanoTime()));
        closeAllBut(MOST);
      } else {
        file.close();
      }
    }
  }

  private PagedFile take(PageQuestion question) throws IOException, HinderedException {
    Open found = open.remove(question.path());
    if (found == null) {
      return kinds.open(question);
    }
    if (!Files.exists(Path.of(question.path()))) {
      found.file.close();
      throw new IOException("the file is gone");
    }
    return found.file;
  }

  private void closeAllBut(int most) throws IOException {
    Iterator<Open> eldest = open.values().iterator();
    while (open.size() > most) {
      PagedFile file = eldest.next().file;
      eldest.remove();
      file.close();
    }
  }

  private synchronized void tidy() {
    long before = System.nanoTime() - LASTING.toNanos();
    for (Iterator<Map.Entry<String, Open>> all = open.entrySet().iterator(); all.hasNext(); ) {
      Open each = all.next().getValue();
      if (each.used - before < 0) {
        all.remove();
        try {
          each.file.close();
        } catch (IOException e) {
          Runtime.getRuntime().halt(1); // what can't be closed is closed with the process
        }
      }
    }
  }
}

package cn.cunzhen.indexer.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place where one request at a time is answered, by one process after another. */
final class Desk {
  private final Launch launch;
  private final Deadlines deadlines;
  private final Path folder;
  private @Nullable Child child;
  private boolean closed;

  Desk(Launch launch, Deadlines deadlines, Path folder) {
    this.launch = launch;
    this.deadlines = deadlines;
    this.folder = folder;
  }

  /** Starts a process if there is none, without waiting until it can work. */
  synchronized void prepare() throws IOException {
    if (child == null && !closed) {
      child = start();
    }
  }

  <T> Outcome<T> ask(Request request, AnswerReader<T> reader) throws IOException {
    Child asked = fresh();
    asked.awaitGreeting(() -> Launch.complaint(folder));
    Outcome<T> outcome = asked.ask(request, reader);
    if (asked.isSpent()) {
      fresh();
    }
    return outcome;
  }

  /** Ends the process, even while it works; no other is started. */
  synchronized void close() {
    closed = true;
    if (child != null) {
      child.kill();
    }
  }

  /** The process, or another in the place of one that is spent. */
  private synchronized Child fresh() throws IOException {
    Child current = child;
    if (current != null && !current.isSpent()) {
      return current;
    }
    if (current != null) {
      current.kill();
    }
    if (closed) {
      throw new IOException("the processes are closed");
    }
    Child next = start();
    child = next;
    return next;
  }

  private Child start() throws IOException {
    empty(folder);
    Files.createDirectories(folder);
    return new Child(launch.in(folder), deadlines, launch.limits());
  }

  /** Removes a folder with everything in it. */
  static void empty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}

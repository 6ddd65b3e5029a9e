package cn.cunzhen.indexer.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A place where one file at a time is read, by one reading process after another. */
final class Desk {
  private final Launch launch;
  private final Deadlines deadlines;
  private final Path folder;
  private volatile Child child;
  private boolean closed;

  /** Starts the first process, without waiting until it can read. */
  Desk(Launch launch, Deadlines deadlines, Path folder) throws IOException {
    this.launch = launch;
    this.deadlines = deadlines;
    this.folder = folder;
    this.child = start();
  }

  Extraction read(SourceFile file) throws IOException {
    if (child.isSpent()) {
      replace();
    }
    child.awaitGreeting(() -> Launch.complaint(folder));
    Extraction extraction = child.read(file);
    if (child.isSpent()) {
      replace();
    }
    return extraction;
  }

  /** Ends the process, even while it reads; no other is started. */
  synchronized void close() {
    closed = true;
    child.kill();
  }

  private synchronized void replace() throws IOException {
    child.kill();
    if (!closed) {
      child = start();
    }
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

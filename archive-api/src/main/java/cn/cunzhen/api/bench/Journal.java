package cn.cunzhen.api.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** One file that grows at its end; whatever came during the last sync shares the next one. */
final class Journal implements AutoCloseable {
  private record Waiting(ByteBuffer content, CompletableFuture<Boolean> done) {}

  private static final Waiting END = new Waiting(ByteBuffer.allocate(0), new CompletableFuture<>());

  private final FileChannel file;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final Thread writer;

  Journal(Path path) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.writer = Thread.ofPlatform().daemon().name("journal").start(this::run);
  }

  /** Completes when the content is on disk. */
  CompletableFuture<Boolean> append(ByteBuffer content) {
    Waiting mine = new Waiting(content, new CompletableFuture<>());
    waiting.add(mine);
    return mine.done();
  }

  private void run() {
    List<Waiting> group = new ArrayList<>();
    try {
      while (!group.contains(END)) {
        group.clear();
        group.add(waiting.take());
        waiting.drainTo(group);
        write(group);
        group.forEach(each -> each.done().complete(true));
      }
    } catch (IOException | InterruptedException e) {
      group.forEach(each -> each.done().completeExceptionally(e));
    }
  }

  private void write(List<Waiting> group) throws IOException {
    for (Waiting each : group) {
      while (each.content().hasRemaining()) {
        file.write(each.content());
      }
    }
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    waiting.add(END);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    file.close();
  }
}

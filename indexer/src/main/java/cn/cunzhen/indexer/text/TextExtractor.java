package cn.cunzhen.indexer.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads files in processes of their own, so that one that crashes, hangs or takes all memory costs
 * its own text and nothing else.
 *
 * <p>A caller waits for its turn, in the order of the calls, and then for its answer; threads of
 * either kind may call.
 */
public final class TextExtractor implements TextExtraction, AutoCloseable {
  private final Deadlines deadlines = new Deadlines();
  private final List<Desk> desks = new ArrayList<>();
  private final BlockingQueue<Desk> free;
  private volatile boolean closed;

  TextExtractor(Launch launch, Path folder) throws IOException {
    int children = launch.limits().children();
    this.free = new ArrayBlockingQueue<>(children, true);
    for (int i = 0; i < children; i++) {
      desks.add(new Desk(launch, deadlines, folder.toAbsolutePath().resolve("reader-" + i)));
    }
    free.addAll(desks);
  }

  /**
   * Starts the reading processes, and returns before they can read.
   *
   * @param folder for what they need while they read; its subfolders {@code reader-*} are emptied,
   *     so no two extractors may share it
   */
  public static TextExtractor start(ExtractionLimits limits, Path folder) throws IOException {
    return new TextExtractor(new Launch(limits), folder);
  }

  @Override
  public Extraction extract(SourceFile file) throws IOException, InterruptedException {
    Desk desk = free.take();
    try {
      if (closed) {
        throw new IOException("the extractor is closed");
      }
      Extraction extraction = desk.read(file);
      if (closed) {
        throw new IOException("the extractor was closed before the file was read");
      }
      return extraction;
    } finally {
      free.add(desk);
    }
  }

  /** Ends the reading processes at once; calls under way throw. */
  @Override
  public void close() {
    closed = true;
    for (Desk desk : desks) {
      desk.close();
    }
    deadlines.close();
  }
}

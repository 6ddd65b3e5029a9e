package cn.cunzhen.indexer.child;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Processes that answer requests, so that one that crashes, hangs or takes all memory costs its own
 * request and nothing else.
 *
 * <p>A caller waits for its turn, in the order of the calls, and then for its answer; threads of
 * either kind may call.
 */
public final class Children implements AutoCloseable {
  private final Deadlines deadlines = new Deadlines();
  private final List<Desk> desks = new ArrayList<>();
  private final BlockingQueue<Desk> free;
  private volatile boolean closed;

  /**
   * Makes room for them; each is started when it is first needed.
   *
   * @param folder for what they need while they work; its subfolders {@code <name>-*} are emptied,
   *     so no two may share it
   */
  public Children(ChildProgram program, ChildLimits limits, Path folder, String name)
      throws IOException {
    removeWhatIsLeft(folder, name + "-");
    Launch launch = new Launch(program, limits);
    this.free = new ArrayBlockingQueue<>(limits.children(), true);
    for (int i = 0; i < limits.children(); i++) {
      desks.add(new Desk(launch, deadlines, folder.toAbsolutePath().resolve(name + "-" + i)));
    }
    free.addAll(desks);
  }

  /** Of processes that ended with their parent, be they more than are started now. */
  private static void removeWhatIsLeft(Path folder, String beginning) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, beginning + "*")) {
      for (Path each : left) {
        Desk.empty(each);
      }
    }
  }

  /** Starts all that have not been started, and returns before they can work. */
  public void prepare() throws IOException {
    for (Desk desk : desks) {
      desk.prepare();
    }
  }

  /**
   * Asks whichever is free next.
   *
   * @return also where the child failed in whatever way
   * @throws IOException where the content could not be had, or no process can be started: the
   *     request is not to blame, and may be tried again
   */
  public <T> Outcome<T> ask(Request request, AnswerReader<T> reader)
      throws IOException, InterruptedException {
    Desk desk = free.take();
    try {
      if (closed) {
        throw new IOException("the processes are closed");
      }
      Outcome<T> outcome = desk.ask(request, reader);
      if (closed) {
        throw new IOException("the processes were closed before there was an answer");
      }
      return outcome;
    } finally {
      free.add(desk);
    }
  }

  /** Ends the processes at once; calls under way throw. */
  @Override
  public void close() {
    closed = true;
    for (Desk desk : desks) {
      desk.close();
    }
    deadlines.close();
  }
}

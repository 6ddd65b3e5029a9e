package cn.cunzhen.indexer.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.cunzhen.storage.Bytes;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The child's side: answers requests, one after another.
 *
 * <p>The process ends as soon as its input does, so it never outlives its parent.
 */
public final class ChildSide {
  private static final long STACK = 16 << 20;

  private final DataInputStream in = new DataInputStream(System.in);
  private final DataOutputStream out;
  private final Work work;
  private final Path spool = Path.of("file");

  private ChildSide(OutputStream out, Work work) {
    this.out = new DataOutputStream(new BufferedOutputStream(out));
    this.work = work;
  }

  /** Answers requests. */
  @FunctionalInterface
  public interface Work {
    /**
     * Answers one request.
     *
     * @param file where its content lies, until this returns
     * @throws IOException if the process can't go on; it ends
     */
    Reply answer(Bytes question, Path file) throws IOException;
  }

  /** Writes an answer, as its {@link AnswerReader} reads it. */
  @FunctionalInterface
  public interface Reply {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /** Makes ready for work. */
  @FunctionalInterface
  public interface Preparation {
    Work prepare() throws IOException;
  }

  /**
   * Makes ready, and serves the parent until that ends. What fails while making ready is told to
   * it; what is printed later is lost, lest it end up between the answers.
   */
  public static void serve(Preparation preparation) throws IOException {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    System.setOut(nowhere);
    Work work = preparation.prepare();
    System.setErr(nowhere);
    new ChildSide(out, work).serve();
  }

  private void serve() throws IOException {
    try (ExecutorService worker =
        Executors.newSingleThreadExecutor(work -> new Thread(null, work, "work", STACK))) {
      Wire.greet(out);
      while (true) {
        Bytes question = Wire.expectQuestion(in);
        if (receive()) {
          worker.execute(() -> answer(question));
        }
      }
    } catch (EOFException e) {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      Runtime.getRuntime().halt(0);
    }
  }

  private boolean receive() throws IOException {
    try (OutputStream file = Files.newOutputStream(spool)) {
      return Wire.receive(in, (bytes, length) -> file.write(bytes, 0, length));
    }
  }

  private void answer(Bytes question) {
    try {
      Reply reply = work.answer(question, spool);
      Files.delete(spool);
      Wire.answer(out, reply);
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
  }
}

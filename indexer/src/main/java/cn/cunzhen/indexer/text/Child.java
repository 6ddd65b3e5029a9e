package cn.cunzhen.indexer.text;

import cn.cunzhen.indexer.text.Deadlines.Deadline;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Reason;
import cn.cunzhen.indexer.text.Wire.NonsenseException;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One reading process, seen from its parent; for one caller at a time. */
final class Child {
  private static final int PIECE = 1 << 16;
  private static final int MEMORY_EXHAUSTED = 3; // what -XX:+ExitOnOutOfMemoryError exits with
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(5);

  private final Process process;
  private final Deadlines deadlines;
  private final ExtractionLimits limits;
  private final DataOutputStream out;
  private final DataInputStream in;
  private boolean greeted;
  private int files;

  Child(Process process, Deadlines deadlines, ExtractionLimits limits) {
    this.process = process;
    this.deadlines = deadlines;
    this.limits = limits;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.in = new DataInputStream(process.getInputStream());
  }

  /** Whether it should not read another file: it has ended, or has read as many as it may. */
  boolean isSpent() {
    return !process.isAlive() || files >= limits.filesPerChild();
  }

  /**
   * Reads one file.
   *
   * @throws IOException where the file's content could not be had
   */
  Extraction read(SourceFile file) throws IOException {
    files++;
    try (InputStream content = file.content().open()) {
      return send(file.name(), content)
          ? ask(() -> Wire.expectAnswer(in, limits.characters()), limits.time())
          : new NoText(Reason.TOO_LARGE, "more than " + limits.bytes() + " bytes");
    } catch (EndedException e) {
      return e.outcome;
    }
  }

  /**
   * Waits until the process can read.
   *
   * @param complaint what it has said where it can't
   */
  void awaitGreeting(Complaint complaint) throws IOException {
    if (greeted) {
      return;
    }
    try {
      tell(() -> Wire.expectGreeting(in), START);
      greeted = true;
    } catch (EndedException e) {
      throw new IOException(e.outcome.detail() + " at its start: " + complaint.read(), e);
    }
  }

  /** What a process has complained about. */
  @FunctionalInterface
  interface Complaint {
    String read() throws IOException;
  }

  /** Sends a file; false where it is too large. */
  private boolean send(String name, InputStream content) throws IOException, EndedException {
    tell(() -> Wire.begin(out, name), limits.time());
    boolean whole = false;
    try {
      whole = sendPieces(content);
    } finally {
      if (!whole) {
        tell(() -> Wire.giveUp(out), limits.time());
      }
    }
    return whole;
  }

  private boolean sendPieces(InputStream content) throws IOException, EndedException {
    byte[] piece = new byte[PIECE];
    long sent = 0;
    for (int length = content.read(piece); length >= 0; length = content.read(piece)) {
      int size = length;
      sent += size;
      if (sent > limits.bytes()) {
        return false;
      }
      if (size > 0) {
        tell(() -> Wire.piece(out, piece, size), limits.time());
      }
    }
    tell(() -> Wire.end(out), limits.time());
    return true;
  }

  private void tell(Message message, Duration limit) throws EndedException {
    ask(
        () -> {
          message.pass();
          return greeted;
        },
        limit);
  }

  /** Talks to the process; whatever goes wrong in that is the end of it. */
  private <T> T ask(Question<T> question, Duration limit) throws EndedException {
    try (Deadline deadline = deadlines.set(process, limit)) {
      try {
        return question.ask();
      } catch (IOException e) {
        throw new EndedException(end(e, deadline), e);
      }
    }
  }

  private NoText end(IOException thrown, Deadline deadline) {
    boolean late = deadline.hasPassed();
    boolean nonsense = thrown instanceof NonsenseException;
    if (!late && !nonsense) {
      awaitEnd(); // it ends, or it has closed its output and lives on
    }
    kill();
    if (late) {
      return new NoText(Reason.TIMED_OUT, "more than " + limits.time().toSeconds() + " s");
    }
    int code = process.isAlive() ? -1 : process.exitValue();
    if (code == MEMORY_EXHAUSTED) {
      return new NoText(Reason.OUT_OF_MEMORY, "more than " + limits.heapMegabytes() + " MB");
    }
    String end = nonsense ? "answered nonsense" : "ended with code " + code;
    return new NoText(Reason.CRASHED, "the reading process " + end);
  }

  /** Ends the process at once, and returns when it has ended. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    process.onExit().completeOnTimeout(process, END.toSeconds(), TimeUnit.SECONDS).join();
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws IOException;
  }

  @FunctionalInterface
  private interface Message {
    void pass() throws IOException;
  }

  /** The process has ended, or was ended, before it answered. */
  private static final class EndedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient NoText outcome;

    EndedException(NoText outcome, IOException cause) {
      super(outcome.detail(), cause);
      this.outcome = outcome;
    }
  }
}

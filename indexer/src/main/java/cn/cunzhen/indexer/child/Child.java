package cn.cunzhen.indexer.child;

import cn.cunzhen.indexer.child.Deadlines.Deadline;
import cn.cunzhen.indexer.child.Outcome.Answered;
import cn.cunzhen.indexer.child.Outcome.Failed;
import cn.cunzhen.indexer.child.Outcome.Failure;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One process, seen from its parent; for one caller at a time. */
final class Child {
  private static final int PIECE = 1 << 16;
  private static final int MEMORY_EXHAUSTED = 3; // what -XX:+ExitOnOutOfMemoryError exits with
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(5);

  private final Process process;
  private final Deadlines deadlines;
  private final ChildLimits limits;
  private final DataOutputStream out;
  private final DataInputStream in;
  private boolean greeted;
  private int requests;

  Child(Process process, Deadlines deadlines, ChildLimits limits) {
    this.process = process;
    this.deadlines = deadlines;
    this.limits = limits;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.in = new DataInputStream(process.getInputStream());
  }

  /** Whether it should be asked no more: it has ended, or has answered as often as it may. */
  boolean isSpent() {
    return !process.isAlive() || requests >= limits.requestsPerChild();
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws IOException where the content could not be had
   */
  <T> Outcome<T> ask(Request request, AnswerReader<T> reader) throws IOException {
    requests++;
    try (InputStream content = request.content().open()) {
      return send(request, content)
          ? new Answered<>(talk(() -> Wire.expectAnswer(in, reader), limits.time()))
          : new Failed<>(Failure.TOO_LARGE, "more than " + limits.bytes() + " bytes");
    } catch (EndedException e) {
      return new Failed<>(e.failure, e.detail);
    }
  }

  /**
   * Waits until the process can work.
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
      throw new IOException(e.detail + " at its start: " + complaint.read(), e);
    }
  }

  /** What a process has complained about. */
  @FunctionalInterface
  interface Complaint {
    String read() throws IOException;
  }

  /** Sends a request; false where its content is too large. */
  private boolean send(Request request, InputStream content) throws IOException, EndedException {
    tell(() -> Wire.begin(out, request.question()), limits.time());
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
    talk(
        () -> {
          message.pass();
          return greeted;
        },
        limit);
  }

  /** Talks to the process; whatever goes wrong in that is the end of it. */
  private <T> T talk(Exchange<T> exchange, Duration limit) throws EndedException {
    try (Deadline deadline = deadlines.set(process, limit)) {
      try {
        return exchange.run();
      } catch (IOException e) {
        throw end(e, deadline);
      }
    }
  }

  private EndedException end(IOException thrown, Deadline deadline) {
    boolean late = deadline.hasPassed();
    boolean nonsense = thrown instanceof NonsenseException;
    if (!late && !nonsense) {
      awaitEnd(); // it ends, or it has closed its output and lives on
    }
    kill();
    if (late) {
      String time = "more than " + limits.time().toSeconds() + " s";
      return new EndedException(Failure.TIMED_OUT, time, thrown);
    }
    int code = process.isAlive() ? -1 : process.exitValue();
    if (code == MEMORY_EXHAUSTED) {
      String memory = "more than " + limits.heapMegabytes() + " MB";
      return new EndedException(Failure.OUT_OF_MEMORY, memory, thrown);
    }
    String end = nonsense ? "answered nonsense" : "ended with code " + code;
    return new EndedException(Failure.CRASHED, "the process " + end, thrown);
  }

  /** Ends the process at once, and returns when it has ended. */
  void kill() {
    Deadlines.kill(process);
    awaitEnd();
  }

  private void awaitEnd() {
    process.onExit().completeOnTimeout(process, END.toSeconds(), TimeUnit.SECONDS).join();
  }

  @FunctionalInterface
  private interface Exchange<T> {
    T run() throws IOException;
  }

  @FunctionalInterface
  private interface Message {
    void pass() throws IOException;
  }

  /** The process has ended, or was ended, before it answered. */
  private static final class EndedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Failure failure;
    private final String detail;

    EndedException(Failure failure, String detail, IOException cause) {
      super(detail, cause);
      this.failure = failure;
      this.detail = detail;
    }
  }
}

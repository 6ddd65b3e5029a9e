package cn.cunzhen.api.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The calls that a server is answering, so that it can end without breaking one.
 *
 * <p>When the end comes, new calls are refused; those under way may go on for a while. A body that
 * is still coming in then is read no further: its call is refused whole, and its sender is told.
 */
final class CallsUnderWay {
  private final Set<Thread> reading = new HashSet<>();
  private int count;
  private boolean ending;
  private boolean cutting;

  /**
   * A call begins.
   *
   * @throws Problem if the server is about to end
   */
  synchronized void begin() {
    if (ending) {
      throw new Problem(ProblemCode.CLOSING);
    }
    count++;
  }

  synchronized void end() {
    count--;
    notifyAll();
  }

  /**
   * The body of a call; reading it throws a {@link Problem} once the server waits no longer, or
   * where more comes in than so many bytes.
   */
  InputStream body(InputStream content, long most) {
    return new Body(content, most);
  }

  /**
   * Lets no further call begin, and returns when none is under way any more, or time is up.
   *
   * @param whole for calls whose bodies are still coming in
   * @param rest after that, for the others
   */
  void finish(Duration whole, Duration rest) throws InterruptedException {
    synchronized (this) {
      ending = true;
      if (!awaitNone(whole)) {
        cutting = true;
        reading.forEach(Thread::interrupt);
        awaitNone(rest);
      }
    }
  }

  // Only called by those who hold the monitor.
  private boolean awaitNone(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toMillis(); count > 0 && left > 0; ) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    return count == 0;
  }

  private synchronized void beginReading() {
    if (cutting) {
      throw new Problem(ProblemCode.CLOSING);
    }
    reading.add(Thread.currentThread());
  }

  /** What follows is not to be interrupted: nobody but {@link #finish} does that to a call. */
  private synchronized void endReading() {
    reading.remove(Thread.currentThread());
    if (cutting) {
      Thread.interrupted();
    }
  }

  private final class Body extends FilterInputStream {
    private final long most;
    private long count;

    Body(InputStream content, long most) {
      super(content);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      beginReading();
      try {
        int more = super.read(into, offset, length);
        count += Math.max(more, 0);
        if (count > most) {
          throw new Problem(ProblemCode.TOO_LARGE, "at most " + most + " bytes");
        }
        return more;
      } catch (IOException e) {
        if (isCut()) {
          throw new Problem(ProblemCode.CLOSING);
        }
        throw e;
      } finally {
        endReading();
      }
    }
  }

  private synchronized boolean isCut() {
    return cutting;
  }
}

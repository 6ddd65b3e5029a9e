package cn.cunzhen.storage.s3;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Repeats what may be repeated, after growing random pauses, until patience runs out. */
final class Attempts {
  private static final long FIRST_PAUSE = Duration.ofMillis(50).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();
  private static final int DOUBLINGS = 7;
  private static final int LOOKS = 4;

  private final Duration total;
  private final RandomGenerator random;

  Attempts(Duration total, RandomGenerator random) {
    this.total = total;
    this.random = random;
  }

  interface Request<T> {
    T send() throws Failure;
  }

  interface Action {
    void send() throws Failure;
  }

  /** For a request that does the same however often it is carried out. */
  <T> T repeat(Request<T> request) throws Failure {
    return send(request, Failure::mayPass);
  }

  void repeat(Action action) throws Failure {
    repeat(() -> {
      action.send();
      return true;
    });
  }

  /**
   * For reading from a versioned bucket: what is missing is looked for a few times more, since a
   * server may hide an object for an instant while others put it again.
   */
  <T> T repeatMissing(Request<T> request) throws Failure {
    long end = System.nanoTime() + total.toNanos();
    for (int look = 1; ; look++) {
      try {
        return repeat(request);
      } catch (Failure failure) {
        if (!failure.isMissing() || look == LOOKS || !paused(look, end)) {
          throw failure;
        }
      }
    }
  }

  /** For a request that may arrive once only: repeated only where it surely never left. */
  <T> T once(Request<T> request) throws Failure {
    return send(request, Failure::neverSent);
  }

  private <T> T send(Request<T> request, Predicate<Failure> again) throws Failure {
    long end = System.nanoTime() + total.toNanos();
    boolean sent = false;
    for (int attempt = 0; ; attempt++) {
      try {
        return request.send();
      } catch (Failure failure) {
        sent |= !failure.neverSent();
        if (!again.test(failure) || !paused(attempt, end)) {
          throw sent ? failure.afterOneThatWasSent() : failure;
        }
      }
    }
  }

  /** Full jitter: any pause from nothing to a limit that doubles; none that ends too late. */
  private boolean paused(int attempt, long end) {
    long limit = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(attempt, DOUBLINGS));
    long pause = random.nextLong(limit);
    if (System.nanoTime() + pause - end > 0) {
      return false;
    }
    try {
      Thread.sleep(Duration.ofNanos(pause));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

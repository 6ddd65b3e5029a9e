package cn.cunzhen.core.audit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Whoever goes along with an audit: hears what it finds, and sets its pace. */
public interface Companion {
  /** A disk that is busy may be past it by then. */
  Duration SHORT_WHILE = Duration.ofMillis(200);

  /** A defect; one that was told before a halt may be told again after it. */
  void found(Defect defect);

  /**
   * So many bytes have been read, or none where time may have passed. May wait.
   *
   * @throws HaltedException to end the audit here
   */
  void read(long bytes);

  /**
   * An entry is done: the audit could go on from here. May wait.
   *
   * @throws HaltedException to end the audit here
   */
  void done(Progress progress);

  /**
   * Something can't be read just now, and is to be tried again. May wait.
   *
   * @throws HaltedException to end the audit here
   */
  void retry();

  /** A part was gone through to its end, whatever was found in it. */
  void checked(Part part);

  /** One that only listens, and lets the audit go as fast as it can. */
  static Companion inHaste(Consumer<Defect> defects, LongConsumer done, Consumer<Part> checked) {
    return new Companion() {
      @Override
      public void found(Defect defect) {
        defects.accept(defect);
      }

      @Override
      public void read(long bytes) {
        // It has no pace of its own.
      }

      @Override
      public void done(Progress progress) {
        done.accept(progress.done());
      }

      @Override
      public void retry() {
        LockSupport.parkNanos(SHORT_WHILE.toNanos());
      }

      @Override
      public void checked(Part part) {
        checked.accept(part);
      }
    };
  }
}

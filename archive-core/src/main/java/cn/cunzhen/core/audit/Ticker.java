package cn.cunzhen.core.audit;

import java.time.Duration;

/** Time as it passes, for whoever keeps to a pace. */
public interface Ticker {
  /** Now, in nanoseconds since whenever. */
  long nanos();

  /** Waits that long, or less where somebody calls. */
  void pause(Duration time);

  /** Ends pauses, the present ones and one that is about to begin. */
  void call();
}

package cn.cunzhen.core.audit;

import java.time.Duration;

/**
 * Says how long to wait so that a rate is kept to on average: each limit has an account that is
 * charged with the time that every byte or entry should take.
 */
final class Pace {
  /** Time that was not used is not saved up for longer. */
  private static final long BURST = Duration.ofSeconds(1).toNanos();

  private long bytesPaidUntil;
  private long entriesPaidUntil;

  /**
   * @param now in nanoseconds of whatever clock
   */
  Pace(long now) {
    bytesPaidUntil = now;
    entriesPaidUntil = now;
  }

  /** Charges what was done; how long to wait before more is. */
  Duration charge(Rate rate, long bytes, long entries, long now) {
    bytesPaidUntil = charged(bytesPaidUntil, bytes, rate.bytes(), now);
    entriesPaidUntil = charged(entriesPaidUntil, entries, rate.entries(), now);
    long wait = Math.max(bytesPaidUntil - now, entriesPaidUntil - now);
    return Duration.ofNanos(Math.max(0, wait));
  }

  private static long charged(long paidUntil, long amount, long limit, long now) {
    if (limit == 0) {
      return now;
    }
    long price = (long) (amount * 1e9 / limit);
    return Math.max(paidUntil - now, -BURST) + now + price;
  }
}

package cn.cunzhen.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * How many records one person may open before somebody else looks at it.
 *
 * @param hour in any sixty minutes
 * @param day in any twenty-four hours
 */
public record ReadingLimit(int hour, int day) {
  /** From so many hundredths of a limit on one is warned. */
  private static final int NEAR = 80;

  public ReadingLimit {
    if (hour < 1 || day < hour) {
      throw new IllegalArgumentException("a day has no less than an hour, and that has some");
    }
  }

  /**
   * How near somebody is to the limit that is nearest.
   *
   * @param opened how many records within its period
   * @param limit of how many
   */
  public record Standing(int opened, int limit) {
    /** Whether no other record may be opened. */
    public boolean isReached() {
      return opened >= limit;
    }

    /** Whether it is time to say so. */
    public boolean isNear() {
      return (long) opened * 100 >= (long) limit * NEAR;
    }
  }

  /**
   * Where somebody stands.
   *
   * @param opened when each record was opened last
   */
  public Standing of(Collection<Instant> opened, Instant now) {
    Standing inHour = new Standing(since(opened, now.minus(Duration.ofHours(1))), hour);
    Standing inDay = new Standing(since(opened, now.minus(Duration.ofDays(1))), day);
    // The one of which the greater part is used up.
    boolean hourly = (long) inHour.opened() * day >= (long) inDay.opened() * hour;
    return hourly ? inHour : inDay;
  }

  private static int since(Collection<Instant> opened, Instant from) {
    return (int) opened.stream().filter(at -> at.isAfter(from)).count();
  }
}

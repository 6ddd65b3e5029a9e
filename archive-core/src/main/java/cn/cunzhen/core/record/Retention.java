package cn.cunzhen.core.record;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How long a record is kept at least: from 1 January after the year of completion.
 *
 * @param until the first day on which it may be appraised for disposal; null where it is permanent
 */
public record Retention(Period period, LocalDate from, @Nullable LocalDate until) {
  /** The archive counts its years by the clocks of the people it serves. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  public Retention {
    if (period.permanent() != (until == null)) {
      throw new IllegalArgumentException("only permanent retention has no end");
    }
  }

  /** The periods that Order 3 (2009) and the retention schedules use. */
  public enum Period {
    Y(0),
    D100(100),
    D50(50),
    D30(30),
    D10(10);

    private final int years;

    Period(int years) {
      this.years = years;
    }

    public boolean permanent() {
      return this == Y;
    }

    /** Years to keep; 0 where permanent. */
    public int years() {
      return years;
    }
  }

  /** The retention of a transaction that was completed at the given time. */
  public static Retention of(Period period, OffsetDateTime completedAt) {
    LocalDate from = LocalDate.of(completedAt.atZoneSameInstant(ZONE).getYear(), 1, 1).plusYears(1);
    return new Retention(period, from, period.permanent() ? null : from.plusYears(period.years()));
  }
}

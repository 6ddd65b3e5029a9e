package cn.cunzhen.api.samples;

import cn.cunzhen.core.catalogue.ProcessingTime;
import cn.cunzhen.core.record.Channel;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** When a case was accepted and completed: three years, by the clocks of China. */
record CaseTimes(OffsetDateTime accepted, OffsetDateTime completed) {
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
  private static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 3);
  private static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);
  private static final int DAYS = (int) (LAST_DAY.toEpochDay() - FIRST_DAY.toEpochDay()) + 1;
  private static final LocalTime OPENS = LocalTime.of(8, 30);
  private static final int OPEN_SECONDS = 9 * 3600 - 1800;

  static CaseTimes draw(Dice dice, ProcessingTime time, Channel channel) {
    boolean online = channel == Channel.WEB || channel == Channel.APP;
    LocalDate day = FIRST_DAY.plusDays(dice.below(DAYS - longest(time)));
    OffsetDateTime accepted =
        online
            ? day.atTime(7, 0).plusSeconds(dice.below(16 * 3600)).atOffset(CHINA)
            : inOfficeHours(dice, workday(day));
    return new CaseTimes(accepted, completed(dice, time, accepted));
  }

  /** A moment on the way, the given part of a hundred after acceptance. */
  OffsetDateTime after(int percent) {
    long seconds = Duration.between(accepted, completed).toSeconds();
    return accepted.plusSeconds(seconds * percent / 100);
  }

  private static OffsetDateTime completed(Dice dice, ProcessingTime time, OffsetDateTime from) {
    return switch (time) {
      case ProcessingTime.Seconds() -> from.plusSeconds(dice.between(4, 55));
      case ProcessingTime.SameDay() -> from.plusSeconds(dice.between(90, 3400));
      case ProcessingTime.Days(int workingDays) -> {
        LocalDate due = from.toLocalDate().plusDays(dice.between(1, workingDays));
        yield inOfficeHours(dice, dayAfterWeekend(due));
      }
    };
  }

  /** How many days a case may take, weekend included. */
  private static int longest(ProcessingTime time) {
    return switch (time) {
      case ProcessingTime.Seconds(), ProcessingTime.SameDay() -> 1;
      case ProcessingTime.Days(int workingDays) -> workingDays + 3;
    };
  }

  private static OffsetDateTime inOfficeHours(Dice dice, LocalDate day) {
    return day.atTime(OPENS).plusSeconds(dice.below(OPEN_SECONDS)).atOffset(CHINA);
  }

  private static LocalDate workday(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.minusDays(1);
      case SUNDAY -> day.minusDays(2);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
    };
  }

  private static LocalDate dayAfterWeekend(LocalDate day) {
    boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    return weekend ? workday(day).plusDays(3) : day;
  }
}

package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DaysTest {
  private static Days days(String first, String after) {
    return new Days(LocalDate.parse(first), LocalDate.parse(after));
  }

  @Test
  void aDayIsReadInEveryFormThatPeopleWrite() {
    for (String text :
        List.of(
            "2025-03-04",
            "2025-3-4",
            "2025/03/04",
            "2025.3.4",
            "20250304",
            "2025年3月4日",
            "2025年03月04日",
            "2025年3月4号",
            "2025年3月4",
            "２０２５－０３－０４",
            "２０２５年３月４日")) {
      assertThat(Days.of(text)).as(text).contains(days("2025-03-04", "2025-03-05"));
    }
  }

  @Test
  void aMonthAndAYearAreSpans() {
    for (String text : List.of("2025-12", "2025/12", "2025年12月", "2025年12")) {
      assertThat(Days.of(text)).as(text).contains(days("2025-12-01", "2026-01-01"));
    }
    assertThat(Days.of("2024年")).contains(days("2024-01-01", "2025-01-01"));
    assertThat(Days.ofYearOrDate("2024")).contains(days("2024-01-01", "2025-01-01"));
    assertThat(Days.ofYearOrDate("２０２４")).contains(days("2024-01-01", "2025-01-01"));
  }

  @Test
  void whatIsNoDateIsNone() {
    for (String text :
        List.of(
            "",
            "2025",
            "2025-02-29",
            "2025-13",
            "2025-00-10",
            "20250431",
            "18991231",
            "22000101",
            "202503041",
            "2025-03/04",
            "3月4日",
            "25-03-04",
            "2025.3",
            "2025年3日",
            "a2025-03-04")) {
      assertThat(Days.of(text)).as(text).isEqualTo(Optional.empty());
    }
  }

  @Test
  void everyDayOfALeapYearIsReadBackFromEachForm() {
    for (LocalDate day = LocalDate.of(2024, 1, 1); day.getYear() == 2024; day = day.plusDays(1)) {
      Days expected = new Days(day, day.plusDays(1));

      assertThat(Days.of(day.toString())).contains(expected);
      assertThat(Days.of(day.toString().replace("-", ""))).contains(expected);
      assertThat(Days.of("2024年%d月%d日".formatted(day.getMonthValue(), day.getDayOfMonth())))
          .contains(expected);
      assertThat(expected.isOne()).isTrue();
    }
  }

  @Test
  void aDayBeginsByTheClocksOfTheArchivesPeople() {
    assertThat(days("2025-03-04", "2025-03-05").from()).isEqualTo("2025-03-03T16:00:00Z");
    assertThat(days("2025-03-04", "2025-03-05").before()).isEqualTo("2025-03-04T16:00:00Z");
  }
}

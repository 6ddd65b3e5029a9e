package cn.cunzhen.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessingTimeTest {
  @ParameterizedTest
  @ValueSource(strings = {"seconds", "same-day", "1 days", "20 days", "999 days"})
  void formatWritesWhatParseReads(String text) {
    assertThat(ProcessingTime.parse(text).orElseThrow().format()).isEqualTo(text);
  }

  @Test
  void daysAreWorkingDays() {
    assertThat(ProcessingTime.parse("20 days")).hasValue(new ProcessingTime.Days(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 days", "020 days", "1000 days", "20days", "20 Days", "a day"})
  void anythingElseIsNoProcessingTime(String text) {
    assertThat(ProcessingTime.parse(text)).isEmpty();
  }
}

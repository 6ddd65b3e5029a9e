package cn.cunzhen.indexer.page;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.indexer.page.Shown.Found;
import cn.cunzhen.indexer.page.Shown.Hidden;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkingTest {
  private static final List<String> MARK = List.of("li.na", "2026-11-21 09:12");

  @Test
  void whoHasAsManyPagesMarkedAsOneMayWaitsAndKeepsNobodyElseWaiting() throws Exception {
    Turns turns = new Turns(2, Duration.ofMillis(50));
    Marking marking = new Marking(turns);
    PagePicture picture = Pictures.of(SampleFiles.corner(200, 100));
    Turns.Turn held = turns.take("li.na").orElseThrow();

    assertThat(marking.mark("li.na", picture, MARK))
        .isEqualTo(new Hidden<MarkedPage>(Hindrance.BUSY, "no turn for marking"));
    assertThat(marking.mark("wang", picture, MARK)).isInstanceOf(Found.class);
    assertThat(marking.mark("wang", picture, MARK))
        .as("it was given back")
        .isInstanceOf(Found.class);
    held.close();
    assertThat(marking.mark("li.na", picture, MARK)).isInstanceOf(Found.class);
  }
}

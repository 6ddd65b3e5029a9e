package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.access.Visibility.HeldBy;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.search.Suggestion.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestionTest {
  private static final String WANG = "460100199003074518";
  private static final Visibility ALL = new Visibility.All();

  @TempDir Path folder;
  private TestIndex index;

  @BeforeEach
  void fill() throws Exception {
    index = new TestIndex(folder);
    index.add(
        Sample.of("46010020261121000017").person("王小明", WANG).item("SI-0107", "三个月内补缴社会保险费"),
        Sample.of("46010020261121000018").person("王小明", WANG).item("SI-0107", "三个月内补缴社会保险费"),
        Sample.of("46020020251001000003")
            .person("王小美", "460200198512127734")
            .employer("海南王府科技有限公司", "91460000MA5T5AAA0X")
            .item("SI-0201", "补缴后关系转移"));
    index.settle();
  }

  @AfterEach
  void close() throws Exception {
    index.close();
  }

  private List<Suggestion> suggest(String text) {
    return index.index().suggest(text, ALL, 8);
  }

  @Test
  void namesAreSuggestedByTheirBeginningAndByAnyPartWithTheirCounts() {
    assertThat(suggest("王小"))
        .containsExactly(
            new Suggestion(Kind.HOLDER, "王小明", 2), new Suggestion(Kind.HOLDER, "王小美", 1));
    assertThat(suggest("王府")).containsExactly(new Suggestion(Kind.HOLDER, "海南王府科技有限公司", 1));
  }

  @Test
  void namesAreSuggestedByTheirSound() {
    assertThat(suggest("wangxm"))
        .containsExactly(
            new Suggestion(Kind.HOLDER, "王小明", 2), new Suggestion(Kind.HOLDER, "王小美", 1));
    assertThat(suggest("hnwf")).containsExactly(new Suggestion(Kind.HOLDER, "海南王府科技有限公司", 1));
  }

  @Test
  void itemsAreSuggestedByNameCodeAndSound() {
    assertThat(suggest("补缴"))
        .containsExactly(
            new Suggestion(Kind.ITEM, "三个月内补缴社会保险费", 2), new Suggestion(Kind.ITEM, "补缴后关系转移", 1));
    assertThat(suggest("si-02")).containsExactly(new Suggestion(Kind.ITEM, "补缴后关系转移", 1));
    assertThat(suggest("bjhgx")).containsExactly(new Suggestion(Kind.ITEM, "补缴后关系转移", 1));
  }

  @Test
  void aPersonsNumberIsSuggestedMaskedAndAnothersWhole() {
    assertThat(suggest("199003"))
        .containsExactly(new Suggestion(Kind.NUMBER, "4601**********4518", 2));
    assertThat(suggest("ma5t5"))
        .containsExactly(new Suggestion(Kind.NUMBER, "91460000MA5T5AAA0X", 1));
    assertThat(suggest("1121000017"))
        .containsExactly(new Suggestion(Kind.NUMBER, "46010020261121000017", 1));
  }

  @Test
  void whatIsSuggestedFindsWhatItCounts() throws Exception {
    for (String typed : List.of("王小", "wangxm", "补缴", "199003", "ma5t5", "hnwf", "1121")) {
      for (Suggestion each : suggest(typed)) {
        assertThat(index.find(each.text())).as("%s", each).hasSize((int) each.count());
      }
    }
  }

  @Test
  void nothingIsSuggestedOfWhatMayNotBeSeen() {
    Visibility other = new HeldBy(IdType.RESIDENT_ID, "460200198512127734");

    for (String typed : List.of("王", "王小明", "wang", "补缴", "4601", "SI-0107", "三个月")) {
      assertThat(index.index().suggest(typed, other, 8))
          .as(typed)
          .noneMatch(each -> each.text().contains("王小明") || each.text().contains("三个月"))
          .allMatch(each -> each.count() == 1);
      assertThat(index.index().suggest(typed, new Visibility.None(), 8)).isEmpty();
    }
  }

  @Test
  void whatWasDisposedOfIsNotSuggested() throws Exception {
    index.apply(new Change.Disposed(Sample.of("46020020251001000003").id()));
    index.settle();

    assertThat(suggest("王府")).isEmpty();
    assertThat(suggest("王小")).containsExactly(new Suggestion(Kind.HOLDER, "王小明", 2));
  }

  @Test
  void oneNameThatFillsTheFirstRecordsHidesNoOther() throws Exception {
    for (int n = 0; n < 60; n++) {
      index.add(Sample.of("w" + n).person("王小", "460100199003075555"));
    }
    index.settle();

    assertThat(suggest("王小"))
        .containsExactly(
            new Suggestion(Kind.HOLDER, "王小", 60),
            new Suggestion(Kind.HOLDER, "王小明", 2),
            new Suggestion(Kind.HOLDER, "王小美", 1));
  }

  @Test
  void noMoreAreSuggestedThanAskedForAndEachKindHasItsShare() {
    assertThat(index.index().suggest("460", ALL, 2)).hasSize(2);
    assertThat(suggest("")).isEmpty();
    assertThat(suggest("…")).isEmpty();
    assertThatThrownBy(() -> index.index().suggest("王", ALL, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

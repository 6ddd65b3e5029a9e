package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedTest {
  @Test
  void aNameKeepsItsLettersAlone() {
    assertThat(Folded.ofName(" 阿卜杜拉·買買提 (A-1) ").toString()).isEqualTo("阿卜杜拉买买提a1");
  }

  @Test
  void aTextKeepsPunctuationAsOneGap() {
    assertThat(units("甲，乙。 ——丙")).containsExactly("甲", "|", "乙", "|", "丙");
    assertThat(units("，甲，")).containsExactly("甲");
    assertThat(units("")).isEmpty();
    assertThat(units("！")).isEmpty();
  }

  @Test
  void aBlankPartsWordsOfAlphabetsOnly() {
    assertThat(units("ab cd")).containsExactly("a", "b", "|", "c", "d");
    assertThat(units("甲 乙")).containsExactly("甲", "乙");
    assertThat(units("甲\r\n乙")).containsExactly("甲", "乙");
    assertThat(units("2026 年 11 月")).containsExactly("2", "0", "2", "6", "年", "1", "1", "月");
    assertThat(units("12 34")).containsExactly("1", "2", "|", "3", "4");
  }

  @Test
  void everyUnitKnowsWhereItCameFrom() {
    Folded folded = Folded.ofText("㎏ 𠮷，é");

    assertThat(units("㎏ 𠮷，é")).containsExactly("k", "g", "𠮷", "|", "e");
    assertThat(folded.origin(0)).isZero();
    assertThat(folded.origin(1)).isZero();
    assertThat(folded.origin(2)).isEqualTo(2);
    assertThat(folded.origin(4)).isEqualTo(5);
  }

  @Test
  void aPartIsFoundAtEveryPlace() {
    Folded text = Folded.ofText("甲乙甲乙，甲");

    assertThat(text.find(Folded.ofText("甲"), 0)).isZero();
    assertThat(text.find(Folded.ofText("甲"), 1)).isEqualTo(2);
    assertThat(text.find(Folded.ofText("甲"), 3)).isEqualTo(5);
    assertThat(text.find(Folded.ofText("甲"), 6)).isEqualTo(-1);
    assertThat(text.find(Folded.ofText("乙、甲"), 0)).isEqualTo(3);
  }

  private static List<String> units(String text) {
    Folded folded = Folded.ofText(text);
    List<String> units = new ArrayList<>();
    for (int i = 0; i < folded.size(); i++) {
      units.add(folded.at(i) == Folded.GAP ? "|" : Character.toString(folded.at(i)));
    }
    return units;
  }
}

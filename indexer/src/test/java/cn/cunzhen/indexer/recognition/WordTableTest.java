package cn.cunzhen.indexer.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.indexer.recognition.Recognised.Box;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WordTableTest {
  private static final String HEAD =
      "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

  /** A picture of 1,000 by 100 pixels with one line, which is 20 high. */
  private static final String LINE =
      HEAD + row(1, 0, 0, 1_000, 100, "") + row(4, 100, 10, 800, 20, "");

  private static String row(int level, int left, int top, int width, int height, String word) {
    return level
        + "\t1\t1\t1\t1\t1\t"
        + left
        + "\t"
        + top
        + "\t"
        + width
        + "\t"
        + height
        + "\t90.5\t"
        + word
        + "\n";
  }

  private static Box box(int from, int to, int left, int top, int right, int bottom) {
    return new Box(from, to, of(left, 1_000), of(top, 100), of(right, 1_000), of(bottom, 100));
  }

  private static int of(int pixels, int side) {
    return pixels * Box.WHOLE / side;
  }

  @Test
  void aRunOfChineseIsOneBoxFromItsFirstWordToItsLast() {
    String table =
        LINE
            + row(5, 100, 10, 40, 20, "参保")
            + row(5, 170, 10, 30, 20, "单位")
            + row(5, 210, 10, 10, 20, "，");

    assertThat(WordTable.place("参保单位，", table).boxes())
        .containsExactly(box(0, 5, 100, 10, 220, 30));
  }

  @Test
  void aWordThatSeemsToReachOverTheNextDoesNotBreakTheRun() {
    String table =
        LINE
            + row(5, 100, 10, 40, 20, "虚")
            + row(5, 150, 10, 200, 20, "假")
            + row(5, 190, 10, 30, 20, "愿")
            + row(4, 100, 10, 800, 20, "")
            + row(5, 300, 10, 30, 20, "承");

    assertThat(WordTable.place("虚假愿承", table).boxes())
        .containsExactly(box(0, 3, 100, 10, 220, 30), box(3, 4, 300, 10, 330, 30));
  }

  @Test
  void wordsOfAlphabetsAndDigitsHaveBoxesOfTheirOwnAndSoHasWhatABlankParts() {
    String table =
        LINE
            + row(5, 100, 10, 40, 20, "证号")
            + row(5, 150, 10, 90, 20, "460100")
            + row(5, 250, 10, 20, 20, "年")
            + row(5, 300, 10, 20, 20, "月");

    assertThat(WordTable.place("证号460100年 月", table).boxes())
        .containsExactly(
            box(0, 2, 100, 10, 140, 30),
            box(2, 8, 150, 10, 240, 30),
            box(8, 9, 250, 10, 270, 30),
            box(10, 11, 300, 10, 320, 30));
  }

  @Test
  void aWordReachesNoFartherThanItsLineAndALineNoFartherThanItsPicture() {
    String table =
        HEAD
            + row(1, 0, 0, 1_000, 100, "")
            + row(4, 900, 80, 500, 50, "")
            + row(5, 890, 70, 400, 90, "费");

    assertThat(WordTable.place("费", table).boxes()).containsExactly(box(0, 1, 900, 80, 1_000, 100));
  }

  @Test
  void aWordThatTheTextDoesNotSayStandsNowhereAndKeepsNoOtherFromItsPlace() {
    String table =
        LINE
            + row(5, 100, 10, 40, 20, "参")
            + row(5, 150, 10, 40, 20, "別")
            + row(5, 200, 10, 40, 20, "B");

    assertThat(WordTable.place("参 A B", table).boxes())
        .containsExactly(box(0, 1, 100, 10, 140, 30), box(4, 5, 200, 10, 240, 30));
  }

  @Test
  void theSameWordTwiceStandsAtBothPlaces() {
    String table = LINE + row(5, 100, 10, 40, 20, "甲") + row(5, 300, 10, 40, 20, "甲");

    assertThat(WordTable.place("甲 甲", table).boxes())
        .containsExactly(box(0, 1, 100, 10, 140, 30), box(2, 3, 300, 10, 340, 30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "level",
        "nonsense\nmore nonsense",
        "level\n5\t1\t1",
        "level\n5\t1\t1\t1\t1\t1\tx\t1\t1\t1\t1\t甲"
      })
  void whatIsNoSuchTablePlacesNothing(String table) {
    assertThat(WordTable.place("甲", table)).isEqualTo(new Recognised("甲", List.of()));
  }

  @Test
  void aWordBeforeAnyPictureOrLineAndOneWithoutExtentStandNowhere() {
    assertThat(WordTable.place("甲", HEAD + row(5, 1, 1, 9, 9, "甲")).boxes()).isEmpty();
    assertThat(
            WordTable.place("甲", HEAD + row(4, 1, 1, 9, 9, "") + row(5, 1, 1, 9, 9, "甲")).boxes())
        .isEmpty();
    assertThat(WordTable.place("甲", LINE + row(5, 100, 10, 0, 20, "甲")).boxes()).isEmpty();
    assertThat(WordTable.place("甲", LINE + row(5, Integer.MAX_VALUE, 10, 20, 20, "甲")).boxes())
        .isEmpty();
  }
}

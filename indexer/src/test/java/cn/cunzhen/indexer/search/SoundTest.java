package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.junit.jupiter.api.Test;

class SoundTest {
  private static boolean hears(String typed, String name) {
    CharacterRunAutomaton like = new CharacterRunAutomaton(Sound.like(Sound.typed(typed), false));
    return Sound.of(name).stream().anyMatch(like::run);
  }

  private static boolean hearsWhole(String typed, String name) {
    CharacterRunAutomaton like = new CharacterRunAutomaton(Sound.like(Sound.typed(typed), true));
    return Sound.of(name).stream().anyMatch(like::run);
  }

  @Test
  void theTableHasEveryReadingThatUnicodeGives() {
    Transliterator first = Transliterator.getInstance("Han-Latin");
    Transliterator ofNames = Transliterator.getInstance("Han-Latin/Names");
    int known = 0;
    for (int c = 0x3400; c <= 0x323AF; c++) {
      String character = Character.toString(c);
      boolean same = Folded.ofName(character).toString().equals(character);
      if (Character.isIdeographic(c) && same) {
        for (Transliterator each : List.of(first, ofNames)) {
          String reading = plain(each.transliterate(character));
          if (!reading.isEmpty() && !Readings.ever(c).contains(reading)) {
            assertThat(Readings.ever(c)).as(character).contains(reading);
          }
        }
        known += Readings.ever(c).isEmpty() ? 0 : 1;
      }
    }
    assertThat(known).isGreaterThan(30_000);
  }

  /** Letters without tones; nothing for what ICU left as it was. */
  private static String plain(String reading) {
    String apart = Normalizer2.getNFDInstance().normalize(reading);
    return apart.replaceAll("u\\p{M}*\u0308\\p{M}*", "v").replaceAll("[^a-z]", "");
  }

  @Test
  void surnamesWithSeveralReadingsAreFoundByEach() {
    Map<String, List<String>> surnames =
        Map.ofEntries(
            Map.entry("单", List.of("shan", "dan")),
            Map.entry("曾", List.of("zeng", "ceng")),
            Map.entry("仇", List.of("qiu", "chou")),
            Map.entry("解", List.of("xie", "jie")),
            Map.entry("查", List.of("zha", "cha")),
            Map.entry("盖", List.of("ge", "gai")),
            Map.entry("覃", List.of("qin", "tan")),
            Map.entry("朴", List.of("piao", "pu")),
            Map.entry("区", List.of("ou", "qu")),
            Map.entry("翟", List.of("zhai", "di")),
            Map.entry("缪", List.of("miao", "mou")),
            Map.entry("尉迟", List.of("yuchi", "weichi")),
            Map.entry("万俟", List.of("moqi", "wansi")),
            Map.entry("长孙", List.of("zhangsun", "changsun")),
            Map.entry("乐", List.of("yue", "le")),
            Map.entry("吕", List.of("lv", "lü", "lyu")));

    surnames.forEach((name, readings) ->
        readings.forEach(reading ->
            assertThat(hears(reading + "ming", name + "明")).as(name + reading).isTrue()));
  }

  @Test
  void anyBeginningOfEachSyllableIsHeard() {
    for (String typed :
        List.of(
            "wangxiaoming",
            "wxm",
            "wangxm",
            "wxming",
            "waxiaom",
            "wangx",
            "wx",
            "WangXiao",
            "wang xiao ming",
            "wang'xiao'ming")) {
      assertThat(hears(typed, "王小明")).as(typed).isTrue();
    }
    for (String typed : List.of("wm", "angxm", "wangxiaomingg", "wxmm", "wngxm", "xiaoming")) {
      assertThat(hears(typed, "王小明")).as(typed).isFalse();
    }
  }

  @Test
  void theWholeNameIsToldFromItsBeginning() {
    assertThat(hearsWhole("wxm", "王小明")).isTrue();
    assertThat(hearsWhole("wangxiaoming", "王小明")).isTrue();
    assertThat(hearsWhole("wx", "王小明")).isFalse();
  }

  @Test
  void syllablesMayBeDividedInMoreThanOneWay() {
    assertThat(hears("xian", "西安")).isTrue();
    assertThat(hears("xian", "先")).isTrue();
    assertThat(hears("fangan", "方安")).isTrue();
  }

  @Test
  void lettersOfAlphabetsCountForNothing() {
    assertThat(Sound.of("海南A1科技")).containsExactly("hai'nan'ke'ji'");
    assertThat(Sound.of("Jean-Rémi")).isEmpty();
  }

  @Test
  void noNameHasMoreThanAFewForms() {
    assertThat(Sound.of("单曾仇解")).hasSize(8).startsWith("dan'ceng'chou'jie'");
    assertThat(Sound.of("重庆长乐行重行长乐有限公司")).hasSize(4);
  }

  @Test
  void whateverIsTypedMakesASmallAutomaton() {
    long seed = 7;
    Random random = new Random(seed);
    for (int n = 0; n < 300; n++) {
      String letters = n % 2 == 0 ? "ab" : "anghiouxz";
      StringBuilder typed = new StringBuilder();
      while (typed.length() < 32) {
        typed.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertThat(Sound.like(typed.toString(), false).getNumStates())
          .as("seed %d: %s", seed, typed)
          .isLessThan(20_000);
    }
    assertThat(Sound.like("a".repeat(32), true).getNumStates()).isLessThan(20_000);
    assertThat(Sound.typed("a".repeat(33))).isEmpty();
    assertThat(Sound.typed("a")).isEmpty();
    assertThat(Sound.typed("王x")).isEmpty();
  }
}

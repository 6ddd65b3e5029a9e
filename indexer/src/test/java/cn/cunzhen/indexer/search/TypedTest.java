package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.indexer.search.Typed.Clause;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TypedTest {
  private static List<Clause> parse(String text) {
    return Typed.parse(text).clauses();
  }

  private static Clause word(String text) {
    return new Clause(Scope.ANYWHERE, text, false);
  }

  private static Clause quoted(String text) {
    return new Clause(Scope.ANYWHERE, text, true);
  }

  private static Clause in(Scope scope, String text) {
    return new Clause(scope, text, false);
  }

  @Test
  void wordsStandBetweenBlanksOfWhateverKind() {
    assertThat(parse(" 王小明\t补缴　SI-0107\n4518\u00a0"))
        .containsExactly(word("王小明"), word("补缴"), word("SI-0107"), word("4518"));
  }

  @Test
  void whatComesTwiceCountsOnce() {
    assertThat(parse("补缴 补缴")).containsExactly(word("补缴"));
  }

  @Test
  void whatHasNoLetterIsLeftOut() {
    assertThat(parse("王小明 —— ! ： \"\" “”")).containsExactly(word("王小明"));
    assertThat(parse("…")).isEmpty();
    assertThat(parse("")).isEmpty();
  }

  @Test
  void aFieldIsNamedInChineseOrEnglishInWhateverLetters() {
    for (String name : List.of("item", "ITEM", "Item", "ｉｔｅｍ", "事项", "事項")) {
      assertThat(parse(name + ":补缴")).as(name).containsExactly(in(Scope.ITEM, "补缴"));
      assertThat(parse(name + "：补缴")).as(name).containsExactly(in(Scope.ITEM, "补缴"));
      assertThat(parse(name + "： 补缴")).as(name).containsExactly(in(Scope.ITEM, "补缴"));
    }
    assertThat(parse("holder:a name:b 姓名:c 单位:d"))
        .extracting(Clause::scope)
        .containsOnly(Scope.HOLDER);
    assertThat(parse("number:a 编号:b 身份证:c")).extracting(Clause::scope).containsOnly(Scope.NUMBER);
    assertThat(parse("agency:a 机构:b")).extracting(Clause::scope).containsOnly(Scope.AGENCY);
    assertThat(parse("region:a 地区:b")).extracting(Clause::scope).containsOnly(Scope.REGION);
    assertThat(parse("title:a 标题:b")).extracting(Clause::scope).containsOnly(Scope.TITLE);
    assertThat(parse("text:a 正文:b")).extracting(Clause::scope).containsOnly(Scope.TEXT);
    assertThat(parse("year:2025 date:2025-03 日期:2025年3月14日"))
        .extracting(Clause::scope)
        .containsOnly(Scope.COMPLETED);
  }

  @Test
  void whatFollowsAFieldIsOneWordOrOneQuotation() {
    assertThat(parse("姓名:王小明 补缴")).containsExactly(in(Scope.HOLDER, "王小明"), word("补缴"));
    assertThat(parse("标题:\"补缴 申请\" 王"))
        .containsExactly(new Clause(Scope.TITLE, "补缴 申请", true), word("王"));
    assertThat(parse("姓名:王:小明")).containsExactly(in(Scope.HOLDER, "王:小明"));
  }

  @Test
  void whatIsNoFieldIsAWord() {
    for (String text :
        List.of(
            "colour:red",
            "item:",
            "year:abc",
            "年份:三月",
            "date:2025-13-01",
            ":补缴",
            "09:13",
            "a:b:c")) {
      assertThat(parse(text)).as(text).containsExactly(word(text));
    }
    assertThat(parse("事项: 姓名:王小明")).containsExactly(word("事项:"), in(Scope.HOLDER, "王小明"));
    assertThat(parse("year: abc")).containsExactly(word("year:"), word("abc"));
  }

  @Test
  void aQuotationKeepsItsBlanks() {
    for (String text : List.of("\"a b\"", "“a b”", "＂a b＂", "「a b」", "『a b』")) {
      assertThat(parse(text)).as(text).containsExactly(quoted("a b"));
    }
    assertThat(parse("x\"a b\"y")).containsExactly(word("x"), quoted("a b"), word("y"));
  }

  @Test
  void aMarkWithoutItsPartnerIsPunctuation() {
    assertThat(parse("\"a b")).containsExactly(word("\"a"), word("b"));
    assertThat(parse("a\" b")).containsExactly(word("a\""), word("b"));
    assertThat(parse("“a b\"")).containsExactly(word("“a"), word("b\""));
    assertThat(parse("5\" 6")).containsExactly(word("5\""), word("6"));
  }

  @Test
  void starsOfAMaskedNumberSeparateItsEnds() {
    assertThat(parse("4601**********4518")).containsExactly(word("4601"), word("4518"));
  }

  @Test
  void noTextIsAnErrorAndNothingWithALetterIsLost() {
    long seed = 20261122;
    Random random = new Random(seed);
    String alphabet = "ab王明年月:：\"“”「 *　-/.12姓名事项year\uD842\uDFB7";
    for (int n = 0; n < 20_000; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(24); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String typed = text.toString();

      int letters = parse(typed).stream().mapToInt(c -> Folded.ofName(c.text()).size()).sum();

      assertThat(letters)
          .as("seed %d: %s", seed, typed)
          .isLessThanOrEqualTo(Folded.ofName(typed).size());
      assertThat(parse(typed).isEmpty()).as(typed).isEqualTo(Folded.ofName(typed).isEmpty());
    }
  }
}

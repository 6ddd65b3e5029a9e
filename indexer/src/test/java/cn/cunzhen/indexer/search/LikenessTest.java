package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.search.Highlight.Mark;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type at a counter, and what they meant. */
class LikenessTest {
  private static final Sample WANG =
      Sample.of("46010020261121000017")
          .person("王小明", "460100199003074518")
          .item("SI-0107", "三个月内补缴社会保险费")
          .file("告知承诺书", "承诺书.pdf");
  private static final Sample SHAN =
      Sample.of("46020020251001000003")
          .person("单雄信", "460200198512127734")
          .item("SI-0201", "养老保险关系转移接续");
  private static final Sample COMPANY =
      Sample.of("HN-2024/000871")
          .employer("重庆椰风科技有限公司", "91460000MA5T5AAA0X")
          .item("SI-0302", "单位参保登记")
          .completed("2025-03-14T23:59:59+08:00");

  @TempDir Path folder;
  private TestIndex index;

  @BeforeEach
  void fill() throws Exception {
    index = new TestIndex(folder);
    index.add(WANG, SHAN, COMPANY);
    index.addTexts(WANG, "本单位自己承诺：补缴二〇二六年度基本养老保险费，共计 12345 元，未经审计。");
  }

  @AfterEach
  void close() throws Exception {
    index.close();
  }

  private void finds(String text, Sample... expected) throws Exception {
    assertThat(index.find(text))
        .as(text)
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(expected).map(Sample::id).toList());
  }

  private void findsLike(String text, Sample... expected) throws Exception {
    assertThat(index.findLike(text))
        .as(text)
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(expected).map(Sample::id).toList());
  }

  @Test
  void aPinyinQueryFinds() throws Exception {
    finds("wangxiaoming", WANG);
    finds("Wang Xiaoming", WANG);
    finds("wang xiao ming", WANG);
    finds("wxm", WANG);
    finds("wangxm", WANG);
    finds("wangx", WANG);
    finds("xiaoming");
  }

  @Test
  void everyReadingOfASurnameFinds() throws Exception {
    finds("shanxiongxin", SHAN);
    finds("danxiongxin", SHAN);
    finds("sxx", SHAN);
    finds("dxx", SHAN);
  }

  @Test
  void acompanyIsFoundByItsInitialsAndByEachReading() throws Exception {
    finds("cqyfkj", COMPANY);
    finds("chongqingyefeng", COMPANY);
    finds("zhongqing yefeng", COMPANY);
  }

  @Test
  void anItemIsFoundByItsSound() throws Exception {
    finds("ylbxgx", SHAN);
    finds("danweicanbao", COMPANY);
    finds("item:dwcb", COMPANY);
  }

  @Test
  void aWrongCharacterStillFinds() throws Exception {
    findsLike("补缴二〇二六年度墓本养老保险费", WANG);
    findsLike("460100199003074578", WANG);
    findsLike("46010020261121000117", WANG);
    findsLike("重庆椰风科枝有限公司", COMPANY);
  }

  @Test
  void aMissingCharacterStillFinds() throws Exception {
    findsLike("补缴二〇二六度基本养老", WANG);
    findsLike("46010019900307418", WANG);
  }

  @Test
  void aCharacterTooManyStillFinds() throws Exception {
    findsLike("补缴二〇二六年年度基本养老", WANG);
    findsLike("4601001990030744518", WANG);
  }

  @Test
  void whatReadersConfuseStillFinds() throws Exception {
    findsLike("自已承诺", WANG);
    findsLike("末经审计", WANG);
    findsLike("46O1OO199OO3O74S18", WANG);
    findsLike("9146OOOOMA5TSAAA0X", COMPANY);
  }

  @Test
  void aNameThatSoundsTheSameStillFinds() throws Exception {
    findsLike("王晓鸣", WANG);
    findsLike("姓名：汪晓明", WANG);
  }

  @Test
  void aPartialIdQueryFinds() throws Exception {
    finds("074518", WANG);
    finds("19900307", WANG);
    finds("4601**********4518", WANG);
  }

  @Test
  void aTraditionalQueryFinds() throws Exception {
    finds("補繳二〇二六年度", WANG);
    finds("單雄信", SHAN);
    finds("事項：養老", SHAN);
  }

  @Test
  void aFullWidthQueryFinds() throws Exception {
    finds("４６０１００１９９００３０７４５１８", WANG);
    finds("ｗａｎｇｘｉａｏｍｉｎｇ", WANG);
    finds("ＳＩ－０３０２", COMPANY);
  }

  @Test
  void whereSomethingIsExactNothingElseIsShown() throws Exception {
    index.add(Sample.of("x").person("王晓鸣", "460100199003070000"));

    assertThat(index.find("王晓鸣")).hasSize(1);
    assertThat(index.ask(Question.of("王晓鸣")).approximate()).isFalse();
  }

  @Test
  void whatIsQuotedIsNotGuessed() throws Exception {
    assertThat(index.ask(Question.of("\"自已承诺\"")).total()).isZero();
    assertThat(index.ask(Question.of("自已承诺")).total()).isOne();
  }

  @Test
  void thePlaceThatWasMeantIsMarked() throws Exception {
    Highlight alike = highlight("自已承诺");
    Highlight wrong = highlight("二〇二六年度墓本养老");
    Highlight missing = highlight("二〇二六度基本养老");
    Highlight surplus = highlight("二〇二六年年度基本养老");

    assertThat(marked(alike)).isEqualTo("自己承诺");
    assertThat(marked(wrong)).isEqualTo("二〇二六年度基本养老");
    assertThat(marked(missing)).isEqualTo("二〇二六年度基本养老");
    assertThat(marked(surplus)).isEqualTo("二〇二六年度基本养老");
    assertThat(alike.page()).isEqualTo(1);
  }

  private Highlight highlight(String text) throws Exception {
    Answer answer = index.ask(Question.of(text));
    assertThat(answer.approximate()).isTrue();
    return answer.hits().getFirst().highlights().getFirst();
  }

  private static String marked(Highlight highlight) {
    Mark mark = highlight.marks().getFirst();
    return highlight.text().substring(mark.from(), mark.to());
  }

  @Test
  void fieldsNarrow() throws Exception {
    finds("item:SI-0107", WANG);
    finds("事项:补缴", WANG);
    finds("事项： 补缴", WANG);
    finds("姓名:王小明", WANG);
    finds("姓名:补缴");
    finds("number:4518", WANG);
    finds("编号:HN-2024", COMPANY);
    finds("agency:460100", WANG, SHAN, COMPANY);
    finds("agency:460200");
    finds("region:46", WANG, SHAN, COMPANY);
    finds("正文:承诺", WANG);
    finds("标题:承诺书", WANG);
    finds("title:自己");
    finds("year:2025", COMPANY);
    finds("年份:2026 姓名:王小明", WANG);
    finds("事项:补缴 姓名:单雄信");
  }

  @Test
  void aDateFindsWhatWasCompletedOnIt() throws Exception {
    finds("2025-03-14", COMPANY);
    finds("2025年3月14日", COMPANY);
    finds("2025/3/14", COMPANY);
    finds("20250314", COMPANY);
    finds("2025-03", COMPANY);
    finds("2025年3月", COMPANY);
    finds("2025年", COMPANY);
    finds("日期:2025-03-14", COMPANY);
    finds("2025-03-15");
  }

  @Test
  void digitsThatMayBeADateStillFindTheNumber() throws Exception {
    finds("20251001", SHAN);
    finds("20261121", WANG, SHAN);
  }

  @Test
  void aBirthdayFindsInWhateverFormItIsTyped() throws Exception {
    finds("王小明 19900307", WANG);
    finds("王小明 1990-03-07", WANG);
    finds("王小明 1990年3月7日", WANG);
    finds("单雄信 19900307");
  }

  @Test
  void quotedWordsStayTogether() throws Exception {
    index.addTexts(SHAN, "first page second page");

    finds("\"page second\"", SHAN);
    finds("“first page”", SHAN);
    finds("\"first second\"");
    finds("first second", SHAN);
  }
}

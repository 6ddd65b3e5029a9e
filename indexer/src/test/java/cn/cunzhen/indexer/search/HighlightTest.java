package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.search.Highlight.Field;
import cn.cunzhen.indexer.search.Highlight.Mark;
import cn.cunzhen.indexer.search.Question.Numbers;
import cn.cunzhen.indexer.text.Extraction.NoText;
import cn.cunzhen.indexer.text.Extraction.Reason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighlightTest {
  private static final String MINE = "460100199003074518";
  private static final String OTHERS = "11010519491231002X";

  private final Sample sample =
      Sample.of("1")
          .person("王小明", MINE)
          .item("SI-0107", "三个月内补缴")
          .file("補繳申请表", "a.pdf")
          .file(null, "补缴 明细.xlsx")
          .file("身份证", "card.jpg");

  @TempDir Path folder;
  private TestIndex index;

  @BeforeEach
  void open() throws Exception {
    index = new TestIndex(folder);
    index.add(sample);
  }

  @AfterEach
  void close() throws Exception {
    index.close();
  }

  private List<Highlight> highlights(String text) throws Exception {
    return highlights(Question.of(text));
  }

  private List<Highlight> highlights(Question question) throws Exception {
    return index.ask(question).hits().getFirst().highlights();
  }

  @Test
  void itemTitlesAndFileNamesAreHighlightedWithTheirFile() throws Exception {
    assertThat(highlights("补缴"))
        .containsExactly(
            new Highlight(Field.ITEM, null, null, "三个月内补缴", List.of(new Mark(4, 6))),
            new Highlight(Field.TITLE, 1, null, "補繳申请表", List.of(new Mark(0, 2))),
            new Highlight(Field.FILE_NAME, 2, null, "补缴 明细.xlsx", List.of(new Mark(0, 2))));
  }

  @Test
  void aFilesTextIsHighlightedWithFileAndPage() throws Exception {
    index
        .index()
        .putTexts(
            sample.record(),
            Sample.digestOf(sample.record()),
            List.of(
                new FileText(1, new NoText(Reason.DAMAGED, "")),
                new FileText(2, TestIndex.text("第一页", "第二页说到海口市", "海口又一次")),
                new FileText(3, TestIndex.text("也在海口"))));
    index.settle();

    assertThat(highlights("海口"))
        .containsExactly(
            new Highlight(Field.TEXT, 2, 2, "第二页说到海口市", List.of(new Mark(5, 7))),
            new Highlight(Field.TEXT, 3, 1, "也在海口", List.of(new Mark(2, 4))));
  }

  @Test
  void everyPartOfTheQuestionIsMarked() throws Exception {
    index.addTexts(sample, "海南省海口市美兰区", "", "");

    assertThat(highlights("美兰 海口").getFirst().marks())
        .containsExactly(new Mark(3, 5), new Mark(6, 8));
  }

  @Test
  void aLongTextIsCutAroundTheFirstPlaceAndBlanksAreJoined() throws Exception {
    index.addTexts(sample, "一".repeat(500) + "海\n\n  口" + "二".repeat(500), "", "");

    Highlight found = highlights("海口").getFirst();

    assertThat(found.text()).matches("一{24}海 口二{40,60}");
    assertThat(found.marks()).containsExactly(new Mark(24, 27));
  }

  @Test
  void aCharacterOfTwoUnitsIsNeverCut() throws Exception {
    index.addTexts(sample, "𠮷".repeat(100) + "海口" + "𠮷".repeat(100), "", "");

    Highlight found = highlights("海口").getFirst();

    assertThat(found.text().codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
    assertThat(found.text()).contains("海口");
  }

  @Test
  void idNumbersAreMaskedWhereverTheyStand() throws Exception {
    index.addTexts(
        sample,
        "办理人海口王小明，身份证号：" + MINE + "。",
        "海口 4601 0019 9003 0745 18 又 ４６０１００１９９００３０７４５１８",
        "海口代办人" + OTHERS + "，流水 46010020261121000017");

    String masked = highlights("海口").toString();
    String plain = highlights(Question.of("海口").with(Numbers.PLAIN)).toString();

    assertThat(masked)
        .contains("4601**********4518", "1101**********002X", "46010020261121000017")
        .doesNotContain("199003", "9003 07", "１９９００３", "19491231");
    assertThat(plain).contains(MINE, OTHERS, "4601 0019 9003 0745 18");
  }

  @Test
  void aNumberThatTheCutWouldDivideIsMaskedToo() throws Exception {
    for (int distance = 0; distance < 90; distance++) {
      index.addTexts(sample, MINE + "字".repeat(distance) + "海口", "", "");
      assertThat(highlights("海口").toString()).as("%d before", distance).doesNotContain("9003");
      index.addTexts(sample, "海口" + "字".repeat(distance) + OTHERS, "", "");
      assertThat(highlights("海口").toString()).as("%d after", distance).doesNotContain("9491");
    }
  }

  @Test
  void aMaskedNumberIsStillMarkedWhereItWasAskedFor() throws Exception {
    index.addTexts(sample, "号码 " + MINE, "", "");

    Highlight found = highlights(MINE).getFirst();

    assertThat(found.text()).isEqualTo("号码 4601**********4518");
    assertThat(found.marks()).containsExactly(new Mark(3, 21));
  }

  @Test
  void holdersNumbersAreMaskedUnlessAskedForPlain() throws Exception {
    String masked = index.ask(Question.of("王小明")).toString();
    String plain = index.ask(Question.of("王小明").with(Numbers.PLAIN)).toString();

    assertThat(masked).contains("4601**********4518").doesNotContain(MINE);
    assertThat(plain).contains(MINE);
  }

  @Test
  void titlesAndFileNamesAreMaskedToo() throws Exception {
    Sample named = Sample.of("2").person("李四", MINE).file(MINE + "李四", "李四" + OTHERS + ".pdf");
    index.add(named);

    assertThat(highlights("李四").toString())
        .contains("4601**********4518李四", "李四1101**********002X.pdf")
        .doesNotContain(MINE, OTHERS);
  }

  @Test
  void theAnswerDoesNotEchoTheQuestion() throws Exception {
    assertThat(index.ask(Question.of("4518")).toString()).doesNotContain("text=4518");
  }
}

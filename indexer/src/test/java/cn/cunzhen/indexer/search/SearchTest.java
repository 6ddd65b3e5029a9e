package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.search.Question.Filter;
import cn.cunzhen.indexer.search.Question.Order;
import cn.cunzhen.indexer.search.Question.Page;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Count;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  private static final Sample WANG =
      Sample.of("46010020261121000017")
          .person("王小明", "460100199003074518")
          .item("SI-0107", "三个月内补缴社会保险费")
          .file("告知承诺书", "参保单位补缴本年度社保费业务告知承诺书.pdf")
          .completed("2026-11-21T09:13:40+08:00");
  private static final Sample ZHANG =
      Sample.of("46020020251001000003")
          .person("張偉", "460200198512127734")
          .holder("Jean-Rémi Müller", IdType.PASSPORT, "E12345678")
          .item("SI-0201", "养老保险关系转移接续")
          .agency("460200-SI")
          .region("460200")
          .channel(Channel.WEB)
          .outcome(Outcome.REFUSED)
          .file(null, "申请表（2025）.docx")
          .completed("2025-10-01T00:00:00+08:00");
  private static final Sample COMPANY =
      Sample.of("HN-2024/000871")
          .employer("海南椰风科技有限公司", "91460000MA5T5AAA0X")
          .item("SI-0302", "单位参保登记")
          .channel(Channel.BATCH)
          .file("营业执照", "license.jpg")
          .completed("2024-12-31T23:59:59+08:00");

  @TempDir Path folder;
  private TestIndex index;

  @BeforeEach
  void fill() throws Exception {
    index = new TestIndex(folder);
    index.add(WANG, ZHANG, COMPANY);
    index.addTexts(
        WANG,
        "本单位承诺：自愿补缴二〇二六年度职工基本养老保\n险费，共计 12,345.60 元。经办人：李四，电话 138 0013 8000。"
            + "Payment Receipt No. AB-77 ＦＵＬＬＷＩＤＴＨ");
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

  @Test
  void aNameIsFoundWholeAndByAnyPartOfIt() throws Exception {
    finds("王小明", WANG);
    finds("小明", WANG);
    finds("王小", WANG);
    finds("明", WANG);
    finds("椰风", COMPANY);
    finds("风科技有限", COMPANY);
    finds("王明");
  }

  @Test
  void aNameOfTwoCharactersIsFound() throws Exception {
    finds("张伟", ZHANG);
    finds("張偉", ZHANG);
  }

  @Test
  void traditionalAndSimplifiedAreTheSame() throws Exception {
    finds("養老保險", WANG, ZHANG);
    finds("養老保險關係", ZHANG);
    finds("補繳", WANG);
  }

  @Test
  void fullWidthIsTheSameAsHalfWidth() throws Exception {
    finds("４６０１００１９９００３０７４５１８", WANG);
    finds("fullwidth", WANG);
    finds("ＬＩＣＥＮＳＥ", COMPANY);
  }

  @Test
  void capitalsAndAccentsMakeNoDifference() throws Exception {
    finds("jean-remi", ZHANG);
    finds("MULLER", ZHANG);
    finds("e12345678", ZHANG);
    finds("payment", WANG);
  }

  @Test
  void anIdNumberIsFoundWholeAndByAnyPart() throws Exception {
    finds("460100199003074518", WANG);
    finds("19900307", WANG);
    finds("4518", WANG);
    finds("745", WANG);
    finds("91460000MA5T5AAA0X", COMPANY);
    finds("ma5t5", COMPANY);
    finds("460100199003074519");
  }

  @Test
  void aTransactionNumberIsFoundWholeAndByAnyPart() throws Exception {
    finds("46010020261121000017", WANG);
    finds("1121000017", WANG);
    finds("HN-2024/000871", COMPANY);
    finds("hn2024000871", COMPANY);
    finds("000871", COMPANY);
  }

  @Test
  void anArchiveNumberIsFoundWholeAndByAnyPart() throws Exception {
    String number = TestIndex.NUMBERING.of(ZHANG.record(), 1).format();

    finds(number, ZHANG);
    finds(number.replace("-", ""), ZHANG);
    finds(number.substring(0, number.length() - 1), ZHANG);
    finds(number + "1");
    finds("460200SI-YB-2025", ZHANG);
  }

  @Test
  void aRecordIdIsFound() throws Exception {
    finds(WANG.id().value(), WANG);
  }

  @Test
  void anItemIsFoundByCodeAndByName() throws Exception {
    finds("SI-0107", WANG);
    finds("si0107", WANG);
    finds("关系转移", ZHANG);
    finds("登记", COMPANY);
  }

  @Test
  void agencyAndWindowAreFound() throws Exception {
    finds("460200-SI", ZHANG);
    finds("A03", WANG, ZHANG, COMPANY);
  }

  @Test
  void titlesAndFileNamesAreFound() throws Exception {
    finds("营业执照", COMPANY);
    finds("申请表（2025）.docx", ZHANG);
    finds("申请表", ZHANG);
    finds("license", COMPANY);
    finds("参保单位补缴本年度社保费业务告知承诺书.pdf", WANG);
  }

  @Test
  void fullTextIsFoundByOneTwoThreeAndEightCharacters() throws Exception {
    finds("愿", WANG);
    finds("自愿", WANG);
    finds("自愿补", WANG);
    finds("职工基本养老保险", WANG);
    finds("愿自");
    finds("自愿缴");
  }

  @Test
  void aLineBreakWithinAWordIsNoObstacle() throws Exception {
    finds("养老保险费", WANG);
    finds("保险费", WANG);
  }

  @Test
  void everyPairOfNeighboursInAFileIsFound() throws Exception {
    String text = "甲乙丙丁，戊己庚。辛(壬)癸 子丑";
    index.addTexts(ZHANG, text);

    for (String pair : List.of("甲乙", "乙丙", "丙丁", "戊己", "己庚", "子丑", "癸子", "辛(壬", "壬)癸")) {
      finds(pair, ZHANG);
    }
    for (char letter : "甲乙丙丁戊己庚辛壬癸子丑".toCharArray()) {
      finds(String.valueOf(letter), ZHANG);
    }
  }

  @Test
  void punctuationSeparates() throws Exception {
    index.addTexts(ZHANG, "甲乙。丙丁");

    finds("乙丙");
    finds("乙。丙", ZHANG);
    finds("乙、丙", ZHANG);
    finds("甲乙。丙丁", ZHANG);
    finds("甲乙丙丁");
  }

  @Test
  void chineseAndLatinMixFreely() throws Exception {
    finds("电话138", WANG);
    finds("电话 138", WANG);
    finds("No.AB-77", WANG);
    finds("AB-77", WANG);
    finds("12,345.60元", WANG);
  }

  @Test
  void everyPartBetweenBlanksMustBeFoundInWhateverField() throws Exception {
    finds("王小明 补缴", WANG);
    finds("王小明　SI-0107", WANG);
    finds("王小明 转移");
    finds("养老 张伟", ZHANG);
    finds("自愿 4518 A03 承诺书", WANG);
  }

  @Test
  void aBlankQuestionFindsEverything() throws Exception {
    finds("", WANG, ZHANG, COMPANY);
    finds(" 　", WANG, ZHANG, COMPANY);
  }

  @Test
  void aQuestionWithoutALetterFindsNothing() throws Exception {
    finds("！？…");
    finds("王小明 —— !", WANG);
  }

  @Test
  void aRareCharacterOutsideTheBasicPlaneIsFound() throws Exception {
    Sample rare = Sample.of("1").person("王𠮷𩸽", "460100199003070000");
    index.add(rare);

    finds("𠮷", rare);
    finds("𠮷𩸽", rare);
    finds("王𠮷𩸽", rare);
    finds("𩸽𠮷");
  }

  @Test
  void aHolderIsFoundByNameOrNumberAndByNothingElse() throws Exception {
    assertThat(index.find(held("小明"))).containsExactly(WANG.id());
    assertThat(index.find(held("E12345678"))).containsExactly(ZHANG.id());
    assertThat(index.find(held("1234"))).containsExactly(ZHANG.id());
    assertThat(index.find(held("SI-0107"))).isEmpty();
    assertThat(index.find(held("1121000017"))).isEmpty();
    assertThat(index.find(held("…"))).isEmpty();
  }

  @Test
  void filtersNarrowWhatIsFound() throws Exception {
    assertThat(index.find(with(List.of("SI-0107", "SI-0302"), List.of(), List.of())))
        .containsExactlyInAnyOrder(WANG.id(), COMPANY.id());
    assertThat(index.find(with(List.of(), List.of("460200-SI"), List.of())))
        .containsExactly(ZHANG.id());
    assertThat(index.find(with(List.of(), List.of(), List.of("4602")))).containsExactly(ZHANG.id());
    assertThat(index.find(with(List.of(), List.of(), List.of("46"))))
        .containsExactlyInAnyOrder(WANG.id(), ZHANG.id(), COMPANY.id());
    assertThat(index.find(with(List.of("SI-0107"), List.of("460200-SI"), List.of()))).isEmpty();
  }

  @Test
  void channelsAndOutcomesNarrowToo() throws Exception {
    Filter web =
        new Filter(
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(Channel.WEB, Channel.BATCH),
            List.of(),
            null,
            null);
    Filter refused =
        new Filter(
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(Outcome.REFUSED),
            null,
            null);

    assertThat(index.find(Question.of("").with(web)))
        .containsExactlyInAnyOrder(ZHANG.id(), COMPANY.id());
    assertThat(index.find(Question.of("").with(refused))).containsExactly(ZHANG.id());
  }

  @Test
  void aSpanOfTimeIncludesItsBeginningAndNotItsEnd() throws Exception {
    assertThat(index.find(between("2025-09-30T16:00:00Z", null)))
        .containsExactlyInAnyOrder(WANG.id(), ZHANG.id());
    assertThat(index.find(between("2025-09-30T16:00:00.001Z", null))).containsExactly(WANG.id());
    assertThat(index.find(between(null, "2025-09-30T16:00:00Z"))).containsExactly(COMPANY.id());
    assertThat(index.find(between("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z")))
        .containsExactly(COMPANY.id());
  }

  @Test
  void exactNumbersAndNamesComeFirst() throws Exception {
    Sample name = Sample.of("a1").person("李海", "460100199003071111");
    Sample partOfName = Sample.of("a2").person("李海燕", "460100199003072222");
    Sample title = Sample.of("a3").person("赵一", "460100199003073333").file("李海的申请", "a.pdf");
    Sample text = Sample.of("a4").person("赵二", "460100199003074444").file(null, "b.pdf");
    Sample number = Sample.of("李海").person("赵三", "460100199003075555");
    index.add(text, title, partOfName, name, number);
    index.addTexts(text, "代办人李海");

    assertThat(index.find("李海"))
        .containsExactly(number.id(), name.id(), partOfName.id(), title.id(), text.id());
  }

  @Test
  void aWholeTitleComesBeforeThoseThatContainIt() throws Exception {
    Sample whole = Sample.of("t1").file("劳动合同法", "a.pdf").completed("2020-01-01T00:00:00+08:00");
    Sample name = Sample.of("t2").file(null, "劳动合同法.pdf").completed("2020-01-02T00:00:00+08:00");
    Sample longer = Sample.of("t3").file("劳动合同法实施条例：劳动合同法", "c.pdf");
    index.add(whole, name, longer);

    assertThat(index.find("劳动合同法")).containsExactly(name.id(), whole.id(), longer.id());
  }

  @Test
  void orderByCompletionIsNewestOrOldestFirst() throws Exception {
    assertThat(index.find(Question.of("").with(new Page(Order.NEWEST, null, 20))))
        .containsExactly(WANG.id(), ZHANG.id(), COMPANY.id());
    assertThat(index.find(Question.of("").with(new Page(Order.OLDEST, null, 20))))
        .containsExactly(COMPANY.id(), ZHANG.id(), WANG.id());
  }

  @Test
  void pagesShowEveryRecordOnceInEveryOrder() throws Exception {
    List<Sample> many = new ArrayList<>();
    for (int n = 0; n < 53; n++) {
      many.add(Sample.of(n).completed("2026-01-0%dT10:00:00+08:00".formatted(1 + n % 5)));
    }
    index.add(many.toArray(Sample[]::new));

    for (Order order : Order.values()) {
      Question all = Question.of("三个月内补缴").with(new Page(order, null, 200));
      List<Object> paged = new ArrayList<>();
      @Nullable Cursor after = null;
      do {
        Answer page = index.ask(all.with(new Page(order, after, 7)));
        assertThat(page.total()).isEqualTo(54);
        page.hits().forEach(hit -> paged.add(hit.record()));
        after = page.next() == null ? null : Cursor.parse(page.next().format());
      } while (after != null);

      assertThat(paged).as("%s", order).hasSize(54).isEqualTo(List.copyOf(index.find(all)));
    }
  }

  @Test
  void theLastPageHasNoNext() throws Exception {
    assertThat(index.ask(Question.of("").with(new Page(Order.NEWEST, null, 3))).next()).isNull();
    assertThat(index.ask(Question.of("").with(new Page(Order.NEWEST, null, 2))).next()).isNotNull();
  }

  @Test
  void facetsCountWhatMatches() throws Exception {
    index.add(Sample.of(1).item("SI-0107", "三个月内补缴社会保险费"));

    Answer all = index.ask(Question.of("").with(Set.of(Facet.values())));
    Answer some = index.ask(Question.of("补缴").with(Set.of(Facet.YEAR, Facet.ITEM)));

    assertThat(all.facets().get(Facet.ITEM))
        .containsExactly(new Count("SI-0107", 2), new Count("SI-0201", 1), new Count("SI-0302", 1));
    assertThat(all.facets().get(Facet.CHANNEL))
        .containsExactly(new Count("WINDOW", 2), new Count("BATCH", 1), new Count("WEB", 1));
    assertThat(all.facets().get(Facet.OUTCOME))
        .containsExactly(new Count("GRANTED", 3), new Count("REFUSED", 1));
    assertThat(all.facets().get(Facet.REGION))
        .containsExactly(new Count("460100", 3), new Count("460200", 1));
    assertThat(all.facets().get(Facet.AGENCY))
        .containsExactly(new Count("460100-SI", 3), new Count("460200-SI", 1));
    assertThat(all.facets().get(Facet.YEAR))
        .containsExactly(new Count("2026", 2), new Count("2024", 1), new Count("2025", 1));
    assertThat(some.facets())
        .containsOnlyKeys(Facet.YEAR, Facet.ITEM)
        .containsEntry(Facet.YEAR, List.of(new Count("2026", 2)))
        .containsEntry(Facet.ITEM, List.of(new Count("SI-0107", 2)));
  }

  @Test
  void aHitDescribesItsRecordInTheWordsThatWereSubmitted() throws Exception {
    Description shown =
        Objects.requireNonNull(index.ask(Question.of("張偉")).hits().getFirst().description());

    assertThat(shown.archiveNumber()).isEqualTo("460200SI-YB-2025-D50-0000000002");
    assertThat(shown.transactionId()).isEqualTo("46020020251001000003");
    assertThat(shown.itemName()).isEqualTo("养老保险关系转移接续");
    assertThat(shown.holders().getFirst().name()).isEqualTo("張偉");
    assertThat(shown.completedAt()).isEqualTo("2025-10-01T00:00:00+08:00");
    assertThat(shown.channel()).isEqualTo(Channel.WEB);
    assertThat(shown.outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aQuestionHasLimits() {
    assertThatThrownBy(() -> new Page(Order.NEWEST, null, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Page(Order.NEWEST, null, 201))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Page(Order.NEWEST, new Cursor(Order.OLDEST, 0, 1, 1), 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Question.of("字".repeat(Question.LONGEST + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with(Collections.nCopies(Filter.MOST + 1, "x"), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLargestQuestionIsAnswered() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < Question.LONGEST - 2; i++) {
      text.append((char) ('一' + i)).append(' ');
    }

    finds(text.toString());
  }

  private static Question held(String holder) {
    return Question.of("")
        .with(
            new Filter(
                holder, null, List.of(), List.of(), List.of(), List.of(), List.of(), null, null));
  }

  private static Question with(List<String> items, List<String> agencies, List<String> regions) {
    return Question.of("")
        .with(new Filter(null, null, items, agencies, regions, List.of(), List.of(), null, null));
  }

  private static Question between(@Nullable String from, @Nullable String before) {
    return Question.of("")
        .with(
            new Filter(
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                from == null ? null : Instant.parse(from),
                before == null ? null : Instant.parse(before)));
  }

  @Test
  void theLongestQuestionIsAnswered() throws Exception {
    String letters =
        IntStream.range(0, Question.LONGEST / 2)
            .mapToObj(n -> Character.toString('一' + n))
            .collect(Collectors.joining(" "));
    List<String> codes = IntStream.range(0, Filter.MOST).mapToObj("46%04d"::formatted).toList();
    Filter all =
        new Filter("王".repeat(200), null, codes, codes, codes, List.of(), List.of(), null, null);

    assertThat(index.find(Question.of(letters).with(all))).isEmpty();
  }
}

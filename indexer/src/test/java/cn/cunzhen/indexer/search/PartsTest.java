package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Caller.Person;
import cn.cunzhen.core.access.Policy;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.search.Question.Filter;
import cn.cunzhen.indexer.search.Question.Numbers;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Count;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A form that concerns many is found by each for what concerns them, and by nothing else. */
class PartsTest {
  private static final String MINE = "460100199003074518";
  private static final String THEIRS = "460100198001010030";
  private static final String EMPLOYER = "91460000MA5T00000C";
  private static final Set<Facet> FACETS = Set.of(Facet.values());
  private static final Sight ME = sight(Role.CITIZEN, IdType.RESIDENT_ID, MINE);
  private static final Sight THEY = sight(Role.CITIZEN, IdType.RESIDENT_ID, THEIRS);
  private static final Sight FIRM = sight(Role.EMPLOYER, IdType.USCC, EMPLOYER);
  private static final Sight CLERK =
      Policy.sight(new Caller("c", Role.CLERK, null, "460100-SI", null, Set.of()));

  private static final Sample FORM =
      Sample.of("46010020261121000042")
          .employer("海风有限公司", EMPLOYER)
          .part("王小明", MINE, "1")
          .part("李四光", THEIRS, "2-3")
          .item("SI-0302", "单位批量参保登记")
          .file("李四光等人的申报表", "李四光名册.pdf")
          .completed("2025-03-14T10:00:00+08:00");

  @TempDir Path folder;
  private TestIndex index;

  @BeforeEach
  void fill() throws Exception {
    index = new TestIndex(folder);
    index.add(FORM);
    index.addTexts(FORM, "住址梨园小筑十八号，联系人李四光");
  }

  @AfterEach
  void close() throws Exception {
    index.close();
  }

  private static Sight sight(Role role, IdType type, String number) {
    return Policy.sight(
        new Caller("x", role, new Person(type, number), null, null, Set.of(), Set.of()));
  }

  private Answer ask(String text, Sight sight) throws Exception {
    return index.ask(Question.of(text).with(FACETS).with(Numbers.PLAIN), sight);
  }

  private static Description shown(Hit hit) {
    return Objects.requireNonNull(hit.description());
  }

  @Test
  void itIsFoundByWhatConcernsOneselfAndByWhatItSaysOfItself() throws Exception {
    for (String text :
        List.of(
            "",
            "王小明",
            "小明",
            "明",
            "姓名：王小明",
            "持有人:王小",
            "wangxiaoming",
            "wang xiao ming",
            "wxm",
            "holder:wxm",
            MINE,
            "199003",
            "19900307",
            "1990-03-07",
            "证件号:4518",
            "批量参保",
            "SI-0302",
            "item:SI-03",
            "dwpl",
            "46010020261121000042",
            "21000042",
            "number:000042",
            "460100-SI",
            "机构：460100-SI",
            "地区:4601",
            "2025-03-14",
            "年份:2025",
            FORM.id().value(),
            "number:" + FORM.id().value(),
            "王小明 参保 2025")) {
      Answer answer = ask(text, ME);

      assertThat(answer.hits()).as(text).extracting(Hit::record).containsExactly(FORM.id());
      assertThat(answer.approximate()).as(text).isFalse();
      Description shown = shown(answer.hits().getFirst());
      assertThat(shown.holders()).extracting(Holder::number).containsExactly(MINE);
      assertThat(shown.others()).isEqualTo(2);
      assertThat(answer.toString()).as(text).doesNotContain("李四光", THEIRS, "海风", EMPLOYER, "梨园");
    }
  }

  @Test
  void itIsFoundByWhatIsLikeOnesOwnNameAndNumber() throws Exception {
    for (String text :
        List.of(
            "460100199003074618",
            "46010019900307418",
            "4601001990030745180",
            "46OlO0199003074518",
            "证件号:460100199003074519",
            "持有人:460100199003074519",
            "王小朋",
            "王晓明",
            "汪小鸣",
            "姓名:王小名",
            "王小大明")) {
      Answer answer = ask(text, ME);

      assertThat(answer.hits()).as(text).extracting(Hit::record).containsExactly(FORM.id());
      assertThat(answer.approximate()).as(text).isTrue();
      assertThat(answer.toString()).as(text).doesNotContain("李四光", THEIRS, "海风", EMPLOYER, "梨园");
      assertThat(ask(text, THEY).total()).as(text).isZero();
    }
    for (String text : List.of("460100199003079999", "item:王晓明", "\"王晓明\"", "标题:王小朋")) {
      assertThat(ask(text, ME).total()).as(text).isZero();
    }
  }

  @Test
  void byNothingThatIsOfOthersIsItFoundNorAnythingToldOfIt() throws Exception {
    for (String text :
        List.of(
            "李四光",
            "四光",
            "光",
            "李四先",
            "姓名:李四光",
            "姓名:李西光",
            "lisiguang",
            "lsg",
            "li si guang",
            "holder:lsg",
            THEIRS,
            "460100198001010031",
            "19800101",
            "1980-01-01",
            "010030",
            "证件号:010030",
            "海风有限公司",
            "海风",
            "haifeng",
            EMPLOYER,
            "91460000MA5T00000O",
            "李四光等人的申报表",
            "申报表",
            "标题:申报",
            "title:名册",
            "李四光名册",
            "梨园小筑",
            "正文:梨园",
            "text:王小明",
            "梨园小筑十九号",
            "王小明 李四光",
            "王小明 梨园",
            "参保 申报表",
            "王小明李四光",
            MINE + THEIRS)) {
      Answer answer = ask(text, ME);

      assertThat(answer.total()).as(text).isZero();
      assertThat(answer.hits()).as(text).isEmpty();
      assertThat(answer.facets().values()).as(text).allMatch(List::isEmpty);
    }
    assertThat(ask("李四光", THEY).total()).isEqualTo(1);
    assertThat(ask("王小明", THEY).total()).isZero();
  }

  @Test
  void theFilterForHoldersFindsOneselfAlone() throws Exception {
    for (String other : List.of("李四光", THEIRS, "海风", EMPLOYER, "lsg", "010030")) {
      assertThat(byHolder(other).total()).as(other).isZero();
    }
    for (String own : List.of("王小明", "wxm", MINE, "4518")) {
      assertThat(byHolder(own).total()).as(own).isEqualTo(1);
    }
    Question all = Question.of("");
    assertThat(index.ask(heldBy(all, IdType.RESIDENT_ID, MINE), ME).total()).isEqualTo(1);
    assertThat(index.ask(heldBy(all, IdType.RESIDENT_ID, THEIRS), ME).total()).isZero();
    assertThat(index.ask(heldBy(all, IdType.USCC, EMPLOYER), ME).total()).isZero();
    assertThat(index.ask(heldBy(all, IdType.RESIDENT_ID, THEIRS), CLERK).total()).isEqualTo(1);
  }

  private Answer byHolder(String holder) throws Exception {
    Filter none = Filter.NONE;
    return index.ask(
        Question.of("")
            .with(
                new Filter(
                    holder,
                    null,
                    none.items(),
                    none.agencies(),
                    none.regions(),
                    none.channels(),
                    none.outcomes(),
                    null,
                    null)),
        ME);
  }

  private static Question heldBy(Question question, IdType type, String number) {
    return question.with(question.filter().heldBy(type, number));
  }

  @Test
  void whoHoldsAllOfItAndStaffFindItAsEver() throws Exception {
    for (Sight sight : List.of(FIRM, CLERK)) {
      for (String text : List.of("李四光", "海风", "wxm", THEIRS, "申报表", "名册", "梨园小筑", "1980-01-01")) {
        Answer answer = ask(text, sight);
        assertThat(answer.hits()).as(text).extracting(Hit::record).containsExactly(FORM.id());
        Description shown = shown(answer.hits().getFirst());
        assertThat(shown.holders()).hasSize(3);
        assertThat(shown.others()).isZero();
      }
    }
  }

  @Test
  void besideItOnesOwnRecordsAreFoundByAllThatTheySay() throws Exception {
    Sample own = Sample.of("2").person("王小明", MINE).file("李四光的证明", "a.pdf");
    index.add(own);
    index.addTexts(own, "梨园小筑十八号");

    assertThat(ask("", ME).total()).isEqualTo(2);
    assertThat(ask("王小明", ME).hits())
        .extracting(Hit::record)
        .containsExactlyInAnyOrder(own.id(), FORM.id());
    for (String text : List.of("梨园", "李四光", "证明")) {
      assertThat(ask(text, ME).hits()).extracting(Hit::record).containsExactly(own.id());
    }
    assertThat(ask("李四光", ME).facets().get(Facet.YEAR)).containsExactly(new Count("2026", 1));
    assertThat(ask("梨园", ME).hits().getFirst().highlights()).isNotEmpty();
  }

  @Test
  void whoStandsForAnotherWithAllOfItSeesAll() throws Exception {
    Sight guardian =
        Policy.sight(
            new Caller(
                "x",
                Role.CITIZEN,
                new Person(IdType.RESIDENT_ID, MINE),
                null,
                null,
                Set.of(),
                Set.of(new Person(IdType.RESIDENT_ID, THEIRS))));
    Sample shared = Sample.of("3").part("王小明", MINE, "1").person("李四光", THEIRS);
    index.add(shared);
    index.addTexts(shared, "荔湾");

    assertThat(shown(ask("荔湾", guardian).hits().getFirst()).holders()).hasSize(2);
    assertThat(ask("荔湾", ME).total()).isZero();
    Answer both = ask("参保", guardian);
    Description two = shown(both.hits().getLast());
    assertThat(two.holders()).extracting(Holder::name).containsExactly("王小明", "李四光");
    assertThat(two.others()).isEqualTo(1);
  }

  @Test
  void whenANewVersionNamesNoPagesAnyMoreItIsHeldWhole() throws Exception {
    Sample amended =
        Sample.of("46010020261121000042")
            .version(2)
            .employer("海风有限公司", EMPLOYER)
            .person("王小明", MINE)
            .person("李四光", THEIRS);
    index.add(amended);

    assertThat(ask("海风", ME).hits()).extracting(Hit::record).containsExactly(FORM.id());
  }

  @Test
  void nothingIsSuggestedOfIt() throws Exception {
    for (String typed : List.of("李四光", "lsg", "海风", "0198001", "王", "00042", "参保", "9146")) {
      assertThat(index.index().suggest(typed, ME.records(), 8)).as(typed).isEmpty();
    }
    assertThat(index.index().suggest("李四光", FIRM.records(), 8)).isNotEmpty();
  }

  @Test
  void theOrderOfWhatIsFoundSaysNothingOfOthers() throws Exception {
    for (int n = 0; n < 30; n++) {
      index.add(
          Sample.of("form " + n)
              .part("王小明", MINE, "1")
              .part("李四光".repeat(n % 3 + 1), "46010019800101" + (1000 + n), "2")
              .file("参保".repeat(n % 5), "参保" + n + ".pdf"));
    }

    List<Hit> hits = index.ask(Question.of("460100-SI"), ME).hits();

    assertThat(hits).hasSize(20);
    assertThat(hits.stream().skip(1).map(hit -> shown(hit).transactionId()))
        .as("all count the same, so the last that came in comes first")
        .isSortedAccordingTo((a, b) ->
            a.startsWith("form") && b.startsWith("form")
                ? Integer.parseInt(b.substring(5)) - Integer.parseInt(a.substring(5))
                : 0);
  }
}

package cn.cunzhen.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.access.Sight;
import cn.cunzhen.core.access.Visibility;
import cn.cunzhen.core.access.Visibility.AllOf;
import cn.cunzhen.core.access.Visibility.AnyOf;
import cn.cunzhen.core.access.Visibility.HeldBy;
import cn.cunzhen.core.access.Visibility.HeldWholeBy;
import cn.cunzhen.core.access.Visibility.InRegion;
import cn.cunzhen.core.access.Visibility.OfAgency;
import cn.cunzhen.core.access.Visibility.OfClass;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.indexer.sample.Sample;
import cn.cunzhen.indexer.search.Question.Order;
import cn.cunzhen.indexer.search.Question.Page;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Count;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisibilityTest {
  private static final String MINE = "460100199003074518";
  private static final Visibility ME = new HeldBy(IdType.RESIDENT_ID, MINE);
  private static final Set<Facet> FACETS = Set.of(Facet.values());

  @TempDir Path folder;
  private TestIndex index;

  @BeforeEach
  void open() throws Exception {
    index = new TestIndex(folder);
  }

  @AfterEach
  void close() throws Exception {
    index.close();
  }

  @Test
  void aCitizenFindsOwnRecordsAndNoOthers() throws Exception {
    Sample own = Sample.of("1").person("王小明", MINE);
    Sample shared = Sample.of("2").person("张三", "460100198001010010").person("王小明", MINE);
    Sample namesake = Sample.of("3").person("王小明", "460100197001010010");
    Sample mentioned = Sample.of("4").person("李四", "460100196001010010").file(MINE, MINE);
    Sample passport = Sample.of("5").holder("王小明", IdType.PASSPORT, MINE);
    index.add(own, shared, namesake, mentioned, passport);
    index.addTexts(mentioned, "身份证号 " + MINE);

    for (String text : List.of("", "王小明", MINE, "4518", "王")) {
      Answer answer = index.ask(Question.of(text), ME);

      assertThat(answer.hits())
          .extracting(Hit::record)
          .containsExactlyInAnyOrder(own.id(), shared.id());
      assertThat(answer.total()).isEqualTo(2);
    }
  }

  @Test
  void totalsFacetsAndHighlightsKnowNothingOfOthersRecords() throws Exception {
    Sample own = Sample.of("1").person("王小明", MINE).file("承诺书", "a.pdf");
    Sample others =
        Sample.of("2")
            .person("张三", "460100198001010010")
            .item("SI-0999", "保密事项")
            .agency("460900-SI")
            .region("460900")
            .file("秘密", "b.pdf")
            .completed("2019-01-01T00:00:00+08:00");
    index.add(own, others);
    index.addTexts(own, "公开内容");
    index.addTexts(others, "秘密内容");

    for (String text : List.of("秘密", "张三", "SI-0999", "460900", "460100198001010010")) {
      Answer answer = index.ask(Question.of(text).with(FACETS), ME);

      assertThat(answer.approximate() ? 0 : answer.total()).isZero();
      assertThat(answer.toString()).doesNotContain("SI-0999", "460900", "2019", "秘密", "张三");
    }
    Answer all = index.ask(Question.of("内容").with(FACETS), ME);
    assertThat(all.total()).isEqualTo(1);
    assertThat(all.facets().get(Facet.ITEM)).containsExactly(new Count("SI-0107", 1));
    assertThat(all.facets().get(Facet.YEAR)).containsExactly(new Count("2026", 1));
    assertThat(all.next()).isNull();
  }

  @Test
  void whatFilesSayIsFoundAndShownOnlyWhereTheirWordsAreSeen() throws Exception {
    Sample open = Sample.of("1").person("王小明", MINE);
    Sample shut =
        Sample.of("2")
            .person("张三", "460100198001010010")
            .confidentiality(Confidentiality.SENSITIVE);
    index.add(open, shut);
    index.addTexts(open, "右手骨折的认定");
    index.addTexts(shut, "右手骨折的认定，左手烧伤");
    Sight normal = new Sight(new Visibility.All(), new OfClass(Confidentiality.NORMAL));
    Sight none = new Sight(new Visibility.All(), new Visibility.None());

    for (String text : List.of("骨折", "text:骨折", "右手骨拆的认定", "右手骨折的认定")) {
      assertThat(index.ask(Question.of(text), normal).hits())
          .as(text)
          .extracting(Hit::record)
          .containsExactly(open.id());
      assertThat(index.ask(Question.of(text), none).total()).as(text).isZero();
    }
    for (String text : List.of("烧伤", "左手烧伤", "左手烧佰", "text:左手烧伤")) {
      Answer answer = index.ask(Question.of(text).with(FACETS), normal);
      assertThat(answer.total()).as(text).isZero();
      assertThat(answer.facets().values()).as(text).allMatch(List::isEmpty);
    }
    for (Sight sight : List.of(normal, none)) {
      Hit found = index.ask(Question.of("张三"), sight).hits().getFirst();
      assertThat(found.record()).isEqualTo(shut.id());
      assertThat(index.ask(Question.of("张三 骨折"), sight).total()).isZero();
    }
    assertThat(index.ask(Question.of("烧伤")).hits().getFirst().highlights()).isNotEmpty();
  }

  @Test
  void whatIsFoundByItsTitleShowsNoWordsThatAreNotSeen() throws Exception {
    Sample shut = Sample.of("2").file("骨折诊断书", "a.pdf").confidentiality(Confidentiality.SENSITIVE);
    index.add(shut);
    index.addTexts(shut, "骨折，三处");

    Answer answer =
        index.ask(
            Question.of("骨折"),
            new Sight(new Visibility.All(), new OfClass(Confidentiality.NORMAL)));

    assertThat(answer.hits()).hasSize(1);
    assertThat(answer.toString()).contains("骨折诊断书").doesNotContain("三处");
  }

  @Test
  void theOrderAndTheCursorsOfOwnRecordsDoNotDependOnOthers() throws Exception {
    List<Sample> own = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      own.add(Sample.of("own " + n).person("王小明", MINE).file("补缴".repeat(n + 1), "a.pdf"));
    }
    index.add(own.toArray(Sample[]::new));
    Question question = Question.of("补缴").with(new Page(Order.RELEVANCE, null, 3));
    List<Hit> alone = index.ask(question, ME).hits();
    Cursor cursor = index.ask(question, ME).next();

    for (int n = 0; n < 100; n++) {
      index.add(Sample.of(n).file("补缴补缴补缴", "b.pdf"));
    }

    assertThat(index.ask(question, ME).hits()).isEqualTo(alone);
    assertThat(index.ask(question, ME).next()).isEqualTo(cursor);
  }

  @Test
  void whoSeesNothingFindsNothing() throws Exception {
    index.add(Sample.of(1), Sample.of(2));

    assertNothing(new Visibility.None());
    assertNothing(new AnyOf(List.of()));
    assertNothing(new AllOf(List.of(new Visibility.All(), new Visibility.None())));
    assertNothing(new HeldBy(IdType.RESIDENT_ID, ""));
    assertNothing(new OfAgency(""));
  }

  @Test
  void aRecordThatCanNotBeReadIsSeenByThoseWhoSeeEverythingOnly() throws Exception {
    Sample broken = Sample.of("1").person("王小明", MINE);
    RecordId id = broken.id();
    index.apply(new Change.Unreadable(0, id, 1, Sample.digestOf(broken.record()), "Missing"));

    assertThat(index.ask(Question.of(id.value()), new Visibility.All()).total()).isEqualTo(1);
    assertThat(index.ask(Question.of(id.value()), new AllOf(List.of())).total()).isEqualTo(1);
    for (Visibility narrow :
        List.of(
            ME, new InRegion(""), new OfAgency("460100-SI"), new OfClass(Confidentiality.NORMAL))) {
      assertThat(index.ask(Question.of(id.value()), narrow).total()).isZero();
      assertThat(index.ask(Question.of(""), narrow).total()).isZero();
    }
  }

  @Test
  void anyVisibilityShowsExactlyWhatItSays() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ArchivalRecord> records = new ArrayList<>();
    for (int n = 0; n < 120; n++) {
      Sample sample = anyRecord(random, n);
      records.add(sample.record());
      index.add(sample);
    }

    for (int round = 0; round < 300; round++) {
      Visibility visibility = any(random, 3);
      Set<RecordId> allowed = new TreeSet<>();
      Map<String, Long> agencies = new HashMap<>();
      for (ArchivalRecord record : records) {
        if (shows(visibility, record)) {
          allowed.add(record.id());
          agencies.merge(record.agency(), 1L, Long::sum);
        }
      }
      Answer answer =
          index.ask(
              Question.of("补缴").with(new Page(Order.NEWEST, null, 200)).with(FACETS), visibility);

      assertThat(answer.hits())
          .as("seed %d, %s", seed, visibility)
          .extracting(Hit::record)
          .containsExactlyInAnyOrderElementsOf(allowed);
      assertThat(answer.total()).isEqualTo(allowed.size());
      assertThat(answer.facets().get(Facet.AGENCY))
          .allMatch(count -> agencies.getOrDefault(count.value(), 0L) == count.records())
          .hasSize(agencies.size());
    }
  }

  private void assertNothing(Visibility visibility) throws Exception {
    Answer answer = index.ask(Question.of("").with(FACETS), visibility);

    assertThat(answer.total()).isZero();
    assertThat(answer.hits()).isEmpty();
    assertThat(answer.facets().values()).allMatch(List::isEmpty);
  }

  private static Sample anyRecord(Random random, int number) {
    Sample sample = Sample.of("n" + number);
    String held = "1" + random.nextInt(6);
    return (random.nextBoolean() ? sample.person("甲", held) : sample.part("甲", held, "1"))
        .holder("乙", IdType.USCC, "1" + random.nextInt(6))
        .agency(random.nextInt(3) + "-SI")
        .region("46" + random.nextInt(3) + "0" + random.nextInt(2))
        .confidentiality(random.nextBoolean() ? Confidentiality.NORMAL : Confidentiality.SENSITIVE);
  }

  private static Visibility any(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 7 : 9)) {
      case 0 -> new Visibility.All();
      case 1 -> new Visibility.None();
      case 2 -> new HeldBy(IdType.RESIDENT_ID, "1" + random.nextInt(7));
      case 3 -> new OfAgency(random.nextInt(4) + "-SI");
      case 4 -> new InRegion("4600".substring(0, random.nextInt(5)));
      case 5 -> new OfClass(Confidentiality.SENSITIVE);
      case 6 -> new HeldWholeBy(IdType.RESIDENT_ID, "1" + random.nextInt(7));
      case 7 -> new AllOf(some(random, depth - 1));
      default -> new AnyOf(some(random, depth - 1));
    };
  }

  private static List<Visibility> some(Random random, int depth) {
    List<Visibility> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      parts.add(any(random, depth));
    }
    return parts;
  }

  /** What the words of {@link Visibility} mean, without an index. */
  private static boolean shows(Visibility visibility, ArchivalRecord record) {
    return switch (visibility) {
      case Visibility.All _ -> true;
      case Visibility.None _ -> false;
      case HeldBy(var type, var number) ->
          record.holders().stream()
              .anyMatch(held -> held.idType() == type && held.number().equals(number));
      case HeldWholeBy(var type, var number) ->
          record.holders().stream()
              .anyMatch(held ->
                  held.idType() == type && held.number().equals(number) && held.pages() == null);
      case OfAgency(var agency) -> record.agency().equals(agency);
      case InRegion(var prefix) -> record.region().startsWith(prefix);
      case OfClass(var wanted) -> record.confidentiality() == wanted;
      case AllOf(var parts) -> parts.stream().allMatch(part -> shows(part, record));
      case AnyOf(var parts) -> parts.stream().anyMatch(part -> shows(part, record));
    };
  }
}

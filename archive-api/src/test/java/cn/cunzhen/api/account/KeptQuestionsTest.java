package cn.cunzhen.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Questions that accounts keep, on two nodes of one store. */
class KeptQuestionsTest {
  private static final Map<String, String> FIELDS =
      Map.of("q", "王小明 补缴", "sort", "newest", "item", "SI-0107,SI-0108");

  private final Heads heads = new MemoryStore(Clock.systemUTC()).heads();
  private final KeptQuestions questions = new KeptQuestions(heads, new SecureRandom());
  private final KeptQuestions elsewhere = new KeptQuestions(heads, new SecureRandom());

  @Test
  void aQuestionIsKeptWithItsFieldsAndOnlyForItsOwner() {
    assertThat(questions.keep("li.na", " 补缴 ", FIELDS)).isEmpty();

    assertThat(elsewhere.of("li.na"))
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.name()).isEqualTo("补缴");
          assertThat(kept.fields()).isEqualTo(FIELDS);
        });
    assertThat(questions.of("wang.wei")).isEmpty();
    assertThat(questions.of("li.na.2")).isEmpty();
  }

  @Test
  void theOwnerAloneRemovesIt() {
    questions.keep("li.na", "one", FIELDS);
    questions.keep("li.na", "other", FIELDS);
    String id = questions.of("li.na").getFirst().id();

    questions.remove("wang.wei", id);
    assertThat(questions.of("li.na")).hasSize(2);
    elsewhere.remove("li.na", id);
    elsewhere.remove("li.na", "none");

    assertThat(questions.of("li.na")).extracting(KeptQuestion::name).containsExactly("other");
  }

  @Test
  void whatIsKeptAtOnceInManyWindowsIsAllThere() throws Exception {
    try (ExecutorService windows = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> all = IntStream.range(0, 24).mapToObj(this::keeping).toList();
      windows.invokeAll(all).forEach(each -> assertThat(each.resultNow()).isTrue());
    }

    assertThat(questions.of("li.na"))
        .extracting(KeptQuestion::name)
        .containsExactlyInAnyOrder(
            IntStream.range(0, 24).mapToObj(i -> "question " + i).toArray(String[]::new));
  }

  private Callable<Boolean> keeping(int i) {
    KeptQuestions node = i % 2 == 0 ? questions : elsewhere;
    return () -> node.keep("li.na", "question " + i, FIELDS).isEmpty();
  }

  @Test
  void aNameIsTakenOnce() {
    questions.keep("li.na", "补缴", FIELDS);

    assertThat(elsewhere.keep("li.na", "补缴", Map.of("q", "other"))).contains(KeptFault.NAME_TAKEN);

    assertThat(questions.of("li.na")).hasSize(1);
    assertThat(elsewhere.keep("wang.wei", "补缴", FIELDS)).isEmpty();
  }

  @Test
  void fiftyAreKeptAndNoMore() {
    for (int i = 0; i < KeptQuestions.MOST; i++) {
      assertThat(questions.keep("li.na", "question " + i, FIELDS)).isEmpty();
    }

    assertThat(questions.keep("li.na", "one more", FIELDS)).contains(KeptFault.FULL);

    questions.remove("li.na", questions.of("li.na").getFirst().id());
    assertThat(questions.keep("li.na", "one more", FIELDS)).isEmpty();
  }

  @Test
  void namesAndQuestionsHaveTheirLimits() {
    Map<String, String> longest = Map.of("q", "长".repeat(200));

    assertThat(questions.keep("li.na", "𠮷".repeat(60), longest)).isEmpty();
    assertThat(questions.keep("li.na", "名".repeat(61), FIELDS)).contains(KeptFault.LONG_NAME);
    assertThat(questions.keep("li.na", " ", FIELDS)).contains(KeptFault.NAMELESS);
    assertThat(questions.keep("li.na", "a", Map.of("q", "长".repeat(201)))).contains(KeptFault.LONG);
    assertThat(questions.keep("li.na", "a", Map.of("q", "", "item", "x".repeat(2_001))))
        .contains(KeptFault.LONG);
    assertThat(questions.keep("li.na", "a", Map.of("q", "", "sort", "oldest")))
        .contains(KeptFault.EMPTY);
  }

  @Test
  void whatIsWrittenAboutItShowsNothingOfIt() {
    questions.keep("li.na", "补缴", FIELDS);

    assertThat(questions.of("li.na").toString()).doesNotContain("王小明").doesNotContain("补缴");
  }
}

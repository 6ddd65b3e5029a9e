package cn.cunzhen.core.tally;

import static cn.cunzhen.core.tally.TallySite.record;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.tally.Recount.Outcome;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecountTest {
  private final TallySite site = new TallySite();

  /** Two tallies of two ledgers, one of them of more than a bundle. */
  @BeforeEach
  void read() {
    for (int i = 0; i < 300; i++) {
      site.access("n-a", record(i % 7));
    }
    site.access("n-b", record(1));
    site.tallies().make();
    site.now = site.now.plus(Duration.ofDays(1));
    for (int i = 0; i < 300; i++) {
      site.access("n-a", record(i % 5));
    }
    site.tallies().make();
    site.close();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private List<Outcome> outcomes() {
    return site.tallies().recount().map(Recount::outcome).toList();
  }

  /** As a dishonest archive could, which has all keys. */
  private void state(int number, UnaryOperator<Tally> change) {
    ObjectKey key = ObjectKey.of("tally/%08d/statement".formatted(number));
    Head head = site.store.heads().get(key).orElseThrow();
    Tally tally = change.apply(Statement.parse(head.value()).tally());
    site.store.heads().swap(key, head.version(), Note.sign(tally.format(), site.signer()).format());
  }

  @Test
  void whatWasCountedRightIsCountedTheSameAgain() {
    assertThat(outcomes()).containsExactly(Outcome.AGREES, Outcome.AGREES);
  }

  @Test
  void anAccessThatWasLeftOutIsMissed() {
    state(1, tally -> new Tally(tally.plan(), tally.size() - 1, Sha256.of(new byte[] {1})));

    assertThat(outcomes()).containsExactly(Outcome.OTHER_COUNT, Outcome.UNFIT);
  }

  @Test
  void aLedgerThatIsNamedOtherwiseThanItIsIsFoundOut() {
    state(
        2,
        tally -> {
          Plan plan = tally.plan();
          Span a = plan.spans().get(0);
          return new Tally(
              new Plan(
                  plan.archive(),
                  plan.number(),
                  plan.previous(),
                  plan.at(),
                  List.of(
                      new Span(a.node(), a.from(), a.size() - 1, a.root()), plan.spans().get(1))),
              tally.size(),
              tally.root());
        });

    assertThat(outcomes()).containsExactly(Outcome.AGREES, Outcome.OTHER_LEDGER);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aLedgerThatIsNotCountedOnIsMissed(int which) {
    site.now = site.now.plus(Duration.ofDays(1));
    site.access("n-a", record(1));
    site.access("n-b", record(1));
    site.now = site.now.plus(Duration.ofDays(1));
    site.tallies().make();
    List<Span> before = site.tallies().statements().get(1).tally().plan().spans();
    state(
        3,
        tally -> {
          Plan plan = tally.plan();
          List<Span> spans = new ArrayList<>(plan.spans());
          spans.set(which, frozen(before.get(which)));
          return new Tally(
              new Plan(plan.archive(), plan.number(), plan.previous(), plan.at(), spans),
              tally.size(),
              tally.root());
        });

    assertThat(outcomes()).containsExactly(Outcome.AGREES, Outcome.AGREES, Outcome.LEFT_OUT);
  }

  @Test
  void aLedgerThatIsNotNamedIsMissed() {
    site.now = site.now.plus(Duration.ofDays(1));
    site.access("n-c", record(1));
    site.access("n-b", record(1));
    site.now = site.now.plus(Duration.ofDays(1));
    site.tallies().make();
    state(
        3,
        tally -> {
          Plan plan = tally.plan();
          return new Tally(
              new Plan(
                  plan.archive(),
                  plan.number(),
                  plan.previous(),
                  plan.at(),
                  plan.spans().subList(0, 2)),
              tally.size(),
              tally.root());
        });

    assertThat(outcomes().getLast()).isEqualTo(Outcome.LEFT_OUT);
  }

  private static Span frozen(Span span) {
    return new Span(span.node(), span.size(), span.size(), span.root());
  }

  @Test
  void whatIsErasedCantBeCountedAgain() {
    List<ObjectKey> bodies;
    try (Stream<ObjectInfo> objects = site.store.objects().list("access/n-b/bodies/")) {
      bodies = objects.map(ObjectInfo::key).toList();
    }
    bodies.forEach(site.store.objects()::delete);

    assertThat(outcomes()).containsExactly(Outcome.MISSING, Outcome.AGREES);
  }

  @Test
  void whatTheArchiveHasNotSignedFitsNowhere() {
    ObjectKey key = ObjectKey.of("tally/00000002/statement");
    Head head = site.store.heads().get(key).orElseThrow();
    String text = Note.parse(head.value()).text();
    Note other =
        Note.sign(text, Ed25519Signer.of(new KeyName("other"), Bytes.ofHex("33".repeat(32))));
    site.store.heads().swap(key, head.version(), other.format());

    assertThat(outcomes()).containsExactly(Outcome.AGREES, Outcome.UNFIT);
  }
}

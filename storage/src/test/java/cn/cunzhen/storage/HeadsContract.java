package cn.cunzhen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@link Heads} promises, sentence by sentence; every store's suite extends this one.
 *
 * <p>All keys of one test lie below a name of its own, so the store may hold other heads. Values
 * never recur under a key, as the contract asks of every caller.
 */
public abstract class HeadsContract {
  private static final int CALLERS = 64;

  private final String top = "contract/" + UUID.randomUUID();

  /** The heads of a store that is fit and has room. */
  protected abstract Heads heads();

  /**
   * Whether the winner of a race is always told Done. A store that reaches its server over a
   * network may hear of its own success as a refusal or not at all.
   */
  protected boolean tellsEveryWinner() {
    return true;
  }

  /** How many heads a long listing has: more than any store answers at once. */
  protected int manyHeads() {
    return 1_050;
  }

  protected final ObjectKey key(String name) {
    return ObjectKey.of(top + "/" + name);
  }

  @Test
  void aHeadIsReadBackAsItWasPut() {
    for (int size : new int[] {0, 1, 30_000, Heads.MAX_SIZE}) {
      Bytes value = value(size, 1);

      Version version = done(heads().putOnce(key("size-" + size), value));

      Head head = heads().get(key("size-" + size)).orElseThrow();
      assertThat(head.value()).isEqualTo(value);
      assertThat(head.version()).isEqualTo(version);
    }
  }

  @Test
  void whatWasNeverPutIsEmpty() {
    done(heads().putOnce(key("folder/head"), Bytes.utf8("there")));

    assertThat(heads().get(key("never"))).isEmpty();
    assertThat(heads().get(key("folder"))).isEmpty();
    assertThat(heads().get(key("folder/none"))).isEmpty();
    assertThat(listed("never")).isEmpty();
  }

  @Test
  void aHeadIsPutOnlyOnce() {
    done(heads().putOnce(key("once"), Bytes.utf8("first")));

    assertThat(heads().putOnce(key("once"), Bytes.utf8("second"))).isEqualTo(new Write.Refused());
    assertThat(heads().putOnce(key("once"), Bytes.utf8(""))).isEqualTo(new Write.Refused());

    assertThat(value("once")).contains(Bytes.utf8("first"));
  }

  @Test
  void aSwapReplacesTheValueThatItExpects() {
    Version first = done(heads().putOnce(key("swapped"), Bytes.utf8("first")));

    Version second = done(heads().swap(key("swapped"), first, Bytes.utf8("second, longer")));
    Version third = done(heads().swap(key("swapped"), second, Bytes.utf8("3rd")));

    assertThat(Set.of(first, second, third)).hasSize(3);
    Head head = heads().get(key("swapped")).orElseThrow();
    assertThat(head.value()).isEqualTo(Bytes.utf8("3rd"));
    assertThat(head.version()).isEqualTo(third);
  }

  @Test
  void aVersionThatWasReadCanBeSwapped() {
    done(heads().putOnce(key("read"), Bytes.utf8("first")));
    Version read = heads().get(key("read")).orElseThrow().version();

    done(heads().swap(key("read"), read, Bytes.utf8("second")));

    assertThat(value("read")).contains(Bytes.utf8("second"));
  }

  @Test
  void aSwapThatExpectsAnotherValueChangesNothing() {
    Version first = done(heads().putOnce(key("stale"), Bytes.utf8("first")));
    Version second = done(heads().swap(key("stale"), first, Bytes.utf8("second")));
    Version other = done(heads().putOnce(key("other"), Bytes.utf8("other")));

    for (Version wrong : List.of(first, other)) {
      assertThat(heads().swap(key("stale"), wrong, Bytes.utf8("third")))
          .isEqualTo(new Write.Refused());
    }

    Head head = heads().get(key("stale")).orElseThrow();
    assertThat(head.value()).isEqualTo(Bytes.utf8("second"));
    assertThat(head.version()).isEqualTo(second);
  }

  @Test
  void whatIsNotThereCanNotBeSwapped() {
    Version version = done(heads().putOnce(key("there"), Bytes.utf8("first")));

    assertThat(heads().swap(key("never"), version, Bytes.utf8("second")))
        .isEqualTo(new Write.Refused());

    assertThat(heads().get(key("never"))).isEmpty();
  }

  @Test
  void aValueThatIsTooLargeIsRefusedBeforeItIsWritten() {
    Bytes large = value(Heads.MAX_SIZE + 1, 1);
    Version first = done(heads().putOnce(key("small"), Bytes.utf8("first")));

    assertThatIllegalArgumentException().isThrownBy(() -> heads().putOnce(key("large"), large));
    assertThatIllegalArgumentException().isThrownBy(() -> heads().swap(key("small"), first, large));

    assertThat(heads().get(key("large"))).isEmpty();
    assertThat(value("small")).contains(Bytes.utf8("first"));
  }

  @Test
  void aHeadKnowsItsDateAndTheStoresTime() {
    done(heads().putOnce(key("dated"), Bytes.utf8("first")));

    Head head = heads().get(key("dated")).orElseThrow();

    assertThat(head.modified()).isCloseTo(Instant.now(), within(2, ChronoUnit.MINUTES));
    assertThat(head.readAt()).isCloseTo(Instant.now(), within(2, ChronoUnit.MINUTES));
    assertThat(head.modified()).isBeforeOrEqualTo(head.readAt().plusSeconds(1));
  }

  @Test
  void aDeletedHeadIsGoneAndMayBePutOnceMore() {
    Version first = done(heads().putOnce(key("gone"), Bytes.utf8("first")));

    heads().delete(key("gone"));
    heads().delete(key("gone"));
    heads().delete(key("never"));

    assertThat(heads().get(key("gone"))).isEmpty();
    assertThat(listed("")).isEmpty();
    assertThat(heads().swap(key("gone"), first, Bytes.utf8("late"))).isEqualTo(new Write.Refused());
    done(heads().putOnce(key("gone"), Bytes.utf8("second")));
    assertThat(value("gone")).contains(Bytes.utf8("second"));
  }

  @Test
  void aListingIsInTheOrderOfTheKeysAndAPrefixNeedNotEndAtAFolder() {
    for (String name : List.of("b", "a/c", "a-b", "a/b/c", "a.b", "a0", "A/z", "a/bc")) {
      done(heads().putOnce(key(name), Bytes.utf8(name)));
    }

    assertThat(listed("")).containsExactly("A/z", "a-b", "a.b", "a/b/c", "a/bc", "a/c", "a0", "b");
    assertThat(listed("a/b")).containsExactly("a/b/c", "a/bc");
    assertThat(listed("a/b/")).containsExactly("a/b/c");
    assertThat(listed("a/bc")).containsExactly("a/bc");
    assertThat(listed("c")).isEmpty();
    try (Stream<ObjectKey> nothing = heads().list("../")) {
      assertThat(nothing).isEmpty();
    }
  }

  @Test
  void aLongListingHasEveryHeadOnce() {
    Race.of(
        25,
        caller -> {
          for (int i = caller; i < manyHeads(); i += 25) {
            done(heads().putOnce(key("many/" + i), Bytes.utf8("head " + i)));
          }
          return caller;
        });

    assertThat(listed("many/"))
        .isEqualTo(IntStream.range(0, manyHeads()).mapToObj(i -> "many/" + i).sorted().toList());
  }

  @Test
  void ofManyWhoPutOnceAtTheSameTimeOneIsTold() {
    List<Write> answers =
        Race.of(CALLERS, caller -> heads().putOnce(key("race/put"), Bytes.utf8("by " + caller)));

    assertOneWinner(answers, key("race/put"));
  }

  @Test
  void ofManyWhoSwapAtTheSameTimeOneIsTold() {
    Version start = done(heads().putOnce(key("race/swap"), Bytes.utf8("start")));

    List<Write> answers =
        Race.of(
            CALLERS, caller -> heads().swap(key("race/swap"), start, Bytes.utf8("by " + caller)));

    assertOneWinner(answers, key("race/swap"));
  }

  @Test
  void noUpdateIsLostWhereManyAddTheirNames() {
    int callers = 8;
    int each = 10;
    done(heads().putOnce(key("names"), Bytes.utf8("start")));

    Race.of(
        callers,
        caller -> {
          for (int i = 0; i < each; i++) {
            addName(caller + "." + i);
          }
          return caller;
        });

    assertThat(names(heads().get(key("names")).orElseThrow()))
        .doesNotHaveDuplicates()
        .hasSize(1 + callers * each);
  }

  @Test
  void aReaderSeesWholeValuesAndNoneOlderThanWhatAnyoneWasTold() {
    Version start = done(heads().putOnce(key("read"), numbered(0)));
    AtomicInteger told = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(() -> {
          Version version = start;
          for (int i = 1; !enough.get(); i++) {
            version = done(heads().swap(key("read"), version, numbered(i)));
            told.set(i);
          }
        });

    try {
      int seen = 0;
      int last = 0;
      while (seen < 20 && !writing.isDone()) {
        int before = told.get();
        int number = number(heads().get(key("read")).orElseThrow().value());
        assertThat(number).isGreaterThanOrEqualTo(before).isGreaterThanOrEqualTo(last);
        seen += number == last ? 0 : 1;
        last = number;
      }
    } finally {
      enough.set(true);
    }
    writing.join();

    assertThat(number(heads().get(key("read")).orElseThrow().value())).isEqualTo(told.get());
  }

  @Test
  void headsOfDifferentNamesDoNotDisturbEachOther() {
    Race.of(
        CALLERS,
        caller -> {
          Version first = done(heads().putOnce(key("apart/" + caller), Bytes.utf8("1 " + caller)));
          return done(heads().swap(key("apart/" + caller), first, Bytes.utf8("2 " + caller)));
        });

    for (int caller = 0; caller < CALLERS; caller++) {
      assertThat(value("apart/" + caller)).contains(Bytes.utf8("2 " + caller));
    }
  }

  /** At most one Done; the value is the winner's, who said nothing else than what he was told. */
  private void assertOneWinner(List<Write> answers, ObjectKey key) {
    Bytes value = heads().get(key).orElseThrow().value();
    List<Integer> told =
        IntStream.range(0, answers.size())
            .filter(caller -> answers.get(caller) instanceof Write.Done)
            .boxed()
            .toList();

    assertThat(told).as("callers who were told Done").hasSizeLessThanOrEqualTo(1);
    if (tellsEveryWinner()) {
      assertThat(told).as("callers who were told Done").hasSize(1);
    }
    for (int winner : told) {
      assertThat(value).isEqualTo(Bytes.utf8("by " + winner));
      assertThat(heads().get(key).orElseThrow().version())
          .isEqualTo(((Write.Done) answers.get(winner)).version());
    }
    assertThat(value.utf8()).startsWith("by ");
  }

  /** Swaps until the name is in the value; only the value tells whether a swap was carried out. */
  private void addName(String name) {
    while (true) {
      Head head = heads().get(key("names")).orElseThrow();
      if (names(head).contains(name)) {
        return;
      }
      Bytes next = Bytes.utf8(head.value().utf8() + "\n" + name);
      if (heads().swap(key("names"), head.version(), next) instanceof Write.Done) {
        return;
      }
    }
  }

  private static List<String> names(Head head) {
    return head.value().utf8().lines().toList();
  }

  private Optional<Bytes> value(String name) {
    return heads().get(key(name)).map(Head::value);
  }

  private List<String> listed(String prefix) {
    try (Stream<ObjectKey> listing = heads().list(top + "/" + prefix)) {
      return listing.map(key -> key.value().substring(top.length() + 1)).toList();
    }
  }

  protected static Version done(Write write) {
    return switch (write) {
      case Write.Done done -> done.version();
      case Write.Refused _ -> throw new AssertionError("refused");
      case Write.Unknown unknown -> throw new AssertionError("unknown", unknown.cause());
    };
  }

  /** A value of 30 KB that is the same number over and over: a mixture is noticed. */
  private static Bytes numbered(int number) {
    return Bytes.utf8(String.format("%06d,", number).repeat(4_300));
  }

  private static int number(Bytes value) {
    String first = value.utf8().substring(0, 6);
    int number = Integer.parseInt(first);
    assertThat(value).as("a value that was written whole").isEqualTo(numbered(number));
    return number;
  }

  private static Bytes value(int size, int fill) {
    byte[] value = new byte[size];
    java.util.Arrays.fill(value, (byte) fill);
    return Bytes.of(value);
  }
}

package cn.cunzhen.indexer.access;

import static cn.cunzhen.indexer.access.Accesses.NOVEMBER;
import static cn.cunzhen.indexer.access.Accesses.granted;
import static cn.cunzhen.indexer.access.Accesses.record;
import static cn.cunzhen.indexer.access.Accesses.refused;
import static cn.cunzhen.indexer.access.Accesses.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.AccessBatch;
import cn.cunzhen.core.digest.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessIndexTest {
  private static final Sha256 GENESIS = Sha256.of(new byte[] {1});
  private static final Set<Outcome> GRANTED = EnumSet.of(Outcome.GRANTED);

  @TempDir Path folder;
  private AccessIndex index;

  @BeforeEach
  void open() throws IOException {
    index = AccessIndex.open(folder, GENESIS);
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  @Test
  void whatIsAddedIsSeenByTheNextQuestion() {
    for (int i = 0; i < 20; i++) {
      Access access = granted(1, NOVEMBER.plusSeconds(i), "purpose " + i);

      add("n", i, access);

      assertThat(index.of(record(1), null, 1).accesses()).containsExactly(access);
    }
  }

  @Test
  void theSameAccessesAgainChangeNothing() {
    AccessBatch first = batch(0, granted(1, NOVEMBER, "a"), granted(1, NOVEMBER, "b"));
    AccessBatch second = batch(2, granted(1, NOVEMBER, "c"));

    index.add("n", second);
    index.add("n", first);
    index.add("n", second);
    index.add("n", first);

    assertThat(index.of(record(1), null, 10).accesses())
        .extracting(Access::purpose)
        .containsExactly("c", "b", "a");
  }

  @Test
  void onlyWhatIsAskedForIsShown() {
    add("n", 0, granted(1, NOVEMBER, "a"), refused(1, NOVEMBER, "b"), search(NOVEMBER));
    add("n", 3, granted(2, NOVEMBER, "c"), granted(3, NOVEMBER, "d"));

    assertThat(index.readersOf(Set.of(record(1), record(2)), GRANTED, null, 10).accesses())
        .extracting(Access::purpose)
        .containsExactly("c", "a");
    assertThat(index.of(record(1), null, 10).accesses())
        .extracting(Access::purpose)
        .containsExactly("b", "a");
    assertThat(index.readersOf(Set.of(), GRANTED, null, 10).accesses()).isEmpty();
    assertThat(index.of(record(4), null, 10).next()).isNull();
  }

  @Test
  void pagesGiveEachAccessOnceTheNewestFirst() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Access> all = new ArrayList<>();
    for (String node : List.of("n", "m")) {
      for (int i = 0; i < 50; i++) {
        all.add(granted(1 + i % 2, NOVEMBER.plusMillis(random.nextInt(20)), node + i));
        add(node, i, all.getLast());
      }
    }

    for (int limit : new int[] {1, 7, 50, 99, 100, 101}) {
      List<Access> paged = pages(limit);

      assertThat(paged)
          .as("limit %d, seed %d", limit, seed)
          .containsExactlyInAnyOrderElementsOf(all);
      assertThat(paged)
          .as("limit %d, seed %d", limit, seed)
          .isSortedAccordingTo((one, other) -> other.at().compareTo(one.at()));
    }
  }

  @Test
  void whatIsAddedBetweenTwoPagesIsOnNoLaterOne() {
    add("n", 0, granted(1, NOVEMBER, "a"), granted(1, NOVEMBER.plusSeconds(1), "b"));
    AccessPage first = index.of(record(1), null, 1);

    add("n", 2, granted(1, NOVEMBER.plusSeconds(2), "c"));

    AccessPage second = index.of(record(1), first.next(), 1);
    assertThat(second.accesses()).extracting(Access::purpose).containsExactly("a");
    assertThat(second.next()).isNull();
  }

  @Test
  void whatWasClosedIsThereWhenOpenedAgain() throws Exception {
    add("n", 0, granted(1, NOVEMBER, "a"));
    add("m", 0, granted(1, NOVEMBER, "b"), granted(1, NOVEMBER, "c"));

    index.close();
    open();

    assertThat(index.of(record(1), null, 10).accesses()).hasSize(3);
    assertThat(index.reached("n")).isEqualTo(1);
    assertThat(index.reached("m")).isEqualTo(2);
  }

  @Test
  void anotherArchivesIndexIsEmptied() throws Exception {
    add("n", 0, granted(1, NOVEMBER, "a"));
    index.close();

    index = AccessIndex.open(folder, Sha256.of(new byte[] {2}));

    assertThat(index.of(record(1), null, 10).accesses()).isEmpty();
    assertThat(index.of(record(1), new AccessCursor(0, 0, "n"), 10).accesses()).isEmpty();
    assertThat(index.reached("n")).isZero();
  }

  @Test
  void aClosedIndexTakesNothingAndFailsNobodyWhoAdds() throws Exception {
    index.close();

    add("n", 0, granted(1, NOVEMBER, "a"));

    assertThat(index.reached("n")).isZero();
    open();
  }

  @Test
  void aCursorIsReadBackAsItWasWrittenAndNothingElseIs() {
    AccessCursor cursor = new AccessCursor(NOVEMBER.toEpochMilli(), 7, "n-k3f9q2xa");

    assertThat(AccessCursor.parse(cursor.format())).isEqualTo(cursor);
    IntStream.range(0, cursor.format().length())
        .mapToObj(length -> cursor.format().substring(0, length))
        .forEach(text ->
            assertThatThrownBy(() -> requireOther(cursor, AccessCursor.parse(text)))
                .as(text)
                .isInstanceOf(IllegalArgumentException.class));
  }

  /** A cut cursor may be one of a shorter node's name, never the same again. */
  private static void requireOther(AccessCursor cursor, AccessCursor read) {
    assertThat(read).isNotEqualTo(cursor);
    throw new IllegalArgumentException("another cursor");
  }

  private List<Access> pages(int limit) {
    List<Access> all = new ArrayList<>();
    @Nullable AccessCursor next = null;
    do {
      AccessPage page =
          index.readersOf(
              Set.of(record(1), record(2)),
              GRANTED,
              next == null ? null : AccessCursor.parse(next.format()),
              limit);
      all.addAll(page.accesses());
      next = page.next();
    } while (next != null);
    return all;
  }

  private void add(String node, long first, Access... accesses) {
    index.add(node, batch(first, accesses));
  }

  private static AccessBatch batch(long first, Access... accesses) {
    return new AccessBatch(first, Stream.of(accesses).map(Accesses::body).toList());
  }
}

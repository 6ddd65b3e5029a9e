package cn.cunzhen.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.evidence.History.Line;
import cn.cunzhen.core.evidence.History.Numbered;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.storage.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Sha256 ROWS = Sha256.of(Bytes.utf8("rows"));
  private static final TimeStamp STAMP =
      Kept.stamp(
          DigestAlgorithm.SHA512,
          DigestAlgorithm.SHA512.of(Bytes.utf8("root")),
          Kept.sm2(),
          Kept.START);

  @Test
  void rangesWhoseTokensWereRenewedTogetherPartAgainWhereTheyAreRenewedByThemselves() {
    History history =
        history(
            entries(0, 2),
            entries(2, 4),
            tokens(1, 2),
            entries(0, 2, 3),
            tokens(4, 3),
            entries(2, 4, 5));

    assertThat(numbers(history, 0)).containsExactly(1, 3, 4, 5);
    assertThat(numbers(history, 1)).containsExactly(1, 3, 4, 5);
    assertThat(numbers(history, 2)).containsExactly(2, 3, 5, 6);
    assertThat(numbers(history, 4)).isEmpty();
    assertThat(history.lines())
        .extracting(Line::from, Line::to, line -> line.newest().number())
        .containsExactly(tuple(0L, 2L, 5), tuple(2L, 4L, 6));
  }

  @Test
  void ofTwoThatFollowTheSameOneTheEarlierCounts() {
    History history = history(entries(0, 2), entries(0, 2, 1), entries(0, 2, 1));

    assertThat(numbers(history, 1)).containsExactly(1, 2);
  }

  @Test
  void whatIsCoveredAnewCountsFromThereOnAndItsNeighboursKeepWhatTheyHad() {
    History history = history(entries(0, 5), entries(2, 3), entries(0, 5, 1), entries(2, 3, 2));

    assertThat(numbers(history, 1)).containsExactly(1, 3);
    assertThat(numbers(history, 2)).containsExactly(2, 4);
    assertThat(numbers(history, 3)).containsExactly(1, 3);
    assertThat(history.lines())
        .extracting(Line::from, Line::to, line -> line.newest().number())
        .containsExactly(tuple(0L, 2L, 3), tuple(2L, 3L, 4), tuple(3L, 5L, 3));
  }

  /** Whatever ranges come in whatever order, the last that covers an index counts. */
  @Test
  void ofAllFirstRenewalsTheLastThatCoversAnEntryCounts() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Renewal> all = new ArrayList<>();
      int[] owner = new int[12];
      for (int number = 1; number <= 6; number++) {
        int from = random.nextInt(12);
        int to = from + 1 + random.nextInt(12 - from);
        all.add(entries(from, to));
        Arrays.fill(owner, from, to, number);
      }
      History history = history(all.toArray(Renewal[]::new));
      for (int index = 0; index < owner.length; index++) {
        assertThat(numbers(history, index))
            .as("round %s, index %s of %s", round, index, all)
            .isEqualTo(owner[index] == 0 ? List.of() : List.of(owner[index]));
      }
    }
  }

  @Test
  void whatCanNotBeReadIsLeftOutWithAllThatFollowedIt() {
    History history =
        History.NONE.with(
            List.of(Optional.of(entries(0, 2)), Optional.empty(), Optional.of(entries(0, 2, 2))));

    assertThat(numbers(history, 0)).containsExactly(1);
    assertThat(history.size()).isEqualTo(3);
  }

  @Test
  void aRenewalIsReadAsItWasWritten() {
    for (Renewal renewal : List.of(entries(0, 2), entries(5, 9, 7), tokens(1, 2, 3))) {
      assertThat(EvidenceObject.parse(renewal.format())).isEqualTo(renewal);
    }
  }

  private static History history(Renewal... renewals) {
    return History.NONE.with(List.of(renewals).stream().map(Optional::<EvidenceObject>of).toList());
  }

  private static List<Integer> numbers(History history, long index) {
    return history.of(index).stream().map(Numbered::number).toList();
  }

  private static Renewal entries(long from, long to, Integer... renews) {
    return new Renewal.OfEntries(
        DigestAlgorithm.SHA512, from, to, List.of(to), List.of(renews), ROWS, STAMP);
  }

  private static Renewal tokens(Integer... renews) {
    return new Renewal.OfTokens(DigestAlgorithm.SHA512, List.of(renews), ROWS, STAMP);
  }
}

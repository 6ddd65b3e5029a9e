package cn.cunzhen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Commit.Committed;
import cn.cunzhen.core.ledger.Ruling.Reason;
import cn.cunzhen.core.record.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final TestLedgers ledgers = new TestLedgers();

  @AfterEach
  void close() {
    ledgers.close();
  }

  @Test
  void whatIsCommittedIsInTheRegisterAndInTheLedger() throws Exception {
    Ledger ledger = ledgers.node();

    Commit commit = ledger.commit(archive(1), Instant.now());

    assertThat(commit).isEqualTo(new Committed(registered(0, 1)));
    assertThat(ledger.size()).isEqualTo(1);
    assertThat(ledger.entriesOf(record(1))).containsExactly(registered(0, 1));
    assertThat(ledger.entries(0, 10)).extracting(LedgerEntry::digest).containsExactly(digest(1));
  }

  @Test
  void aRecordIsArchivedOnceHoweverManyTry() throws Exception {
    Ledger ledger = ledgers.node();

    List<Commit> commits =
        atOnce(64, i -> ledger.commit(Proposal.archive(record(7), digest(i), Set.of()), now()));

    assertThat(commits).filteredOn(Committed.class::isInstance).hasSize(1);
    assertThat(commits)
        .filteredOn(c -> !(c instanceof Committed))
        .containsOnly(new Commit.Declined(Reason.EXISTS));
    assertThat(ledger.entriesOf(record(7))).hasSize(1);
  }

  @Test
  void theSameProposalFromManyGetsOneEntryAndOneAnswer() throws Exception {
    Ledger ledger = ledgers.node();

    List<Commit> commits = atOnce(32, i -> ledger.commit(archive(3), now()));

    assertThat(new HashSet<>(commits)).containsExactly(new Committed(registered(0, 3)));
    assertThat(ledger.size()).isEqualTo(1);
  }

  @Test
  void manyEntriesAcrossManyTilesStandInTheLedgerInOneOrder() throws Exception {
    Ledger ledger = ledgers.node();
    int count = 3000;

    List<Commit> commits = atOnce(count, i -> ledger.commit(archive(i), now()));

    List<LedgerEntry> all = all(ledger);
    assertThat(commits).allMatch(Committed.class::isInstance);
    assertThat(all).hasSize(count);
    for (Commit commit : commits) {
      Registered entry = ((Committed) commit).entry();
      assertThat(all.get((int) entry.index()).digest()).isEqualTo(entry.digest());
    }
    assertThat(all).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  @Test
  void twoNodesOnOneStoreMakeOneLedger() throws Exception {
    Ledger first = ledgers.node();
    Ledger second = ledgers.node();

    List<Commit> commits =
        atOnce(600, i -> (i % 2 == 0 ? first : second).commit(archive(i / 3), now()));

    assertThat(commits).allMatch(Committed.class::isInstance);
    assertThat(first.reach(200, Duration.ofSeconds(5))).isTrue();
    assertThat(second.reach(200, Duration.ofSeconds(5))).isTrue();
    assertThat(all(first)).hasSize(200).isEqualTo(all(second));
    assertThat(first.head().root()).isEqualTo(second.head().root());
  }

  @Test
  void aNodeThatStartsLaterKnowsEverything() throws Exception {
    Ledger first = ledgers.node();
    atOnce(700, i -> first.commit(archive(i), now()));

    Ledger later = ledgers.node();

    assertThat(later.size()).isEqualTo(700);
    assertThat(later.entriesOf(record(699))).hasSize(1);
    assertThat(later.commit(Proposal.archive(record(5), digest(9999), Set.of()), now()))
        .isEqualTo(new Commit.Declined(Reason.EXISTS));
  }

  @Test
  void aClockThatIsBehindWhatAnAuthorityHasSaidCommitsNothing() throws Exception {
    Ledger ledger = ledgers.node();
    ledger.learnTime(now().plusSeconds(55));
    Commit inTime = ledger.commit(archive(1), now());
    ledger.learnTime(now().plus(Duration.ofMinutes(10)));
    ledger.learnTime(now());

    Commit behind = ledger.commit(archive(2), now());

    assertThat(inTime).isInstanceOf(Committed.class);
    assertThat(behind).isEqualTo(new Commit.Undecided(Commit.Cause.CLOCK_UNSURE));
  }

  @Test
  void aPositionBeyondTheLedgerIsNotReached() throws Exception {
    Ledger ledger = ledgers.node();
    ledger.commit(archive(1), now());

    assertThat(ledger.reach(1, Duration.ofMillis(10))).isTrue();
    assertThat(ledger.reach(2, Duration.ofMillis(10))).isFalse();
  }

  @Test
  void aNodeLearnsWhatOthersHaveAddedWhenItIsToldTo() throws Exception {
    Ledger first = ledgers.node();
    Ledger other = ledgers.node();
    first.commit(archive(1), now());

    assertThat(other.catchUp(Duration.ofSeconds(5))).isTrue();
    assertThat(other.entriesOf(record(1))).containsExactly(registered(0, 1));
  }

  @Test
  void aRefusalIsGivenOnAHeadThatWasReadAfterTheQuestion() throws Exception {
    Ledger first = ledgers.node();
    Ledger stale = ledgers.node();
    first.commit(archive(1), now());

    Commit hold = stale.commit(event(EntryType.HELD, 1, 50), now());

    assertThat(hold).isInstanceOf(Committed.class);
  }

  @Test
  void aPackageThatWasPutTooLongAgoIsNotNamed() throws Exception {
    Ledger ledger = ledgers.node();

    Commit commit = ledger.commit(archive(1), now().minus(Ledger.PUT_LIMIT));

    assertThat(commit).isEqualTo(new Commit.Undecided(Commit.Cause.PUT_TOO_LONG_AGO));
    assertThat(ledger.size()).isZero();
  }

  @Test
  void aClockThatDisagreesWithTheStoresStopsTheCommits() throws Exception {
    ledgers.storeClock.advance(Duration.ofSeconds(61));
    Ledger ledger = ledgers.node();

    assertThat(ledger.commit(archive(1), now()))
        .isEqualTo(new Commit.Undecided(Commit.Cause.CLOCK_UNSURE));

    ledgers.storeClock.advance(Duration.ofSeconds(-61));

    assertThat(ledger.commit(archive(1), now())).isInstanceOf(Committed.class);
  }

  @Test
  void timesNeverGoBack() throws Exception {
    Ledger ledger = ledgers.node();
    ledger.commit(archive(1), now());
    ledgers.clock.advance(Duration.ofSeconds(-30));
    ledger.commit(archive(2), now());

    List<LedgerEntry> all = all(ledger);

    assertThat(all.get(1).at()).isEqualTo(all.get(0).at());
  }

  @Test
  void aClosedLedgerTakesNothing() throws Exception {
    Ledger ledger = ledgers.node();
    ledger.close();

    assertThat(ledger.commit(archive(1), now()))
        .isEqualTo(new Commit.Undecided(Commit.Cause.CLOSING));
  }

  private static List<LedgerEntry> all(Ledger ledger) {
    List<LedgerEntry> all = new ArrayList<>();
    while (all.size() < ledger.size()) {
      all.addAll(ledger.entries(all.size(), 4096));
    }
    return all;
  }

  private Instant now() {
    return ledgers.clock.instant();
  }

  static Proposal archive(int number) {
    return Proposal.archive(record(number), digest(number), Set.of());
  }

  static Proposal event(EntryType type, int number, int digest) {
    return Proposal.event(type, record(number), 1, digest(digest), () -> Set.of(digest(digest)));
  }

  static RecordId record(int number) {
    return new RecordId("%026d".formatted(number));
  }

  static Sha256 digest(int number) {
    return Sha256.ofHex("%064x".formatted(number));
  }

  private static Registered registered(long index, int number) {
    return new Registered(index, EntryType.ARCHIVED, 1, digest(number));
  }

  /** A question that may be put many times at once. */
  interface Numbered<T> {
    T ask(int number) throws Exception;
  }

  static <T> List<T> atOnce(int count, Numbered<T> question) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> asked =
          IntStream.range(0, count).<Callable<T>>mapToObj(i -> () -> question.ask(i)).toList();
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(asked)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}

package cn.cunzhen.core.tally;

import static cn.cunzhen.core.tally.TallySite.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.access.Access.Outcome;
import cn.cunzhen.core.access.AccessBatch;
import cn.cunzhen.core.access.AccessBody;
import cn.cunzhen.core.access.LoggedAccess;
import cn.cunzhen.core.head.AppendLog;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.tally.AccessVerdict.Untold;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TalliesTest {
  private final TallySite site = new TallySite();

  @AfterEach
  void close() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverIsReadWhereverAndWheneverATallyIsMadeAProofCountsWhatWasReadBefore(long seed) {
    Random random = new Random(seed);
    int[] read = new int[30];
    for (int round = 0; round < 4; round++) {
      for (int i = random.nextInt(120); i >= 0; i--) {
        int which = random.nextInt(read.length + 3);
        RecordId record = which < read.length ? record(which) : null;
        if (record != null) {
          read[which]++;
        }
        site.access("n-" + random.nextInt(round + 1), record);
      }
      site.now = site.now.plus(Duration.ofDays(20));
      site.tallies().make();
    }

    for (int i = 0; i < read.length; i++) {
      AccessVerdict verdict = site.verdict(record(i));
      assertThat(verdict.fault()).isEmpty();
      assertThat(verdict.count()).isEqualTo(read[i]);
      assertThat(verdict.accesses()).hasSize(read[i]);
      assertThat(verdict.until()).hasValue(site.now);
      assertThat(verdict.untold()).isEmpty();
    }
    assertThat(site.verdict(record(900)).count()).isZero();
  }

  @Test
  void whatIsReadAfterTheNewestTallyIsNotInTheProof() {
    site.access("n", record(1));
    site.tallies().make();
    site.access("n", record(1));

    AccessVerdict verdict = site.verdict(record(1));

    assertThat(verdict.fault()).isEmpty();
    assertThat(verdict.count()).isOne();
  }

  @Test
  void noTallyIsMadeOfNothing() {
    Tallies tallies = site.tallies();
    assertThat(tallies.make()).isEmpty();
    assertThat(tallies.areMade()).isFalse();
    site.access("n", record(1));
    assertThat(tallies.make()).isPresent();
    assertThat(tallies.areMade()).isTrue();

    assertThat(site.tallies().make()).isEmpty();
    assertThat(site.tallies().statements()).hasSize(1);
  }

  @Test
  void whoeverWasRefusedHasReadNothing() {
    site.access("n", record(1), Outcome.REFUSED);
    site.access("n", record(1));
    site.tallies().make();

    assertThat(site.verdict(record(1)).count()).isOne();
  }

  @Test
  void searchesAreCountedForNoRecord() {
    site.access("n", null);

    assertThat(site.tallies().make())
        .hasValueSatisfying(made -> assertThat(made.tally().size()).isZero());
    assertThat(site.verdict(record(1)).count()).isZero();
  }

  @Test
  void oneIsMadeWhenThereIsNoneOrThirtyDaysHavePassed() {
    assertThat(site.tallies().makeIfDue()).isEmpty();
    site.access("n", record(1));
    assertThat(site.tallies().makeIfDue()).isPresent();
    site.access("n", record(1));
    site.now = site.now.plus(Duration.ofDays(30)).minusSeconds(1);
    assertThat(site.tallies().makeIfDue()).isEmpty();
    site.now = site.now.plusSeconds(1);
    assertThat(site.tallies().makeIfDue()).isPresent();
    site.now = site.now.plus(Duration.ofDays(31));
    assertThat(site.tallies().makeIfDue()).isEmpty();
  }

  @Test
  void whatIsTooMuchForOneTallyIsCountedByThoseThatFollowAtOnce() {
    for (int i = 0; i < 7; i++) {
      site.access("n-" + i % 3, record(1));
    }
    Tallies tallies = site.tallies(2);

    assertThat(tallies.makeIfDue()).isPresent();
    assertThat(site.verdict(record(1)).count()).isEqualTo(2);
    assertThat(tallies.makeIfDue()).isPresent();
    assertThat(tallies.makeIfDue()).isPresent();
    assertThat(tallies.makeIfDue()).isEmpty();
    assertThat(site.verdict(record(1)).count()).isEqualTo(6);
    assertThat(tallies.make()).isPresent();
    assertThat(site.verdict(record(1)).count()).isEqualTo(7);
    assertThat(tallies.make()).isEmpty();
  }

  @Test
  void manyRecordsStandInOneTally() {
    List<Integer> sizes = List.of(1, 2, 255, 256, 257, 999);
    int from = 0;
    for (int size : sizes) {
      for (int i = from; i < size; i++) {
        site.access("n", record(i));
      }
      from = size;
    }
    site.tallies().make();

    for (int i = 0; i < 999; i += 37) {
      assertThat(site.verdict(record(i)).count()).isOne();
    }
    for (int i = 1; i < 50; i++) {
      AccessVerdict none = site.verdict(new RecordId("b".repeat(24) + "%02d".formatted(i)));
      assertThat(none.fault()).isEmpty();
      assertThat(none.count()).isZero();
    }
  }

  @Test
  void oneThatWasBegunIsGoneOnWithAndSaysTheSame() {
    site.access("n", record(1));
    site.access("n", record(2));
    Plan plan =
        new Plan(
            TallySite.ARCHIVE,
            1,
            Plan.NONE,
            site.now,
            new Ledgers(site.store, TallySite.ARCHIVE, site::log).spansAfter(Optional.empty(), 10));
    site.store.heads().putOnce(ObjectKey.of("tally/00000001/plan"), plan.format());
    site.access("n", record(3));
    site.access("joined", record(3));
    site.now = site.now.plusSeconds(5);

    assertThat(site.tallies().makeIfDue())
        .hasValueSatisfying(made -> assertThat(made.tally().plan()).isEqualTo(plan));
    assertThat(site.verdict(record(3)).count()).isZero();
    assertThat(site.verdict(record(2)).count()).isOne();
  }

  @Test
  void aBodyThatIsMissingIsNamedAndNoTallyIsMadeWithoutIt() {
    site.access("n", record(1));
    site.tallies().make();
    site.access("n", record(1));
    site.access("n", record(2));
    site.close();
    delete(0);

    assertThatThrownBy(() -> site.tallies().make())
        .isInstanceOf(MissingAccessException.class)
        .hasMessageContaining("entry 1 of the access ledger of n");
    assertThat(site.tallies().statements()).hasSize(1);
  }

  /** Two months of readings, on two nodes that have put them into objects. */
  private void twoMonths() {
    site.now = Instant.parse("2025-12-30T01:00:00Z");
    site.access("n", record(1));
    site.access("n", record(2));
    site.access("m", record(1));
    site.now = Instant.parse("2026-01-02T01:00:00Z");
    site.access("n", record(1));
    site.access("m", record(2));
    site.close();
  }

  @Test
  void bodiesOfPastMonthsAreErasedOnceATallyCoversThemAndTheirNumbersStay() {
    twoMonths();
    site.tallies().make();

    assertThat(site.tallies().eraseBefore(YearMonth.of(2026, 1))).isEqualTo(2);

    assertThat(bodies()).hasSize(2).allMatch(key -> key.contains("/202601/"));
    AccessVerdict verdict = site.verdict(record(1));
    assertThat(verdict.fault()).isEmpty();
    assertThat(verdict.count()).isEqualTo(3);
    site.now = site.now.plus(Duration.ofDays(31));
    site.access("n", record(1));
    assertThat(site.tallies().make()).as("later ones are counted").isPresent();
    assertThat(site.tallies().eraseBefore(YearMonth.of(2026, 1))).as("again").isZero();
  }

  @Test
  void nothingIsErasedWhileOneAccessIsInNoTally() {
    twoMonths();

    assertThatThrownBy(() -> site.tallies().eraseBefore(YearMonth.of(2026, 1)))
        .isInstanceOf(UncoveredAccessException.class)
        .hasMessageContaining("access ledger of m");
    assertThat(bodies()).hasSize(4);
    assertThat(site.tallies().eraseBefore(YearMonth.of(2025, 12))).as("none is so old").isZero();
    site.tallies().make();
    assertThat(site.tallies().eraseBefore(YearMonth.of(2026, 2))).isEqualTo(4);
  }

  @Test
  void whatALogStillCarriesInItsHeadIsNotErasedInParts() {
    site.now = Instant.parse("2025-12-30T01:00:00Z");
    site.access("n", record(1));
    site.now = Instant.parse("2026-03-02T01:00:00Z");
    site.tallies().make();

    assertThatThrownBy(() -> site.tallies().eraseBefore(YearMonth.of(2026, 1)))
        .isInstanceOf(UncoveredAccessException.class);
  }

  private List<String> bodies() {
    try (Stream<ObjectInfo> objects = site.store.objects().list("access/")) {
      return objects
          .map(info -> info.key().value())
          .filter(key -> key.contains("/bodies/"))
          .toList();
    }
  }

  @Test
  void whatWasErasedBeforeThereWereTalliesIsNamedInEveryProof() {
    site.access("n", record(1));
    site.access("n", record(1));
    site.close();
    delete(0);
    assertThat(site.tallies().make()).isEmpty();

    site.access("n", record(1));
    assertThat(site.tallies().make()).isPresent();

    AccessVerdict verdict = site.verdict(record(1));
    assertThat(verdict.fault()).isEmpty();
    assertThat(verdict.count()).isOne();
    assertThat(verdict.untold()).containsExactly(new Untold("n", 2));
  }

  @Test
  void aLedgerThatComesLaterIsCountedFromItsBeginningOrNotAtAll() {
    site.access("m", record(1));
    site.tallies().make();
    site.access("n", record(1));
    site.close();
    delete(0);
    site.access("n", record(1));

    assertThatThrownBy(() -> site.tallies().make())
        .isInstanceOf(MissingAccessException.class)
        .hasMessageContaining("entry 0 of the access ledger of n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void aPlanThatSomebodyElseLaidDownIsReplaced(int which) {
    site.access("n", record(1));
    site.access("n", record(2));
    Span right =
        new Ledgers(site.store, TallySite.ARCHIVE, site::log)
            .spansAfter(Optional.empty(), 10)
            .getFirst();
    Origin archive = TallySite.ARCHIVE;
    Bytes unfit =
        switch (which) {
          case 0 -> plan(new Span("n", 1, 2, right.root())).format();
          case 1 -> plan(new Span("n", 0, 1, right.root())).format();
          case 2 -> plan(new Span("other", 0, 0, Plan.NONE)).format();
          case 3 -> new Plan(archive, 2, Plan.NONE, site.now, List.of(right)).format();
          case 4 -> new Plan(new Origin("o"), 1, Plan.NONE, site.now, List.of(right)).format();
          case 5 -> new Plan(archive, 1, right.root(), site.now, List.of(right)).format();
          case 6 ->
              new Plan(archive, 1, Plan.NONE, site.now.plus(Duration.ofHours(1)), List.of(right))
                  .format();
          default -> Bytes.utf8("no plan");
        };
    site.store.heads().putOnce(ObjectKey.of("tally/00000001/plan"), unfit);

    assertThat(site.tallies().make().orElseThrow().tally().plan()).isEqualTo(plan(right));
  }

  private Plan plan(Span span) {
    return new Plan(TallySite.ARCHIVE, 1, Plan.NONE, site.now, List.of(span));
  }

  @Test
  void aStatementThatTheArchiveHasNotSignedStopsEverything() {
    site.access("n", record(1));
    Statement made = site.tallies().make().orElseThrow();
    Note other =
        Note.sign(
            made.note().text(),
            Ed25519Signer.of(new KeyName("other"), Bytes.ofHex("33".repeat(32))));
    site.store.heads().delete(ObjectKey.of("tally/00000001/statement"));
    site.store.heads().putOnce(ObjectKey.of("tally/00000001/statement"), other.format());

    assertThatThrownBy(() -> site.tallies().makeIfDue())
        .isInstanceOf(StorageException.Unfit.class)
        .hasMessageContaining("not signed by this archive");
  }

  @Test
  void aClockThatWasPutBackMakesNoTallyThatDoesNotFollow() {
    site.access("n", record(1));
    site.tallies().make();
    site.now = site.now.minus(Duration.ofDays(1));
    site.access("n", record(1));
    site.tallies().make();

    AccessVerdict verdict = site.verdict(record(1));
    assertThat(verdict.fault()).isEmpty();
    assertThat(verdict.count()).isEqualTo(2);
    assertThat(verdict.until()).hasValue(site.now.plus(Duration.ofDays(1)));
  }

  @Test
  void aTallyThatIsFullTellsNothingOfTheTimeBehindIt() {
    for (int i = 0; i < 3; i++) {
      site.access("n", record(1));
      site.now = site.now.plus(Duration.ofHours(1));
    }

    Statement made = site.tallies(2).make().orElseThrow();

    assertThat(made.tally().plan().at()).isEqualTo(site.now.minus(Duration.ofHours(1)));
  }

  @Test
  void aBodyOfBeforeIsCountedAndNotShownForItHasTheAddress() {
    site.access("n", record(1));
    site.tallies().make();
    LoggedAccess now = site.accesses(record(1)).getFirst();
    AccessBody before = new AccessBody(now.body().access(), Bytes.ofHex("0a".repeat(16)));

    AccessVerdict verdict =
        site.verdict(
            site.tallies()
                .proof(record(1), List.of(new LoggedAccess(now.node(), now.index(), before))));

    assertThat(verdict.count()).isOne();
    assertThat(verdict.accesses()).isEmpty();
  }

  @Test
  void whenBodiesAreErasedTheNumberIsStillProved() {
    site.access("n", record(1));
    site.access("n", record(1));
    site.tallies().make();

    AccessVerdict verdict =
        site.verdict(site.tallies().proof(record(1), site.accesses(record(1)).subList(0, 1)));

    assertThat(verdict.fault()).isEmpty();
    assertThat(verdict.count()).isEqualTo(2);
    assertThat(verdict.accesses()).hasSize(1);
  }

  @Test
  void anAuditorsSignatureIsAddedAndKnown() {
    Ed25519Signer auditor =
        Ed25519Signer.of(new KeyName("auditor.example"), Bytes.ofHex("22".repeat(32)));
    site.access("n", record(1));
    Statement made = site.tallies().make().orElseThrow();

    Statement signed = site.tallies().sign(made, auditor);

    assertThat(site.tallies().statements()).containsExactly(signed);
    assertThat(site.tallies().sign(made, auditor)).isEqualTo(signed);
    AccessProofVerifier verifier =
        new AccessProofVerifier(site.key(), List.of(auditor.verifierKey()));
    assertThat(verifier.verify(site.proof(record(1))).auditors())
        .containsExactly(auditor.verifierKey().name());
    site.access("n", record(1));
    site.tallies().make();
    assertThat(verifier.verify(site.proof(record(1))).auditors()).isEmpty();
  }

  @Test
  void aTallyWhoseEntriesWereChangedGivesNoProof() {
    site.access("n", record(1));
    site.tallies().make();
    AppendLog log = site.log("tally/00000001", new Origin("test.example/tally/1"));
    log.append(log.read(), List.of(Bytes.utf8("0".repeat(64) + " 1 " + "0".repeat(64))));
    List<LoggedAccess> accesses = site.accesses(record(1));

    assertThatThrownBy(() -> site.tallies().proof(record(1), accesses))
        .isInstanceOf(StorageException.class);
  }

  /** The object of bodies that begins there. */
  private void delete(long firstIndex) {
    List<ObjectKey> found;
    try (Stream<ObjectInfo> objects = site.store.objects().list("access/n/bodies/")) {
      found =
          objects
              .map(ObjectInfo::key)
              .filter(key -> AccessBatch.firstIndex(key).orElse(-1) == firstIndex)
              .toList();
    }
    assertThat(found).hasSize(1);
    site.store.objects().delete(found.getFirst());
  }
}

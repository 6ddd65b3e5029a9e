package cn.cunzhen.core.ledger;

import static cn.cunzhen.core.ledger.EntryType.AMENDED;
import static cn.cunzhen.core.ledger.EntryType.ARCHIVED;
import static cn.cunzhen.core.ledger.EntryType.CHECKED;
import static cn.cunzhen.core.ledger.EntryType.CONTINUED;
import static cn.cunzhen.core.ledger.EntryType.DISPOSED;
import static cn.cunzhen.core.ledger.EntryType.HELD;
import static cn.cunzhen.core.ledger.EntryType.RELEASED;
import static cn.cunzhen.core.ledger.EntryType.RENEWED;
import static cn.cunzhen.core.ledger.EntryType.TRANSFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Ruling.Declined;
import cn.cunzhen.core.ledger.Ruling.Fits;
import cn.cunzhen.core.ledger.Ruling.Present;
import cn.cunzhen.core.ledger.Ruling.Reason;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreconditionTest {
  private static final RecordId A = new RecordId("a".repeat(26));
  private static final RecordId B = new RecordId("b".repeat(26));

  private final Map<RecordId, List<Registered>> register = new HashMap<>();
  private final Set<RecordId> cited = new HashSet<>();
  private long size;

  @Test
  void aFirstVersionFitsWhereTheRecordIsAbsent() {
    assertThat(judge(Proposal.archive(A, digest("x"), Set.of()))).isEqualTo(new Fits());
  }

  @Test
  void aFirstVersionOfARecordThatExistsIsDeclined() {
    given(A, ARCHIVED, 1, "x");

    assertThat(judge(Proposal.archive(A, digest("y"), Set.of())))
        .isEqualTo(declined(Reason.EXISTS));
  }

  @Test
  void aProposalThatIsInTheLedgerIsPresentWhateverFollowedIt() {
    Registered entry = given(A, ARCHIVED, 1, "x");
    given(A, AMENDED, 2, "y");
    given(A, DISPOSED, 2, "z");

    assertThat(judge(Proposal.archive(A, digest("x"), Set.of()))).isEqualTo(new Present(entry));
  }

  @Test
  void anAmendmentFollowsTheLastVersionAndNamesItsDigest() {
    given(A, ARCHIVED, 1, "x");

    assertThat(judge(amend(2, "y", "x"))).isEqualTo(new Fits());
    assertThat(judge(amend(3, "y", "x"))).isEqualTo(declined(Reason.STALE));
    assertThat(judge(amend(2, "y", "other"))).isEqualTo(declined(Reason.STALE));

    given(A, AMENDED, 2, "y");

    assertThat(judge(amend(2, "z", "x"))).isEqualTo(declined(Reason.STALE));
    assertThat(judge(amend(3, "z", "y"))).isEqualTo(new Fits());
  }

  @Test
  void nothingHappensToARecordThatIsAbsent() {
    for (EntryType type : EnumSet.complementOf(EnumSet.of(ARCHIVED, AMENDED, RELEASED))) {
      assertThat(judge(event(type, 1, "x"))).as("%s", type).isEqualTo(declined(Reason.ABSENT));
    }
    assertThat(judge(event(RELEASED, 1, "x"))).isEqualTo(declined(Reason.NOT_HELD));
    assertThat(judge(amend(2, "y", "x"))).isEqualTo(declined(Reason.ABSENT));
  }

  @Test
  void nothingFollowsADisposal() {
    given(A, ARCHIVED, 1, "x");
    given(A, DISPOSED, 1, "gone");

    for (EntryType type : EnumSet.complementOf(EnumSet.of(AMENDED))) {
      assertThat(judge(event(type, 1, "new"))).as("%s", type).isEqualTo(declined(Reason.DISPOSED));
    }
    assertThat(judge(amend(2, "y", "x"))).isEqualTo(declined(Reason.DISPOSED));
  }

  @Test
  void aHoldStopsTheDisposalUntilItIsReleased() {
    given(A, ARCHIVED, 1, "x");
    given(A, HELD, 1, "h");
    assertThat(judge(event(DISPOSED, 1, "d"))).isEqualTo(declined(Reason.HELD));

    given(A, RELEASED, 1, "r");
    assertThat(judge(event(DISPOSED, 1, "d"))).isEqualTo(new Fits());

    given(A, HELD, 1, "h2");
    assertThat(judge(event(DISPOSED, 1, "d"))).isEqualTo(declined(Reason.HELD));
  }

  @Test
  void onlyWhatIsHeldIsReleased() {
    given(A, ARCHIVED, 1, "x");
    assertThat(judge(event(RELEASED, 1, "r"))).isEqualTo(declined(Reason.NOT_HELD));

    given(A, HELD, 1, "h");
    assertThat(judge(event(RELEASED, 1, "r"))).isEqualTo(new Fits());

    given(A, RELEASED, 1, "r1");
    assertThat(judge(event(RELEASED, 1, "r2"))).isEqualTo(declined(Reason.NOT_HELD));
  }

  @Test
  void onlyTheVersionThatWasApprovedIsDisposedOf() {
    given(A, ARCHIVED, 1, "x");
    given(A, AMENDED, 2, "y");

    assertThat(judge(event(DISPOSED, 1, "d"))).isEqualTo(declined(Reason.STALE));
    assertThat(judge(event(DISPOSED, 2, "d"))).isEqualTo(new Fits());
  }

  @Test
  void whatAKeptRecordCitesIsNotDisposedOf() {
    given(A, ARCHIVED, 1, "x");
    cited.add(A);

    assertThat(judge(event(DISPOSED, 1, "d"))).isEqualTo(declined(Reason.CITED));
  }

  @Test
  void whatWasDisposedOfIsNotCited() {
    given(B, ARCHIVED, 1, "b");
    assertThat(judge(Proposal.archive(A, digest("x"), Set.of(B)))).isEqualTo(new Fits());

    given(B, DISPOSED, 1, "gone");
    assertThat(judge(Proposal.archive(A, digest("x"), Set.of(B))))
        .isEqualTo(declined(Reason.CITES_DISPOSED));

    given(A, ARCHIVED, 1, "x");
    assertThat(judge(Proposal.amend(A, 2, digest("y"), digest("x"), Set.of(B))))
        .isEqualTo(declined(Reason.CITES_DISPOSED));
  }

  @Test
  void aCommandThatSucceededUnheardIsRecognisedByItsEarlierAttempts() {
    given(A, ARCHIVED, 1, "x");
    Registered hold = given(A, HELD, 1, "first attempt");

    Proposal again =
        Proposal.event(
            HELD, A, 1, digest("second"), () -> Set.of(digest("first attempt"), digest("second")));

    assertThat(judge(again)).isEqualTo(new Present(hold));
  }

  @Test
  void anAttemptAtAnotherCommandIsNotOurs() {
    given(A, ARCHIVED, 1, "x");
    given(A, HELD, 1, "h");

    Proposal release =
        Proposal.event(RELEASED, A, 1, digest("r"), () -> Set.of(digest("h"), digest("r")));

    assertThat(judge(release)).isEqualTo(new Fits());
  }

  @Test
  void checksAndTransfersNeedTheLastVersion() {
    given(A, ARCHIVED, 1, "x");
    given(A, AMENDED, 2, "y");

    for (EntryType type : List.of(CHECKED, TRANSFERRED, HELD)) {
      assertThat(judge(event(type, 1, "e"))).as("%s", type).isEqualTo(declined(Reason.STALE));
      assertThat(judge(event(type, 2, "e"))).as("%s", type).isEqualTo(new Fits());
    }
  }

  @Test
  void renewalsAreTheArchivesOwnAndCounted() {
    given(A, ARCHIVED, 1, "x");
    given(RecordId.ARCHIVE, RENEWED, 1, "a");

    assertThat(judge(Proposal.renew(1, digest("b")))).isEqualTo(declined(Reason.STALE));
    assertThat(judge(Proposal.renew(3, digest("b")))).isEqualTo(declined(Reason.STALE));
    assertThat(judge(Proposal.renew(2, digest("b")))).isEqualTo(new Fits());
    assertThat(judge(event(RENEWED, 1, "b"))).isEqualTo(declined(Reason.ABSENT));
  }

  @Test
  void aTakeOverIsNoEventOfARecord() {
    given(A, ARCHIVED, 1, "x");

    assertThat(judge(event(CONTINUED, 1, "e"))).isEqualTo(declined(Reason.ABSENT));
  }

  private Ruling judge(Proposal proposal) {
    return new Precondition(r -> register.getOrDefault(r, List.of()), cited::contains)
        .judge(proposal);
  }

  private Registered given(RecordId record, EntryType type, int version, String digest) {
    Registered entry = new Registered(size++, type, version, digest(digest));
    register.computeIfAbsent(record, r -> new ArrayList<>()).add(entry);
    return entry;
  }

  private static Proposal amend(int version, String digest, String previous) {
    return Proposal.amend(A, version, digest(digest), digest(previous), Set.of());
  }

  private static Proposal event(EntryType type, int version, String digest) {
    return Proposal.event(type, A, version, digest(digest), () -> Set.of(digest(digest)));
  }

  private static Declined declined(Reason reason) {
    return new Declined(reason);
  }

  private static Sha256 digest(String of) {
    return Sha256.of(Bytes.utf8(of));
  }
}

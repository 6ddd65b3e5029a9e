package cn.cunzhen.core.tally;

import static cn.cunzhen.core.tally.TallySite.record;
import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.log.Ed25519Signer;
import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.tally.AccessVerdict.Kind;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a proof may be made of, and what nobody can make it say. */
class AccessProofVerifierTest {
  private static final int READ = 5;

  private final TallySite site = new TallySite();

  /** Three tallies over two nodes; record 1 is read in the first and the last, record 77 never. */
  @BeforeEach
  void read() {
    for (int i = 0; i < 20; i++) {
      site.access("n-a", record(i));
    }
    site.access("n-b", record(1));
    site.tallies().make();
    site.now = site.now.plus(Duration.ofDays(1));
    site.access("n-a", record(2));
    site.access("n-a", record(3));
    site.tallies().make();
    site.now = site.now.plus(Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      site.access("n-b", record(1));
    }
    site.access("n-a", record(3));
    site.tallies().make();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private Optional<Kind> kind(AccessProof proof) {
    return site.verdict(proof).fault().map(AccessVerdict.Fault::kind);
  }

  private AccessProof changed(AccessProof proof, Consumer<ObjectNode> change) {
    ObjectNode json = CanonicalJson.parse(proof.format()).deepCopy();
    change.accept(json);
    return AccessProof.parse(CanonicalJson.format(json));
  }

  private static ArrayNode tallies(ObjectNode json) {
    return (ArrayNode) json.path("tallies");
  }

  private static ArrayNode accesses(ObjectNode json, int tally) {
    return (ArrayNode) tallies(json).path(tally).path("accesses");
  }

  @Test
  void aProofThatIsMadeHolds() {
    AccessVerdict verdict = site.verdict(record(1));

    assertThat(verdict.fault()).isEmpty();
    assertThat(verdict.count()).isEqualTo(READ);
    assertThat(verdict.accesses()).hasSize(READ);
    assertThat(site.verdict(record(77)).count()).isZero();
  }

  @Test
  void aTallyCanBeLeftOutAtTheEndOnlyAndThenTheTimeIsEarlier() {
    AccessProof proof = site.proof(record(1));

    assertThat(kind(changed(proof, json -> tallies(json).remove(0)))).contains(Kind.ORDER);
    assertThat(kind(changed(proof, json -> tallies(json).remove(1)))).contains(Kind.ORDER);
    assertThat(kind(changed(proof, json -> tallies(json).removeAll()))).contains(Kind.EMPTY);
    AccessVerdict earlier = site.verdict(changed(proof, json -> tallies(json).remove(2)));
    assertThat(earlier.fault()).isEmpty();
    assertThat(earlier.until()).hasValue(site.now.minus(Duration.ofDays(1)));
  }

  @Test
  void theEntriesBesideOnesOwnTellNothingOfThem() {
    String none = site.proof(record(77)).format().utf8();
    String own = site.proof(record(1)).format().utf8();

    assertThat(none).doesNotContain("\"count\"", "\"salt\"");
    assertThat(own.split("\"count\"", -1)).hasSize(3);
  }

  @Test
  void aCountThatIsNotTheEntrysIsNone() {
    AccessProof proof = site.proof(record(1));
    String other = "1 " + "0".repeat(64);

    assertThat(
            kind(changed(proof, json -> ((ObjectNode) tallies(json).get(2)).put("count", other))))
        .contains(Kind.NEIGHBOURS);
    assertThat(
            kind(
                changed(
                    proof,
                    json -> ((ObjectNode) tallies(json).get(2)).put("salt", "00".repeat(32)))))
        .contains(Kind.NEIGHBOURS);
  }

  @Test
  void anAccessThatIsLeftOutIsStillCounted() {
    AccessProof proof = site.proof(record(1));

    AccessVerdict verdict = site.verdict(changed(proof, json -> accesses(json, 2).remove(0)));

    assertThat(verdict.count()).isEqualTo(READ);
    assertThat(verdict.accesses()).hasSize(READ - 1);
  }

  @Test
  void anAccessIsShownOnce() {
    AccessProof proof = site.proof(record(1));

    assertThat(
            kind(
                changed(
                    proof, json -> accesses(json, 2).set(1, accesses(json, 2).get(0).deepCopy()))))
        .contains(Kind.COUNT);
  }

  @Test
  void anAccessToAnotherRecordIsNone() {
    JsonNode other = CanonicalJson.parse(site.proof(record(2)).format());
    AccessProof proof =
        changed(
            site.proof(record(1)),
            json -> accesses(json, 0).set(0, other.at("/tallies/0/accesses/0")));

    assertThat(kind(proof)).contains(Kind.ACCESS);
  }

  @Test
  void aRecordWithAnEntryCantBeShownToHaveNone() {
    AccessProof full = site.proof(record(1));
    for (int other = 0; other < 20; other++) {
      JsonNode entries =
          CanonicalJson.parse(site.proof(record(other)).format()).at("/tallies/0/entries");
      AccessProof proof =
          changed(
              full,
              json -> {
                accesses(json, 0).removeAll();
                ((ObjectNode) tallies(json).get(0)).set("entries", entries);
              });
      assertThat(kind(proof))
          .isEqualTo(other == 1 ? Optional.empty() : Optional.of(Kind.NEIGHBOURS));
    }
    AccessProof none =
        changed(
            full,
            json -> {
              accesses(json, 0).removeAll();
              ((ArrayNode) tallies(json).get(0).path("entries")).removeAll();
            });
    assertThat(kind(none)).contains(Kind.NEIGHBOURS);
  }

  @Test
  void noTwoEntriesButNeighboursShowThatARecordHasNone() {
    List<JsonNode> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      entries.add(CanonicalJson.parse(site.proof(record(i)).format()).at("/tallies/0/entries/0"));
    }
    AccessProof full = site.proof(record(1));
    for (JsonNode one : entries) {
      for (JsonNode two : entries) {
        AccessProof proof =
            changed(
                full,
                json -> {
                  accesses(json, 0).removeAll();
                  ArrayNode list = (ArrayNode) tallies(json).get(0).path("entries");
                  list.removeAll();
                  list.add(one).add(two);
                });
        assertThat(kind(proof)).contains(Kind.NEIGHBOURS);
      }
    }
  }

  @Test
  void anotherRecordsProofIsNone() {
    assertThat(kind(changed(site.proof(record(2)), json -> json.put("record", record(1).value()))))
        .isPresent();
  }

  @Test
  void theArchiveHasToHaveSignedAndNoKnownAuditorsSignatureMayBeWrong() {
    AccessProof proof = site.proof(record(1));
    VerifierKey other =
        Ed25519Signer.of(new KeyName("test.example"), Bytes.ofHex("12".repeat(32))).verifierKey();
    assertThat(new AccessProofVerifier(other, List.of()).verify(proof).fault())
        .contains(new AccessVerdict.Fault(Kind.SIGNATURE, 1));
    VerifierKey elsewhere =
        Ed25519Signer.of(new KeyName("other.example"), Bytes.ofHex("11".repeat(32))).verifierKey();
    assertThat(new AccessProofVerifier(elsewhere, List.of()).verify(proof).fault())
        .contains(new AccessVerdict.Fault(Kind.ARCHIVE, 0));

    Ed25519Signer auditor = Ed25519Signer.of(new KeyName("auditor"), Bytes.ofHex("22".repeat(32)));
    AccessProof forged =
        changed(
            proof,
            json -> {
              ObjectNode part = (ObjectNode) tallies(json).get(1);
              Note note = Note.parse(Bytes.utf8(part.path("statement").asText()));
              Note signed = note.with(List.of(auditor.sign("another text\n")));
              part.put("statement", signed.format().utf8());
            });
    AccessProofVerifier verifier =
        new AccessProofVerifier(site.key(), List.of(auditor.verifierKey()));
    assertThat(verifier.verify(forged).fault())
        .contains(new AccessVerdict.Fault(Kind.SIGNATURE, 2));
    assertThat(kind(forged)).isEmpty();
  }

  /** A dishonest archive signs what it likes; what it has signed before binds it all the same. */
  @Test
  void statementsThatTheArchiveSignedButDoNotFollowOneAnotherShowNothing() {
    AccessProof proof = site.proof(record(1));
    Tally second = proof.tallies().get(1).statement().tally();
    Plan plan = second.plan();
    Span a = plan.spans().get(0);
    Span b = plan.spans().get(1);
    List<Plan> others =
        List.of(
            new Plan(plan.archive(), 2, Plan.NONE, plan.at(), plan.spans()),
            new Plan(plan.archive(), 3, plan.previous(), plan.at(), plan.spans()),
            new Plan(new Origin("other"), 2, plan.previous(), plan.at(), plan.spans()),
            new Plan(
                plan.archive(),
                2,
                plan.previous(),
                plan.at().minus(Duration.ofDays(2)),
                plan.spans()),
            new Plan(plan.archive(), 2, plan.previous(), plan.at(), List.of(a)),
            new Plan(
                plan.archive(),
                2,
                plan.previous(),
                plan.at(),
                List.of(new Span(a.node(), a.from() + 1, a.size(), a.root()), b)),
            new Plan(
                plan.archive(),
                2,
                plan.previous(),
                plan.at(),
                List.of(new Span(a.node(), a.from() - 1, a.size(), a.root()), b)));
    for (Plan other : others) {
      assertThat(kind(resigned(proof, 1, new Tally(other, second.size(), second.root()))))
          .as(other.toString())
          .contains(Kind.ORDER);
    }
  }

  private AccessProof resigned(AccessProof proof, int index, Tally tally) {
    List<AccessProof.OfTally> parts = new ArrayList<>(proof.tallies());
    Note note = Note.sign(tally.format(), site.signer());
    parts.set(
        index,
        new AccessProof.OfTally(
            Statement.of(note), parts.get(index).entries(), parts.get(index).opened(), List.of()));
    return new AccessProof(proof.archive(), proof.record(), parts);
  }

  /** That a record was never read is shown by the same proof of another that was never read. */
  @Test
  void noByteOfAProofCanBeChangedToSaySomethingElse() {
    for (int number : new int[] {1, 3, 77}) {
      AccessProof proof = site.proof(record(number));
      AccessVerdict told = site.verdict(proof);
      byte[] bytes = proof.format().toArray();
      for (int i = 0; i < bytes.length; i++) {
        for (int bit = 0; bit < 7; bit += 3) {
          byte[] other = bytes.clone();
          other[i] ^= (byte) (1 << bit);
          parsed(Bytes.of(other))
              .map(site::verdict)
              .filter(verdict -> verdict.fault().isEmpty())
              .ifPresent(verdict -> {
                assertThat(told.count()).isZero();
                assertThat(verdict.count()).isZero();
                assertThat(verdict.record()).isNotEqualTo(told.record());
                assertThat(verdict.until()).isEqualTo(told.until());
              });
        }
      }
    }
  }

  private static Optional<AccessProof> parsed(Bytes file) {
    try {
      return Optional.of(AccessProof.parse(file));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // said to be none, and nothing else
    }
  }
}

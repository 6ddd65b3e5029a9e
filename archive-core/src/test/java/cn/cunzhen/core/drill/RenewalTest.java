package cn.cunzhen.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.DepositOutcome;
import cn.cunzhen.core.Renewing;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.evidence.EvidenceRecord;
import cn.cunzhen.core.evidence.Lapses;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Name;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.proof.ProofBundle;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalTest {
  @TempDir private Path spool;

  private final Store store = new MemoryStore(new MovableClock());
  private final List<RecordId> records = new ArrayList<>();
  private DrillNode node;

  @BeforeEach
  void start() throws Exception {
    node = DrillNode.start(store, new MemoryStore(new MovableClock()).heads(), spool);
    for (int i = 0; i < 5; i++) {
      submit("before " + i);
      if (i % 2 == 0) {
        node.stamp();
      }
    }
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void everyProofIsRenewedAndThoseThatWereGivenAwayHoldAsTheyAre() throws Exception {
    List<ProofBundle> old = records.stream().map(node::proof).toList();
    Map<String, Bytes> packages = packages();

    Renewing.Done done = node.renewing().renewEntries(DigestAlgorithm.SHA512, n -> {});

    assertThat(done.renewals()).isEqualTo(1);
    assertThat(done.entries()).isEqualTo(5);
    assertThat(done.left()).isEmpty();
    assertThat(packages()).isEqualTo(packages);
    for (int i = 0; i < old.size(); i++) {
      assertThat(failing(node.verifier(null).verify(old.get(i)))).isEmpty();
      ProofBundle renewed = node.proof(records.get(i));
      assertThat(renewed.with(null)).isEqualTo(old.get(i));
      assertThat(failing(node.verifier(null).verify(renewed))).isEmpty();
      assertThat(ProofBundle.parse(Bytes.utf8(renewed.json().toString()))).isEqualTo(renewed);
    }
  }

  @Test
  void whenSha256IsWorthNothingOnlyWhatWasRenewedStillProves() throws Exception {
    ProofBundle old = node.proof(records.getFirst());
    node.renewing().renewEntries(DigestAlgorithm.SHA512, n -> {});
    ProofBundle renewed = node.proof(records.getFirst());
    Instant now = Instant.now().plusSeconds(1);
    Lapses lapses = new Lapses(Map.of(DigestAlgorithm.SHA256, now), now.plusSeconds(1));

    assertThat(failing(node.verifier(lapses).verify(old))).containsExactly(Name.ALGORITHMS);
    assertThat(failing(node.verifier(lapses).verify(renewed))).isEmpty();
  }

  @Test
  void evidenceOverWhatWasNeverStampedOutlivesNothing() throws Exception {
    submit("not stamped yet");
    ProofBundle bare = node.proof(records.getLast());
    ProofBundle forged = bare.with(node.evidenceOver(bare).der());
    Instant past = Instant.now().minusSeconds(3600);
    Lapses lapses = new Lapses(Map.of(DigestAlgorithm.SHA256, past), Instant.now());

    assertThat(node.verifier(lapses).verify(forged))
        .contains(new Check(Name.ALGORITHMS, Verdict.FAILS));
  }

  @Test
  void evidenceOlderThanTheTokenThatItRenewsIsNone() throws Exception {
    ProofBundle proof = node.proof(records.getFirst());
    EvidenceRecord before = node.evidenceOver(proof, Instant.now().minusSeconds(3600));

    assertThat(failing(node.verifier(null).verify(proof.with(before.der()))))
        .containsExactly(Name.EVIDENCE);
  }

  @Test
  void theArchivesOwnIdIsNoRecord() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SHA512, n -> {});

    assertThat(node.find(RecordId.ARCHIVE)).isEmpty();
  }

  @Test
  void digestAndTokensAreRenewedAgainAndAgain() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SHA256, n -> {});
    node.renewing().renewTokens();
    node.renewing().renewEntries(DigestAlgorithm.SHA512, n -> {});
    submit("later");
    node.stamp();
    node.renewing().renewEntries(DigestAlgorithm.SM3, n -> {});
    node.renewing().renewTokens();

    for (RecordId record : records) {
      ProofBundle proof = node.proof(record);
      EvidenceRecord evidence =
          EvidenceRecord.parse(Optional.ofNullable(proof.evidence()).orElseThrow());
      int chains = record.equals(records.getLast()) ? 1 : 3;
      assertThat(evidence.chains()).hasSize(chains);
      assertThat(evidence.chains().getLast()).hasSize(2);
      assertThat(failing(node.verifier(null).verify(proof))).isEmpty();
    }
  }

  @Test
  void aStampThatComesLaterOverLessChangesNoRenewedProof() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SHA512, n -> {});
    List<ProofBundle> before = records.stream().map(node::proof).toList();

    node.stamp(2);
    node.stamp(4);

    assertThat(records.stream().map(node::proof).toList()).isEqualTo(before);
    node.renewing().renewEntries(DigestAlgorithm.SM3, n -> {});
    for (RecordId record : records) {
      assertThat(failing(node.verifier(null).verify(node.proof(record)))).isEmpty();
    }
  }

  @Test
  void whatWasRenewedAlreadyIsNotRenewedAgain() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SM3, n -> {});

    Renewing.Done again = node.renewing().renewEntries(DigestAlgorithm.SM3, n -> {});

    assertThat(again.renewals()).isZero();
  }

  @Test
  void aDamagedPackageGetsNoNewEvidenceAndIsNamed() throws Exception {
    String damaged = packages().keySet().iterator().next();
    damage(damaged);

    Renewing.Done done = node.renewing().renewEntries(DigestAlgorithm.SHA512, n -> {});

    assertThat(done.left()).containsExactly(damaged);
  }

  @Test
  void evidenceThatIsDamagedIsNamedAndStopsNoProof() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SHA512, n -> {});
    try (Stream<ObjectInfo> objects = store.objects().list("evidence/")) {
      objects.map(each -> each.key().value()).forEach(this::damage);
    }

    assertThat(node.evidenceDefects()).hasSize(1);
    ProofBundle proof = node.proof(records.getFirst());
    assertThat(proof.evidence()).isNull();
    assertThat(failing(node.verifier(null).verify(proof))).isEmpty();
  }

  /** Another content of the same length. */
  private void damage(String key) {
    ObjectKey of = ObjectKey.of(key);
    int size = Math.toIntExact(store.objects().stat(of).orElseThrow().size());
    store.objects().delete(of);
    store.objects().put(of, Content.of(Bytes.of(new byte[size])));
  }

  private void submit(String number) throws InterruptedException {
    DepositOutcome outcome = node.submit(number, "text of " + number);
    records.add(((DepositOutcome.Archived) outcome).receipt().record());
  }

  private static List<Name> failing(List<Check> checks) {
    return checks.stream()
        .filter(check -> check.verdict() != Verdict.HOLDS)
        .map(Check::name)
        .toList();
  }

  private Map<String, Bytes> packages() throws Exception {
    Map<String, Bytes> packages = new HashMap<>();
    try (Stream<ObjectInfo> objects = store.objects().list("records/")) {
      for (ObjectInfo each : (Iterable<ObjectInfo>) objects::iterator) {
        try (InputStream in = store.objects().get(each.key())) {
          packages.put(each.key().value(), Bytes.of(in.readAllBytes()));
        }
      }
    }
    return packages;
  }
}

package cn.cunzhen.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.DepositOutcome;
import cn.cunzhen.core.Renewing;
import cn.cunzhen.core.Renewing.Lost;
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

    Renewing.Done done = node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});

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
    node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});
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
    node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});

    assertThat(node.find(RecordId.ARCHIVE)).isEmpty();
  }

  @Test
  void digestAndTokensAreRenewedAgainAndAgain() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SHA256, Lost.LEFT, n -> {});
    node.renewing().renewTokens();
    node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});
    submit("later");
    node.stamp();
    node.renewing().renewEntries(DigestAlgorithm.SM3, Lost.LEFT, n -> {});
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
    node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});
    List<ProofBundle> before = records.stream().map(node::proof).toList();

    node.stamp(2);
    node.stamp(4);

    assertThat(records.stream().map(node::proof).toList()).isEqualTo(before);
    node.renewing().renewEntries(DigestAlgorithm.SM3, Lost.LEFT, n -> {});
    for (RecordId record : records) {
      assertThat(failing(node.verifier(null).verify(node.proof(record)))).isEmpty();
    }
  }

  @Test
  void whatWasRenewedAlreadyIsNotRenewedAgain() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SM3, Lost.LEFT, n -> {});

    Renewing.Done again = node.renewing().renewEntries(DigestAlgorithm.SM3, Lost.LEFT, n -> {});

    assertThat(again.renewals()).isZero();
  }

  @Test
  void aDamagedPackageGetsNoNewEvidenceAndIsNamed() throws Exception {
    String damaged = packages().keySet().iterator().next();
    damage(damaged);

    Renewing.Done done = node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});

    assertThat(done.left()).containsExactly(damaged);
  }

  @Test
  void evidenceThatIsDamagedIsNamedAndStopsNoProof() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});
    try (Stream<ObjectInfo> objects = store.objects().list("evidence/")) {
      objects.map(each -> each.key().value()).forEach(this::damage);
    }

    assertThat(node.evidenceDefects()).hasSize(1);
    ProofBundle proof = node.proof(records.getFirst());
    assertThat(proof.evidence()).isNull();
    assertThat(failing(node.verifier(null).verify(proof))).isEmpty();
  }

  @Test
  void aPackageThatIsRestoredIsProvedWithoutEvidenceUntilItIsCoveredAnew() throws Exception {
    String damaged = packages().keySet().iterator().next();
    Bytes whole = Optional.ofNullable(packages().get(damaged)).orElseThrow();
    damage(damaged);
    node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});
    restore(damaged, whole);
    RecordId record =
        records.stream().filter(id -> damaged.contains(id.value())).findFirst().orElseThrow();

    ProofBundle before = node.proof(record);
    Renewing.Done done = node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});
    ProofBundle after = node.proof(record);

    assertThat(before.evidence()).isNull();
    assertThat(failing(node.verifier(null).verify(before))).isEmpty();
    assertThat(done.entries()).isEqualTo(1);
    assertThat(done.left()).isEmpty();
    assertThat(after.evidence()).isNotNull();
    node.renewing().renewEntries(DigestAlgorithm.SM3, Lost.LEFT, n -> {});
    for (RecordId each : records) {
      ProofBundle proof = node.proof(each);
      assertThat(EvidenceRecord.parse(Optional.ofNullable(proof.evidence()).orElseThrow()).chains())
          .hasSize(2);
      assertThat(failing(node.verifier(null).verify(proof))).isEmpty();
    }
  }

  @Test
  void aPackageThatWasDamagedWhenEvidenceWasRenewedAgainKeepsWhatItHad() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});
    String damaged = packages().keySet().iterator().next();
    Bytes whole = Optional.ofNullable(packages().get(damaged)).orElseThrow();
    damage(damaged);
    Renewing.Done done = node.renewing().renewEntries(DigestAlgorithm.SM3, Lost.LEFT, n -> {});
    restore(damaged, whole);

    assertThat(done.left()).containsExactly(damaged);
    for (RecordId each : records) {
      ProofBundle proof = node.proof(each);
      boolean renewedOnce = damaged.contains(each.value());
      assertThat(EvidenceRecord.parse(Optional.ofNullable(proof.evidence()).orElseThrow()).chains())
          .hasSize(renewedOnce ? 1 : 2);
      assertThat(failing(node.verifier(null).verify(proof))).isEmpty();
    }
  }

  @Test
  void evidenceThatIsLostIsNotBuiltOnUnlessItIsGivenUp() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});
    String rows = rows();
    damage(rows);

    Renewing.Done left = node.renewing().renewEntries(DigestAlgorithm.SM3, Lost.LEFT, n -> {});
    Renewing.Done anew =
        node.renewing().renewEntries(DigestAlgorithm.SM3, Lost.BEGUN_ANEW, n -> {});

    assertThat(left.renewals()).isZero();
    assertThat(left.left()).containsExactly(rows);
    assertThat(anew.entries()).isEqualTo(5);
    for (RecordId each : records) {
      assertThat(node.proof(each).evidence()).isNotNull();
      assertThat(failing(node.verifier(null).verify(node.proof(each)))).isEmpty();
    }
  }

  @Test
  void whileARenewalCanNotBeReadNothingIsCoveredOnceMore() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});
    String rows = rows();
    String renewal = evidence().stream().filter(key -> !key.equals(rows)).findFirst().orElseThrow();
    damage(renewal);

    Renewing.Done done = node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});

    assertThat(done.renewals()).isZero();
    assertThat(done.left()).containsExactly(renewal);
  }

  private List<String> evidence() {
    try (Stream<ObjectInfo> objects = store.objects().list("evidence/")) {
      return objects.map(each -> each.key().value()).toList();
    }
  }

  @Test
  void aTimeStampThatIsLostLeavesTheEvidenceThatWasMadeWithItUnrenewed() throws Exception {
    node.renewing().renewEntries(DigestAlgorithm.SHA512, Lost.LEFT, n -> {});
    node.damageStamp(3);

    Renewing.Done done = node.renewing().renewEntries(DigestAlgorithm.SM3, Lost.LEFT, n -> {});

    assertThat(done.renewals()).isZero();
    assertThat(done.left()).containsExactly("the time stamp over 3 entries");
    for (RecordId each : records) {
      assertThat(failing(node.verifier(null).verify(node.proof(each)))).isEmpty();
    }
  }

  /** The one object of evidence that is no renewal. */
  private String rows() throws Exception {
    try (Stream<ObjectInfo> objects = store.objects().list("evidence/")) {
      for (ObjectInfo each : (Iterable<ObjectInfo>) objects::iterator) {
        try (InputStream in = store.objects().get(each.key())) {
          if (in.read() != '{') {
            return each.key().value();
          }
        }
      }
    }
    throw new AssertionError("no rows");
  }

  private void restore(String key, Bytes content) {
    store.objects().delete(ObjectKey.of(key));
    store.objects().put(ObjectKey.of(key), Content.of(content));
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

package cn.cunzhen.core.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.cunzhen.core.Remembering;
import cn.cunzhen.core.audit.Defect;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.revocation.RevocationList;
import cn.cunzhen.core.revocation.RevocationReason;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger is what remembers which of the archive's own certificates were revoked. */
class RememberingTest {
  private static final ObjectKey LIST = ObjectKey.of("state/crl-p256");

  @TempDir private Path spool;

  private final Store store = new MemoryStore(new MovableClock());
  private final Heads disk = new MemoryStore(new MovableClock()).heads();
  private DrillNode node;

  @BeforeEach
  void start() throws Exception {
    node = DrillNode.start(store, disk, spool);
    node.remembering().lists().refresh();
    node.remembering().remember();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void anArchiveThatHasRevokedNothingNamesNoList() {
    assertThat(node.ledger().size()).isZero();
    assertThat(node.evidenceDefects()).isEmpty();
  }

  @Test
  void whoeverDeletesTheListPardonsNobody() throws Exception {
    revoke("seal");
    revoke("seal-gm");
    store.heads().delete(LIST);

    assertThat(node.evidenceDefects())
        .containsExactly(
            new Defect(
                Defect.Kind.REVOCATION, "state/crl-p256", "is missing; the ledger names list 2"));
    restart();
    node.remembering().lists().refresh();

    assertThat(isRevoked("seal")).isTrue();
    assertThat(isRevoked("seal-gm")).isTrue();
    assertThat(node.evidenceDefects()).isEmpty();
  }

  @Test
  void whoeverPutsAnOlderListBackPardonsNobody() throws Exception {
    revoke("seal");
    putBack(DrillNode.listOfNobody());

    assertThat(node.evidenceDefects())
        .extracting(Defect::kind, Defect::where)
        .containsExactly(tuple(Defect.Kind.REVOCATION, "state/crl-p256"));
    restart();

    assertThat(isRevoked("seal")).isTrue();
    assertThat(node.evidenceDefects()).isEmpty();
  }

  @Test
  void aListIsNamedOnceAndOnlyWhereItSaysMore() throws Exception {
    revoke("seal");
    long size = node.ledger().size();
    assertThat(size).isEqualTo(1);

    node.remembering().remember();
    List<RevocationList> _ = node.remembering().lists().renew();
    node.remembering().remember();
    assertThat(node.ledger().size()).isEqualTo(size);

    revoke("tsa");
    assertThat(node.ledger().size()).isEqualTo(size + 1);
  }

  @Test
  void whileWhatTheLedgerNamesCanNotBeReadNoListIsSignedOrGivenOut() throws Exception {
    revoke("seal");
    Map<ObjectKey, Bytes> evidence = takeEvidence();
    store.heads().delete(LIST);
    restart();

    OwnLists lists = node.remembering().lists();
    assertThatThrownBy(lists::refresh)
        .isInstanceOf(StorageException.Damaged.class)
        .hasMessageContaining("what was revoked is not known: evidence/")
        .hasMessageContaining("--anew-where-lost");
    assertThatThrownBy(() -> lists.newest(SealSuite.P256))
        .isInstanceOf(StorageException.Damaged.class);
    assertThatThrownBy(() -> lists.revoke(node.certificate("tsa"), RevocationReason.KEY_COMPROMISE))
        .isInstanceOf(StorageException.Damaged.class);
    assertThat(store.heads().get(LIST)).isEmpty();
    assertThat(node.evidenceDefects())
        .extracting(Defect::kind)
        .containsExactly(Defect.Kind.EVIDENCE);

    evidence.forEach((key, content) -> store.objects().put(key, Content.of(content)));
    lists.refresh();
    assertThat(isRevoked("seal")).isTrue();
  }

  @Test
  void whereItWillNotBeRestoredSomebodySaysSoAndTheListsCountAsTheyAre() throws Exception {
    revoke("seal");
    Map<ObjectKey, Bytes> _ = takeEvidence();
    restart();
    Remembering remembering = node.remembering();
    assertThatThrownBy(remembering::remember).isInstanceOf(StorageException.Damaged.class);

    remembering.beginAnewWhereLost();

    assertThat(isRevoked("seal")).isTrue();
    store.heads().delete(LIST);
    assertThat(isRevoked("seal")).isTrue();
    long size = node.ledger().size();
    remembering.beginAnewWhereLost();
    assertThat(node.ledger().size()).isEqualTo(size);
  }

  @Test
  void whatIsDamagedBeforeAListThatSaysAllHoldsNothingUp() throws Exception {
    revoke("seal");
    Map<ObjectKey, Bytes> _ = takeEvidence();
    restart();
    node.remembering().beginAnewWhereLost();
    revoke("tsa");
    restart();

    assertThat(isRevoked("seal")).isTrue();
    assertThat(isRevoked("tsa")).isTrue();
  }

  private void revoke(String name) throws Exception {
    Remembering remembering = node.remembering();
    RevocationList _ =
        remembering.lists().revoke(node.certificate(name), RevocationReason.KEY_COMPROMISE);
    remembering.remember();
  }

  private boolean isRevoked(String name) {
    return node.remembering()
        .lists()
        .of(node.certificate(name))
        .flatMap(list -> list.revocation(node.certificate(name)))
        .isPresent();
  }

  private void restart() {
    node.close();
    node = DrillNode.start(store, disk, spool);
  }

  private void putBack(Bytes list) {
    store.heads().delete(LIST);
    var _ = store.heads().putOnce(LIST, list);
  }

  /** Deletes all evidence; returns what there was. */
  private Map<ObjectKey, Bytes> takeEvidence() throws Exception {
    List<ObjectKey> keys;
    try (Stream<ObjectInfo> all = store.objects().list("evidence/")) {
      keys = all.map(ObjectInfo::key).toList();
    }
    Map<ObjectKey, Bytes> taken = new HashMap<>();
    for (ObjectKey key : keys) {
      try (InputStream in = store.objects().get(key)) {
        taken.put(key, Bytes.of(in.readAllBytes()));
      }
      store.objects().delete(key);
    }
    return taken;
  }
}

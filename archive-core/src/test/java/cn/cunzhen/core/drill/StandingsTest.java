package cn.cunzhen.core.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.core.DepositOutcome;
import cn.cunzhen.core.Receipt;
import cn.cunzhen.core.copy.CopyCodes;
import cn.cunzhen.core.copy.CopyCodes.Copied;
import cn.cunzhen.core.copy.Standing;
import cn.cunzhen.core.copy.Standings;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.IdKey;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.fault.Fault;
import cn.cunzhen.storage.fault.FaultyStore;
import cn.cunzhen.storage.fault.Operation;
import cn.cunzhen.storage.fault.When;
import cn.cunzhen.storage.memory.MemoryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingsTest {
  @TempDir private Path spool;

  private final FaultyStore store = FaultyStore.over(new MemoryStore(new MovableClock()));
  private final CopyCodes codes = new CopyCodes(new IdKey(Sha256.of(Bytes.utf8("a key")).bytes()));
  private DrillNode node;
  private DrillNode other;
  private Receipt receipt;
  private String code;

  @BeforeEach
  void twoNodesOnOneStore() throws Exception {
    node = DrillNode.start(store, new MemoryStore(new MovableClock()).heads(), spool);
    other = DrillNode.start(store, new MemoryStore(new MovableClock()).heads(), spool);
    receipt = ((DepositOutcome.Archived) node.submit("first", "text")).receipt();
    code = codes.code(new Copied(receipt.record(), receipt.version()));
  }

  @AfterEach
  void stop() {
    node.close();
    other.close();
  }

  @Test
  void whatAnotherNodeHasJustArchivedOrAmendedIsKnownAtOnce() throws Exception {
    assertThat(standing()).isInstanceOf(Standing.Current.class);

    assertThat(node.amend(receipt.record(), receipt.digest(), "first", "another text"))
        .isInstanceOf(DepositOutcome.Archived.class);

    assertThat(standing()).isInstanceOf(Standing.Superseded.class);
  }

  @Test
  void whileTheLedgerCanNotBeReadNothingIsSaidOfACopy() {
    store.plan(When.every(Operation.READ_HEAD, "ledger/head"), Fault.BEFORE);

    assertThatThrownBy(this::standing).isInstanceOf(StorageException.class);
  }

  @Test
  void aCodeThatNobodyMadeNeedsNoLedger() throws Exception {
    store.plan(When.every(Operation.READ_HEAD, "ledger/head"), Fault.BEFORE);

    assertThat(new Standings(codes, other.ledger()).of("0".repeat(CopyCodes.LENGTH)))
        .isInstanceOf(Standing.Unknown.class);
  }

  private Standing standing() throws InterruptedException {
    return new Standings(codes, other.ledger()).of(code);
  }
}

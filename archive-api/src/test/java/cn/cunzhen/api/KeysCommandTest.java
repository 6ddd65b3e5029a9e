package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.revocation.RevocationList;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code archive keys list} and {@code archive keys revoke}, as they are typed. */
class KeysCommandTest {
  private static final String REVOKED = "revoked since";

  @TempDir private Path folder;
  private Path data;
  private CommandRun commands;

  @BeforeEach
  void configuration() throws IOException {
    data = folder.resolve("data");
    Path config = Files.writeString(folder.resolve("archive.properties"), "data=" + data + "\n");
    commands = new CommandRun(Locale.ENGLISH, "--config", config.toString());
  }

  @AfterEach
  void restore() {
    commands.close();
  }

  @Test
  void everyCertificateIsListedAndWhichWasRevokedWhenAndWhy() throws Exception {
    serveOnce();

    assertThat(commands.run("keys", "list")).isZero();
    assertThat(names()).containsExactly("seal", "seal-gm", "tsa", "tsa-gm");
    assertThat(commands.out()).doesNotContain(REVOKED);

    assertThat(commands.run("keys", "revoke", "seal", "--reason", "key-compromise")).isZero();
    assertThat(commands.out())
        .contains("The certificate of seal is revoked since", "(key-compromise)")
        .contains("The ledger names it.");

    assertThat(commands.run("keys", "list")).isZero();
    assertThat(commands.out().lines().filter(line -> line.contains(REVOKED)))
        .singleElement()
        .asString()
        .startsWith("seal ")
        .contains("key-compromise");
  }

  @Test
  void whatWasRevokedOnceStaysAsItWasAndTheLedgerNamesItOnce() throws Exception {
    serveOnce();
    assertThat(commands.run("keys", "revoke", "tsa", "--reason", "superseded")).isZero();

    assertThat(commands.run("keys", "revoke", "tsa", "--reason", "key-compromise")).isZero();

    assertThat(commands.out()).contains("(superseded)").doesNotContain("(key-compromise)");
    try (RunningNode node = RunningNode.on(data)) {
      assertThat(node.node().archive().ledger().entriesOf(RecordId.ARCHIVE)).hasSize(1);
    }
  }

  @Test
  void whoeverDeletesTheListIsNamedByAuditAndPardonsNobody() throws Exception {
    serveOnce();
    assertThat(commands.run("keys", "revoke", "seal", "--reason", "key-compromise")).isZero();
    assertThat(commands.run("audit")).as(commands.out()).isZero();

    Files.delete(list());

    assertThat(commands.run("audit")).isEqualTo(3);
    assertThat(commands.out()).contains("REVOCATION state/crl-p256 is missing");
    try (RunningNode node = RunningNode.on(data)) {
      await(() -> published(node).size() == 1);
    }
    assertThat(commands.run("audit")).as(commands.out()).isZero();
    assertThat(commands.run("keys", "list")).isZero();
    assertThat(commands.out()).contains(REVOKED);
  }

  @Test
  void whileANodeServesItHasTheLedgerNameWhatWasRevoked() throws Exception {
    try (RunningNode node = RunningNode.on(data)) {
      await(() -> Files.exists(list()));
      assertThat(commands.run("keys", "revoke", "seal", "--reason", "key-compromise")).isZero();
      assertThat(commands.out()).contains("within ten seconds");

      await(() -> !node.node().archive().ledger().entriesOf(RecordId.ARCHIVE).isEmpty());

      LedgerEntry entry = node.node().archive().ledger().entries(0, 1).getFirst();
      assertThat(entry.type()).isEqualTo(EntryType.RENEWED);
      assertThat(published(node).size()).isEqualTo(1);
    }
  }

  @Test
  void whatCanNotBeRevokedIsSaidInTheUsersLanguage() throws Exception {
    serveOnce();

    assertThat(commands.run("keys", "revoke", "log", "--reason", "superseded")).isEqualTo(2);
    assertThat(commands.err()).contains("seal, seal-gm, tsa, tsa-gm");
    assertThat(commands.run("keys", "revoke", "seal", "--reason", "because")).isEqualTo(2);
    assertThat(commands.err()).contains("key-compromise");
    assertThat(commands.run("keys", "revoke", "seal")).isEqualTo(2);
    assertThat(commands.run("keys", "list")).isZero();
    assertThat(commands.out()).doesNotContain(REVOKED);
  }

  @Test
  void itSpeaksChineseToo() throws Exception {
    serveOnce();
    Locale.setDefault(Locale.CHINESE);

    assertThat(commands.run("keys", "revoke", "seal", "--reason", "key-compromise")).isZero();

    assertThat(commands.out()).contains("起已吊销（key-compromise）", "账本已记载。");
  }

  /** Makes keys and lists, and ends. */
  private void serveOnce() throws Exception {
    try (RunningNode _ = RunningNode.on(data)) {
      await(() -> Files.exists(list()));
    }
  }

  private Path list() {
    return data.resolve("store/heads/state/crl-p256");
  }

  private List<String> names() {
    try (Stream<String> lines = commands.out().lines()) {
      return lines.map(line -> line.split(" ", 2)[0]).toList();
    }
  }

  private static RevocationList published(RunningNode node) {
    try {
      return RevocationList.parse(
          Bytes.of(node.bytes(HttpRequest.newBuilder(node.uri("/ledger/ca.crl"))).body()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier what) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}

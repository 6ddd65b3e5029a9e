package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.api.samples.SampleArchive;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that exchanges its keys with {@code keys renew}. */
class KeyRenewalTest {
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
  void recordsFromBeforeAndAfterHoldByTheSameRoots() throws Exception {
    String anchors = deposited(2);

    assertThat(commands.run("keys", "revoke", "seal", "--reason", "key-compromise")).isZero();
    assertThat(commands.run("keys", "renew", "seal", "seal-gm", "tsa", "tsa-gm")).isZero();
    assertThat(commands.out()).contains("seal, seal-gm, tsa, tsa-gm", "Restart every node");
    assertThat(kept()).hasSize(1).allMatch(path -> commands.out().contains(path.toString()));
    assertThat(commands.run("keys", "list")).isZero();
    assertThat(commands.out()).doesNotContain("revoked");

    assertThat(deposited(4)).isEqualTo(anchors);
    assertThat(commands.run("audit")).as(commands.out()).isZero();
    assertThat(commands.out()).contains("4");
  }

  @Test
  void aKeyThatStaysIsNamedAndNothingChanges() throws Exception {
    deposited(1);
    byte[] before = Files.readAllBytes(data.resolve("keys.p12"));

    assertThat(commands.run("keys", "renew", "seal", "log")).isEqualTo(1);
    assertThat(commands.err()).contains("Nothing was changed", "log: the archive is known by it");

    Locale.setDefault(Locale.CHINESE);
    assertThat(commands.run("keys", "renew", "nothing")).isEqualTo(1);
    assertThat(commands.err()).contains("未作任何改动", "缺少该密钥");
    assertThat(Files.readAllBytes(data.resolve("keys.p12"))).isEqualTo(before);
    assertThat(kept()).isEmpty();
  }

  /** Serves the archive until it has so many records; gives its roots. */
  private String deposited(int records) throws Exception {
    try (RunningNode node = RunningNode.on(data)) {
      SampleArchive.deposit(node.node().archive(), records, done -> {});
      return node.send(HttpRequest.newBuilder(node.uri("/ledger/ca.pem"))).body();
    }
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.filter(file -> file.toString().contains(".before-")).toList();
    }
  }
}

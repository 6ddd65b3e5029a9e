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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    // The five in use, of which none is revoked, and the four before.
    assertThat(commands.out().lines().filter(line -> line.startsWith("(before)"))).hasSize(4);
    assertThat(commands.out().lines().filter(line -> line.contains("revoked")))
        .hasSize(1)
        .allMatch(line -> line.startsWith("(before)"));

    assertThat(deposited(4)).isEqualTo(anchors);
    assertThat(commands.run("audit")).as(commands.out()).isZero();
    assertThat(commands.out()).contains("4");
  }

  @Test
  void whatWasRenewedCanStillBeRevokedByItsSerialNumber() throws Exception {
    deposited(1);
    assertThat(commands.run("keys", "list")).isZero();
    // The seal's, which comes first.
    Matcher serials = Pattern.compile("\\b[0-9a-f]{24,}\\b").matcher(commands.out());
    assertThat(serials.find()).as(commands.out()).isTrue();
    String serial = serials.group();
    assertThat(commands.run("keys", "renew", "seal")).isZero();

    assertThat(commands.run("keys", "revoke", serial, "--reason", "key-compromise"))
        .as(commands.err())
        .isZero();

    assertThat(commands.run("keys", "list")).isZero();
    assertThat(commands.out().lines().filter(line -> line.contains("revoked since")))
        .hasSize(1)
        .allMatch(line -> line.startsWith("(before)") && line.contains(serial));
    assertThat(commands.run("keys", "revoke", "1f", "--reason", "superseded")).isEqualTo(2);
    assertThat(commands.err()).contains(serial);
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

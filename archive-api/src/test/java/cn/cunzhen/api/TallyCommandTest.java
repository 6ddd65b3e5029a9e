package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.api.samples.SampleTransactions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the reading to the holder's proof, and to the auditor's signature under it. */
class TallyCommandTest {
  private @TempDir Path folder;
  private Path data;
  private Path vkey;
  private CommandRun commands;

  @BeforeEach
  void aConfigurationOfItsOwn() throws IOException {
    data = folder.resolve("data");
    vkey = folder.resolve("vkey");
    Path config = folder.resolve("archive.properties");
    Files.writeString(config, "data=" + data + "\n");
    commands = new CommandRun(Locale.ENGLISH, "--config", config.toString());
  }

  @AfterEach
  void restore() {
    commands.close();
  }

  @Test
  void logsOfTheLastSixMonthsAreNotErased() throws Exception {
    try (RunningNode node = RunningNode.on(data)) {
      read(node, archive(node, 1));
    }
    String young = YearMonth.now(ZoneOffset.UTC).minusMonths(5).toString();

    assertThat(commands.run("tally", "--now", "--erase-before", young)).isEqualTo(2);
    assertThat(commands.err()).contains("six months");
    String old = YearMonth.now(ZoneOffset.UTC).minusMonths(6).toString();
    assertThat(commands.run("tally", "--now", "--erase-before", old)).isZero();
    assertThat(commands.out()).contains("before " + old + ": 0 objects erased");
    assertThat(commands.run("tally", "--erase-before", "2024")).isEqualTo(2);
  }

  private static String archive(RunningNode node, int n) throws Exception {
    HttpResponse<String> receipt =
        node.submit(
            "source",
            """
            {"sourceSystem": "teller", "transactionId": "T-%06d", "item": "SI-0107",
             "holders": [{"name": "王小明", "idType": "resident-id",
                          "idNumber": "%s"}],
             "agency": "460100-SI", "region": "460100", "window": "A03", "channel": "window",
             "acceptedAt": "2026-11-21T09:12:00+08:00",
             "completedAt": "2026-11-21T09:13:40+08:00", "outcome": "granted",
             "files": [{"name": "f1", "material": "commitment-letter", "part": "application",
                        "fileName": "承诺书.txt"}]}
            """
                .formatted(n, SampleTransactions.CITIZEN.number()),
            Map.of("f1", "text".getBytes(StandardCharsets.UTF_8)));
    assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
    return RunningNode.json(receipt).path("recordId").asText();
  }

  private static void read(RunningNode node, String record) throws Exception {
    HttpResponse<String> answer =
        node.send(
            node.as("clerk", "/api/v1/records/" + record).header("Archive-Purpose", "T-000001"));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private Path proof(RunningNode node, String account, String record) throws Exception {
    HttpResponse<String> proof = node.get(account, "/api/v1/records/" + record + "/accesses/proof");
    assertThat(proof.statusCode()).as(proof.body()).isEqualTo(200);
    return Files.writeString(folder.resolve("readers.json"), proof.body());
  }

  private JsonNode verdict(String... more) throws IOException {
    String[] all =
        Stream.concat(
                Stream.of("verify", folder.resolve("readers.json").toString(), "--json"),
                Stream.of(more))
            .toArray(String[]::new);
    try (CommandRun verifying = new CommandRun(Locale.ENGLISH)) {
      verifying.run(all);
      return new ObjectMapper().readTree(verifying.out());
    }
  }

  @Test
  void aHolderIsShownThatTheListOfReadersIsComplete() throws Exception {
    String record;
    try (RunningNode node = RunningNode.on(data)) {
      Files.writeString(vkey, node.get("auditor", "/ledger/vkey").body());
      record = archive(node, 1);
      String other = archive(node, 2);
      HttpResponse<String> uncounted =
          node.get("auditor", "/api/v1/records/" + record + "/accesses/proof");
      assertThat(uncounted.statusCode()).isEqualTo(409);
      assertThat(RunningNode.json(uncounted).path("type").asText()).endsWith("/uncounted");
      read(node, record);
      read(node, record);
      read(node, other);

      assertThat(commands.run("tally", "--now")).isZero();
      assertThat(commands.out()).contains("Tally 1 of", "agrees");

      read(node, record);
      assertThat(node.get("clerk", "/api/v1/records/" + record + "/accesses/proof").statusCode())
          .isEqualTo(403);
      proof(node, "citizen", record);
    }
    JsonNode verdict = verdict("--vkey", vkey.toString());
    assertThat(verdict.path("valid").asBoolean()).isTrue();
    assertThat(verdict.path("complete").asBoolean()).isFalse();
    JsonNode readers = verdict.path("readers");
    // The auditor was let have a proof; that there was none yet is another matter.
    assertThat(readers.path("count").asInt()).isEqualTo(3);
    assertThat(readers.path("accesses").findValuesAsText("account"))
        .containsExactly("auditor", "clerk", "clerk");
    assertThat(readers.toString()).contains("fromDigest").doesNotContain("127.0.0.1");

    Path auditor = folder.resolve("auditor.key");
    assertThat(commands.run("tally", "--sign", auditor.toString(), "--name", "audit.example"))
        .isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(auditor)))
        .isEqualTo("rw-------");
    Path auditorKey = folder.resolve("auditor.vkey");
    Files.writeString(
        auditorKey,
        commands
            .out()
            .lines()
            .filter(line -> line.startsWith("audit.example+"))
            .findFirst()
            .orElseThrow());
    try (RunningNode node = RunningNode.on(data)) {
      proof(node, "auditor", record);
    }
    verdict = verdict("--vkey", vkey.toString(), "--auditor", auditorKey.toString());
    assertThat(verdict.path("complete").asBoolean()).as(verdict.toString()).isTrue();
    assertThat(verdict.at("/readers/auditors").toString()).isEqualTo("[\"audit.example\"]");
    assertThat(verdict().path("valid").asBoolean()).isFalse();
  }

  @Test
  void aProofThatWasChangedIsFoundOutAndSaysNothing() throws Exception {
    try (RunningNode node = RunningNode.on(data)) {
      Files.writeString(vkey, node.get("auditor", "/ledger/vkey").body());
      String record = archive(node, 1);
      read(node, record);
      commands.run("tally", "--now");
      Path proof = proof(node, "supervisor", record);
      Files.writeString(proof, Files.readString(proof).replace("\"clerk\"", "\"other\""));
    }

    JsonNode verdict = verdict("--vkey", vkey.toString());

    assertThat(verdict.path("valid").asBoolean()).isFalse();
    assertThat(verdict.has("readers")).isFalse();
    assertThat(verdict.findValuesAsText("verdict"))
        .containsExactly("holds", "holds", "fails", "unknown");
  }

  @Test
  void bodiesThatAreGoneAreSaidToBe() throws Exception {
    try (RunningNode node = RunningNode.on(data)) {
      read(node, archive(node, 1));
      commands.run("tally", "--now");
    }
    List<Path> bodies;
    try (Stream<Path> files = Files.walk(data)) {
      bodies =
          files
              .filter(file -> file.toString().contains("bodies"))
              .filter(Files::isRegularFile)
              .toList();
    }
    assertThat(bodies).isNotEmpty();
    for (Path each : bodies) {
      Files.delete(each);
    }

    assertThat(commands.run("tally")).isEqualTo(3);

    assertThat(commands.out()).contains("can't be counted again");
  }

  @Test
  void withoutATallyOrWithHalfAnAuditorItSaysWhatToDo() throws Exception {
    try (RunningNode node = RunningNode.on(data)) {
      archive(node, 1);
    }

    assertThat(commands.run("tally")).isEqualTo(1);
    assertThat(commands.err()).contains("--now");
    assertThat(commands.run("tally", "--name", "audit.example")).isEqualTo(2);
    assertThat(commands.err()).contains("--sign and --name belong together");
    assertThat(commands.run("tally", "--sign", vkey.toString(), "--name", "a b")).isEqualTo(2);
  }
}

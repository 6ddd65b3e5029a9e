package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import cn.cunzhen.api.samples.SampleArchive;
import cn.cunzhen.api.samples.SampleTransactions;
import cn.cunzhen.core.digest.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code search} and {@code verify}, asking a running archive and files of it. */
class ReadingCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = SampleTransactions.CITIZEN.name();
  private static final String NUMBER = SampleTransactions.CITIZEN.number();

  private static @TempDir Path data;
  private static @TempDir Path files;
  private static RunningNode node;
  private static String record;

  private final InputStream stdin = System.in;
  private CommandRun commands;

  @BeforeAll
  static void anArchiveAndFilesOfIt() throws Exception {
    node = RunningNode.on(data);
    SampleArchive.deposit(node.node().archive(), 30, done -> {});
    HttpRequest.Builder search =
        node.as("citizen", "/api/v1/records?limit=1").header("Archive-Position", "30");
    record = JSON.readTree(node.send(search).body()).at("/hits/0/recordId").asText();
    save("package.zip", "archivist", "/api/v1/records/" + record + "/package");
    save("proof.json", "citizen", "/api/v1/records/" + record + "/proof");
    save("ca.pem", "citizen", "/ledger/ca.pem");
    save("vkey", "citizen", "/ledger/vkey");
    String checkpoint =
        JSON.readTree(files.resolve("proof.json").toFile()).path("checkpoint").asText();
    Files.writeString(files.resolve("checkpoint"), checkpoint);
    Files.writeString(files.resolve("letter.txt"), "Dear all");
    try (ZipFile zip = new ZipFile(files.resolve("package.zip").toFile())) {
      Files.write(
          files.resolve("single"), zip.getInputStream(zip.entries().nextElement()).readAllBytes());
    }
  }

  private static void save(String name, String account, String path) throws Exception {
    Files.write(files.resolve(name), node.bytes(node.as(account, path)).body());
  }

  @AfterAll
  static void endIt() {
    node.close();
  }

  @BeforeEach
  void aUser() {
    commands = new CommandRun(Locale.ENGLISH);
  }

  @AfterEach
  void restore() {
    commands.close();
    System.setIn(stdin);
  }

  @Test
  void aClerkFindsByNameAndSeesNoWholeNumber() throws IOException {
    assertThat(asking("clerk", "search", NAME)).isZero();

    assertThat(commands.out()).contains(record, NAME, " records").doesNotContain(NUMBER);
  }

  @Test
  void aCitizenFindsOnlyOwnRecords() throws IOException {
    assertThat(asking("citizen", "search", "--json", "--limit", "200")).isZero();

    JsonNode answer = JSON.readTree(commands.out());
    assertThat(answer.path("total").asInt()).isBetween(1, 29);
    answer.path("hits").forEach(hit -> assertThat(hit.path("holders").toString()).contains(NUMBER));
  }

  @Test
  void thePageBeforeSaysHowToGetTheNext() throws IOException {
    asking("clerk", "search", "--limit", "10");
    String first = commands.out();
    String cursor =
        first.lines().filter(line -> line.startsWith("More: --cursor ")).findFirst().orElseThrow();

    assertThat(asking("clerk", "search", "--limit", "10", "--cursor", cursor.substring(15)))
        .isZero();

    String seen = first.lines().findFirst().orElseThrow();
    assertThat(commands.out()).contains("30 records").doesNotContain(seen);
  }

  @Test
  void whatTheArchiveDoesNotAnswerIsSaidInOneLine() throws IOException {
    assertThat(asking("source", "search", NAME)).isEqualTo(1);
    assertThat(commands.err()).contains("Your role may not do this").hasLineCount(1);

    assertThat(asking("clerk", "search", "--from", "yesterday")).isEqualTo(1);
    assertThat(commands.err()).contains("/from Write a date like 2026-11-21").hasLineCount(1);

    assertThat(commands.run("search", NAME)).isEqualTo(2);
    assertThat(commands.err()).contains("--account");
  }

  @Test
  void aPackageIsVerifiedWithNothingButTheCertificate() throws IOException {
    assertThat(commands.run("verify", file("package.zip"), "--ca", file("ca.pem"))).isZero();

    assertThat(commands.out())
        .contains("holds  the package is whole", "holds  every file has", "holds  the P-256 seal")
        .contains("holds  the SM2 seal", "Valid: every check holds.");
  }

  @Test
  void withoutTheCertificateNobodyCanSayWhoseSealItIs() {
    assertThat(commands.run("verify", file("package.zip"))).isZero();

    assertThat(commands.out())
        .contains("not checked  the P-256 seal", "Valid as far as it could be checked.");
  }

  @Test
  void aFlippedBitOfAPackageFailsWithOrWithoutTheCertificate() throws IOException {
    byte[] bytes = Files.readAllBytes(files.resolve("package.zip"));
    bytes[200] ^= 1;
    Files.write(files.resolve("flipped.zip"), bytes);

    assertThat(commands.run("verify", file("flipped.zip"))).isEqualTo(1);

    assertThat(commands.out()).contains("FAILS", "data/", "NOT VALID.");
    assertThat(commands.run("verify", file("flipped.zip"), "--ca", file("ca.pem"))).isEqualTo(1);
  }

  @Test
  void aSealOfAnotherArchiveFailsUnderThisCertificate() throws Exception {
    Path other = Files.createTempDirectory(files, "other");
    try (RunningNode stranger = RunningNode.on(other)) {
      byte[] pem = stranger.bytes(stranger.as("citizen", "/ledger/ca.pem")).body();
      Files.write(files.resolve("stranger.pem"), pem);
    }

    assertThat(commands.run("verify", file("package.zip"), "--ca", file("stranger.pem")))
        .isEqualTo(1);

    assertThat(commands.out()).contains("FAILS  the P-256 seal", "does not lead to a trust anchor");
  }

  @Test
  void aProofIsVerifiedWithTheCertificateAndTheKeyOfTheLedger() throws IOException {
    assertThat(
            commands.run(
                "verify", file("proof.json"), "--ca", file("ca.pem"), "--vkey", file("vkey")))
        .isZero();

    assertThat(commands.out())
        .containsPattern("holds +the entry stands in the tree")
        .containsPattern("holds +the checkpoint is signed");
  }

  @Test
  void aForgedProofFails() throws IOException {
    ObjectNode proof = (ObjectNode) JSON.readTree(Files.readString(files.resolve("proof.json")));
    proof.put("index", proof.path("index").asInt() ^ 1);
    Files.writeString(files.resolve("forged.json"), proof.toString());

    assertThat(commands.run("verify", file("forged.json"), "--json")).isEqualTo(1);

    JsonNode verdict = JSON.readTree(commands.out());
    assertThat(verdict.path("valid").asBoolean()).isFalse();
    assertThat(verdict.path("checks").toString())
        .contains("{\"check\":\"inclusion\",\"verdict\":\"fails\"");
  }

  @Test
  void aProofMustLeadToTheCheckpointThatOneHolds() throws IOException {
    assertThat(commands.run("verify", file("proof.json"), "--checkpoint", file("checkpoint")))
        .isZero();
    assertThat(commands.out()).containsPattern("holds +the checkpoint is the one that you hold");

    List<String> lines = Files.readAllLines(files.resolve("checkpoint"));
    String root = lines.get(2);
    lines.set(2, (root.charAt(0) == 'A' ? 'B' : 'A') + root.substring(1));
    Files.writeString(files.resolve("split"), String.join("\n", lines) + "\n");
    assertThat(commands.run("verify", file("proof.json"), "--checkpoint", file("split")))
        .isEqualTo(1);
    assertThat(commands.out()).containsPattern("FAILS +the checkpoint is the one that you hold");
  }

  @Test
  void aRecordIsVerifiedByTheArchiveThatHoldsIt() throws IOException {
    assertThat(asking("clerk", "verify", record)).isZero();
    assertThat(commands.out()).contains(record, "every file has the digests", "Valid");

    assertThat(asking("clerk", "verify", "0".repeat(26))).isEqualTo(1);
    assertThat(commands.err()).hasLineCount(1);
  }

  @Test
  void chineseUsersReadChinese() throws IOException {
    try (CommandRun chinese = new CommandRun(Locale.SIMPLIFIED_CHINESE)) {
      assertThat(chinese.run("verify", file("package.zip"), "--ca", file("ca.pem"))).isZero();

      assertThat(chinese.out()).contains("通过", "档案包完整", "有效：全部通过。");
    }
  }

  @Test
  void aSingleFileIsVerifiedByTheProofOrThePackageBesideIt() throws IOException {
    for (List<String> beside :
        List.of(
            List.of(file("proof.json")),
            List.of("--proof", file("proof.json")),
            List.of("--package", file("package.zip")))) {
      List<String> words = new ArrayList<>(List.of("verify", file("single")));
      words.addAll(beside);
      words.addAll(List.of("--ca", file("ca.pem"), "--vkey", file("vkey")));

      assertThat(commands.run(words.toArray(String[]::new))).isZero();

      assertThat(commands.out())
          .containsPattern("holds +the file is one that the record names")
          .contains("file 1 of record " + record + ", version 1")
          .containsPattern("holds +the P-256 seal");
    }
  }

  @Test
  void aSingleFileThatWasChangedFails() throws IOException {
    byte[] changed = Files.readAllBytes(files.resolve("single"));
    changed[changed.length / 2] ^= 1;
    Files.write(files.resolve("changed"), changed);

    assertThat(
            commands.run(
                "verify",
                file("changed"),
                file("proof.json"),
                "--ca",
                file("ca.pem"),
                "--vkey",
                file("vkey")))
        .isEqualTo(1);

    assertThat(commands.out())
        .contains("FAILS  the file is one", "the content was changed", "NOT VALID.");
  }

  @Test
  void withoutAnchorsNoRecordIsBelievedThatNamesASingleFile() throws IOException {
    assertThat(commands.run("verify", file("single"), file("package.zip"), "--json")).isEqualTo(1);

    JsonNode verdict = JSON.readTree(commands.out().lines().findFirst().orElseThrow());
    assertThat(verdict.at("/checks/0/verdict").asText()).isEqualTo("unknown");
    assertThat(verdict.path("valid").asBoolean(true)).isFalse();

    commands.run("verify", file("single"), file("package.zip"));
    assertThat(commands.out()).contains("not checked  the file is one");
  }

  @Test
  void aForgedProofVouchesForNoFile() throws IOException {
    ObjectNode proof = (ObjectNode) JSON.readTree(files.resolve("proof.json").toFile());
    proof.put("index", proof.path("index").asInt() ^ 1);
    Files.writeString(files.resolve("forged-beside.json"), proof.toString());

    assertThat(commands.run("verify", file("single"), file("forged-beside.json"), "--json"))
        .isEqualTo(1);

    JsonNode verdict = JSON.readTree(commands.out().lines().findFirst().orElseThrow());
    assertThat(verdict.path("valid").asBoolean()).isFalse();
    assertThat(verdict.at("/checks/0/verdict").asText()).isEqualTo("unknown");
    assertThat(verdict.at("/found/record").asText()).isEqualTo(record);
  }

  @Test
  void aSingleFileAloneCantBeJudgedAndWhatToDoIsSaid() throws IOException {
    assertThat(commands.run("verify", file("letter.txt"))).isEqualTo(1);
    assertThat(commands.out())
        .contains("not checked  the file is one", "archive verify letter.txt proof.json")
        .contains("Can't be judged.");

    assertThat(commands.run("verify", file("letter.txt"), "--json")).isEqualTo(1);
    assertThat(JSON.readTree(commands.out()).path("valid").asBoolean(true)).isFalse();

    Files.writeString(files.resolve("letter.pdf"), "%PDF-1.7");
    assertThat(commands.run("verify", file("letter.pdf"))).isEqualTo(1);
    assertThat(commands.out()).contains("NOT VALID.", "archive verify letter.pdf proof.json");

    try (CommandRun chinese = new CommandRun(Locale.SIMPLIFIED_CHINESE)) {
      assertThat(chinese.run("verify", file("letter.txt"))).isEqualTo(1);
      assertThat(chinese.out()).contains("请一并给出该档案的证明或档案包", "无法判断。");
    }
  }

  @Test
  void whoeverSendsAProofMayAskForTheDigestOfAFile() throws Exception {
    String single = Sha256.of(Files.readAllBytes(files.resolve("single"))).hex();

    assertThat(askedFor(single).path("valid").asBoolean()).isTrue();
    assertThat(askedFor(single).at("/checks/0/check").asText()).isEqualTo("file");
    assertThat(askedFor(single).at("/found/number").asInt()).isEqualTo(1);
    assertThat(askedFor("0".repeat(64)).path("valid").asBoolean()).isFalse();
    assertThat(askedFor("0").path("status").asInt()).isEqualTo(400);
  }

  private static JsonNode askedFor(String digest) throws Exception {
    return JSON.readTree(
        node.send(
                HttpRequest.newBuilder(node.uri("/api/v1/verifications?sha256=" + digest))
                    .POST(HttpRequest.BodyPublishers.ofFile(files.resolve("proof.json"))))
            .body());
  }

  @Test
  void whatCantBeReadIsSaid() throws IOException {
    assertThat(commands.run("verify", file("single"), "--proof", file("letter.txt"))).isEqualTo(1);
    assertThat(commands.err()).contains("neither a package nor a proof").hasLineCount(1);
    assertThat(commands.run("verify", file("nothing"))).isEqualTo(2);
    assertThat(commands.run("verify", file("package.zip"), "--ca", file("vkey"))).isEqualTo(2);
    assertThat(commands.err()).contains("can't be read").hasLineCount(1);
  }

  private static String file(String name) {
    return files.resolve(name).toString();
  }

  private int asking(String account, String... arguments) {
    byte[] password = SampleArchive.password(account).getBytes(StandardCharsets.UTF_8);
    System.setIn(new ByteArrayInputStream(password));
    return commands.run(
        Stream.concat(
                Stream.of(arguments),
                Stream.of("--account", account, "--server", node.uri("/").toString()))
            .toArray(String[]::new));
  }
}

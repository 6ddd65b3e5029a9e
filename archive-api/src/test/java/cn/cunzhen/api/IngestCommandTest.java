package cn.cunzhen.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.node.RunningNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static @TempDir Path data;
  private static RunningNode node;

  private final InputStream stdin = System.in;
  private @TempDir Path folder;
  private CommandRun commands;

  @BeforeAll
  static void anArchive() throws IOException {
    node = RunningNode.on(data);
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
  void sampleFoldersGoInOnceHoweverOftenTheyAreHandedIn() throws IOException {
    samples(5, 1000);
    long before = node.node().archive().ledger().size();

    assertThat(ingest()).isZero();
    assertThat(commands.out()).contains("5 archived, 0 had been archived before, 0 refused");
    assertThat(receipts()).hasSize(5);
    assertThat(receipts())
        .allSatisfy(
            receipt -> assertThat(receipt.path("receipt").path("recordId").asText()).hasSize(26));
    assertThat(node.node().archive().ledger().size()).isEqualTo(before + 5);

    assertThat(ingest()).isZero();
    assertThat(commands.out()).contains("0 archived, 5 had been archived before, 0 refused");

    Files.delete(folder.resolve("receipts.jsonl"));
    assertThat(ingest()).isZero();
    assertThat(commands.out()).contains("0 archived, 5 had been archived before, 0 refused");
    assertThat(receipts()).hasSize(5);
    assertThat(node.node().archive().ledger().size()).isEqualTo(before + 5);
  }

  @Test
  void whatIsRefusedIsNamedWithEveryReasonAndTheRestGoesIn() throws IOException {
    samples(3, 1100);
    Path wrong = folder.resolve("00001100");
    String json = Files.readString(wrong.resolve("transaction.json"));
    Files.writeString(
        wrong.resolve("transaction.json"),
        json.replaceFirst("\"agency\":\"[^\"]*\"", "\"agency\":\"海口\"")
            .replaceFirst("\"region\":\"[^\"]*\"", "\"region\":\"46\""));

    assertThat(ingest()).isEqualTo(3);

    assertThat(commands.out())
        .contains("REFUSED " + wrong, "/agency  An agency's code", "/region  A region's code")
        .contains("2 archived, 0 had been archived before, 1 refused");
  }

  @Test
  void aFolderThatIsNotWhatItListsIsNotSent() throws IOException {
    samples(3, 1200);
    Path lacking = folder.resolve("00001200");
    try (Stream<Path> files = Files.list(lacking)) {
      Files.delete(
          files.filter(file -> !file.endsWith("transaction.json")).findFirst().orElseThrow());
    }
    Files.writeString(folder.resolve("00001201").resolve("surplus.txt"), "x");
    Files.writeString(folder.resolve("00001202").resolve("transaction.json"), "{\"item\":");
    Files.writeString(folder.resolve("note.txt"), "x");
    long before = node.node().archive().ledger().size();

    assertThat(ingest()).isEqualTo(3);

    assertThat(commands.out())
        .contains("the file is not in the folder")
        .contains("surplus.txt  transaction.json does not list this file")
        .contains("transaction.json:1:", "can't be read as JSON")
        .contains("NO TRANSACTION " + folder.resolve("note.txt"))
        .contains("0 archived, 0 had been archived before, 4 refused");
    assertThat(node.node().archive().ledger().size()).isEqualTo(before);
  }

  @Test
  void aFileNameThatLeadsOutOfTheFolderIsNotFollowed() throws IOException {
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Path own = Files.createDirectories(folder.resolve("in/t1"));
    Files.writeString(
        own.resolve("transaction.json"),
        """
        {"files": [{"name": "../../secret.txt", "fileName": "../../secret.txt"},
                   {"name": "%s", "fileName": "x"}]}
        """
            .formatted(folder.resolve("secret.txt")));

    assertThat(run("ingest", folder.resolve("in").toString())).isEqualTo(3);

    assertThat(commands.out()).contains("NOT SENT " + own, "/files/0  ", "/files/1  ");
  }

  @Test
  void aZipIsTakenLikeTheFoldersInIt() throws IOException {
    samples(2, 1300);
    Path zip = folder.resolve("批次.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> !each.equals(zip)).toList()) {
        if (Files.isRegularFile(file)) {
          out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
          Files.copy(file, out);
        }
      }
    }

    assertThat(run("ingest", zip.toString())).isZero();

    assertThat(commands.out()).contains("2 archived, 0 had been archived before, 0 refused");
    assertThat(folder.resolve("批次.zip.receipts.jsonl")).exists();
  }

  @Test
  void theNamesInAZipMayBeThoseOfOlderSystems() throws IOException {
    samples(1, 1350);
    Path zip = folder.resolve("旧系统.zip");
    Charset old = Charset.forName("GBK");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), old);
        Stream<Path> files = Files.list(folder.resolve("00001350"))) {
      for (Path file : files.toList()) {
        out.putNextEntry(new ZipEntry("王小明/" + file.getFileName()));
        Files.copy(file, out);
      }
    }

    assertThat(run("ingest", zip.toString())).isZero();

    assertThat(commands.out()).contains("1 archived, 0 had been archived before, 0 refused");
  }

  @Test
  void aListAndItsScansGoInWhereTheyLie() throws IOException {
    Path scans = Files.createDirectories(folder.resolve("扫描件"));
    Files.writeString(scans.resolve("承诺书.txt"), "本人承诺所述属实。");
    Files.writeString(scans.resolve("多余.txt"), "x");
    String row =
        "teller,%s,SI-0107,王小明,身份证,460100199003074518,460100-SI,460100,A03,窗口,T1024,"
            + "2026/11/20 9:12,2026/11/20 9:13,%s,commitment-letter,申请,扫描件/承诺书.txt\n";
    Files.writeString(
        folder.resolve("清单.csv"),
        "来源系统,办件编号,事项编码,姓名,证件类型,证件号码,经办机构,行政区划,窗口,渠道,经办人,"
            + "受理时间,办结时间,办理结果,材料编码,环节,文件\n"
            + row.formatted("list-1", "准予")
            + row.formatted("list-2", "大概"),
        Charset.forName("GB18030"));

    assertThat(ingest()).isEqualTo(3);

    assertThat(commands.out())
        .contains("NO TRANSACTION " + scans.resolve("多余.txt"))
        .contains("REFUSED " + folder.resolve("清单.csv") + ":3", "/outcome  ")
        .contains("1 archived, 0 had been archived before, 2 refused");
    assertThat(ingest()).isEqualTo(3);
    assertThat(commands.out()).contains("0 archived, 1 had been archived before, 2 refused");
  }

  @Test
  void aReceiptThatWasHalfWrittenIsFetchedAgain() throws IOException {
    samples(3, 1400);
    ingest();
    Path journal = folder.resolve("receipts.jsonl");
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, java.util.Arrays.copyOf(whole, whole.length - 40));

    assertThat(ingest()).isZero();

    assertThat(receipts()).hasSize(3);
  }

  @Test
  void whatIsNoFileOfReceiptsIsNotWrittenTo() throws IOException {
    samples(1, 1450);
    Path other = folder.resolve("letter.txt");
    Files.writeString(other, "Dear all,\n");

    assertThat(run("ingest", folder.toString(), "--receipts", other.toString())).isEqualTo(1);

    assertThat(commands.err()).contains("no file of receipts: line 1");
    assertThat(other).hasContent("Dear all,");
  }

  @Test
  void aWrongPasswordAndASilentServerAreSaidInOneLine() throws IOException {
    samples(1, 1500);

    assertThat(run("wrong password", "ingest", List.of(folder.toString()), node.uri("/")))
        .isEqualTo(1);
    assertThat(commands.err()).contains("does not let you in").hasLineCount(1);

    URI nobody = URI.create("http://127.0.0.1:1");
    assertThat(run("source-demo", "ingest", List.of(folder.toString()), nobody)).isEqualTo(1);
    assertThat(commands.err()).contains("no archive answers at " + nobody).hasLineCount(1);
  }

  @Test
  void aRunThatIsToldToEndLeavesReceiptsForAllThatItDidAndTheNextGoesOn() throws Exception {
    samples(40, 2000);
    long before = node.node().archive().ledger().size();
    Process process = process();
    Path journal = folder.resolve("receipts.jsonl");
    try (OutputStream password = process.getOutputStream()) {
      password.write("source-demo\n".getBytes(StandardCharsets.UTF_8));
    }
    while (process.isAlive() && (!Files.exists(journal) || Files.size(journal) == 0)) {
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }

    process.destroy(); // SIGTERM; a terminal's Ctrl-C sends SIGINT, which Java treats alike
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isNotZero();
    assertThat(receipts()).hasSize((int) (node.node().archive().ledger().size() - before));
    assertThat(receipts()).hasSizeLessThan(40);
    assertThat(ingest()).isZero();
    assertThat(receipts()).hasSize(40);
    assertThat(node.node().archive().ledger().size()).isEqualTo(before + 40);
  }

  private Process process() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "cn.cunzhen.api.Main",
            "ingest",
            folder.toString(),
            "--at-once",
            "2",
            "--account",
            "source",
            "--server",
            node.uri("/").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(".log").toFile())
        .start();
  }

  private void samples(int count, int from) {
    commands.run("samples", folder.toString(), "" + count, "--from", "" + from);
  }

  private int ingest() {
    return run("ingest", folder.toString());
  }

  private int run(String command, String... arguments) {
    return run("source-demo", command, List.of(arguments), node.uri("/"));
  }

  private int run(String password, String command, List<String> arguments, URI server) {
    System.setIn(new ByteArrayInputStream((password + "\n").getBytes(StandardCharsets.UTF_8)));
    return commands.run(
        Stream.of(
                List.of(command),
                arguments,
                List.of("--account", "source", "--server", server.toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private List<JsonNode> receipts() throws IOException {
    return Files.readAllLines(folder.resolve("receipts.jsonl")).stream()
        .map(IngestCommandTest::json)
        .toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}

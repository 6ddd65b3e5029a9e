package cn.cunzhen.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.ingest.Candidate.Read.Unfit;
import cn.cunzhen.api.ingest.Candidate.Read.Whole;
import cn.cunzhen.api.ingest.IngestFault.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionListTest {
  private static final String HEADINGS =
      "来源系统,办件编号,事项编码,姓名,证件类型,证件号码,经办机构,行政区划,窗口,渠道,经办人,受理时间,办结时间,办理结果,材料编码,环节,文件\n";
  private static final String FIRST =
      "teller,46010020261121000017,SI-0107,王小明,身份证,460100199003074518,460100-SI,460100,A03,窗口,T1024,"
          + "2026/11/21 9:12,2026-11-21 09:13:40,准予,commitment-letter,申请,扫描件/承诺书.txt\n";
  private static final String SECOND = ",,,,,,,,,,,,,,identity-card,申请,扫描件\\身份证.txt\n";

  private @TempDir Path folder;

  @BeforeEach
  void scans() throws IOException {
    Files.createDirectory(folder.resolve("扫描件"));
    Files.writeString(folder.resolve("扫描件/承诺书.txt"), "承诺");
    Files.writeString(folder.resolve("扫描件/身份证.txt"), "王小明");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030"})
  void theRowsOfATransactionBecomeItsSubmission(String charset) throws IOException {
    Candidate only = only(HEADINGS + FIRST + SECOND, Charset.forName(charset));

    JsonNode json = json(only);

    assertThat(only.place()).endsWith("list.csv:2");
    assertThat(json)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"sourceSystem": "teller", "transactionId": "46010020261121000017",
                     "item": "SI-0107",
                     "holders": [{"name": "王小明", "idType": "resident-id",
                                  "idNumber": "460100199003074518"}],
                     "agency": "460100-SI", "region": "460100", "window": "A03",
                     "channel": "window", "handler": "T1024",
                     "acceptedAt": "2026-11-21T09:12:00+08:00",
                     "completedAt": "2026-11-21T09:13:40+08:00", "outcome": "granted",
                     "files": [{"name": "f1", "material": "commitment-letter",
                                "part": "application", "fileName": "承诺书.txt"},
                               {"name": "f2", "material": "identity-card",
                                "part": "application", "fileName": "身份证.txt"}]}
                    """));
  }

  @Test
  void englishHeadingsAndWordsSayTheSame() throws IOException {
    String english =
        "sourceSystem,transactionId,item,holderName,idType,idNumber,agency,region,window,channel,"
            + "handler,acceptedAt,completedAt,outcome,material,part,file\n"
            + FIRST
                .replace("身份证,", "resident-id,")
                .replace("窗口", "window")
                .replace("准予", "granted")
                .replace("申请", "application");

    assertThat(json(only(english, StandardCharsets.UTF_8)))
        .isEqualTo(json(only("\ufeff" + HEADINGS + FIRST, StandardCharsets.UTF_8)));
  }

  @Test
  void eachNumberBeginsATransactionAndBlankRowsAreNone() throws IOException {
    String other = FIRST.replace("000017", "000018");
    Path list = write(HEADINGS + FIRST + SECOND + "\n,,,\n" + other + SECOND);

    TransactionList read = TransactionList.read(list);

    assertThat(read.transactions())
        .extracting(Candidate::place)
        .containsExactly(list + ":2", list + ":6");
    assertThat(read.files())
        .containsExactlyInAnyOrder(folder.resolve("扫描件/承诺书.txt"), folder.resolve("扫描件/身份证.txt"));
  }

  @ParameterizedTest
  @CsvSource({
    "姓名 , 王小明 , 李四 , DIFFERS",
    "证件号码 , 460100199003074518 , 4.60100199003075E+17 , ROUNDED",
    "文件 , 扫描件\\身份证.txt , 扫描件\\无.txt , ABSENT",
    "文件 , 扫描件\\身份证.txt , ../../etc/passwd , ABSENT",
    "文件 , 扫描件\\身份证.txt , /etc/passwd , ABSENT",
    "文件 , 扫描件\\身份证.txt , 扫描件 , ABSENT",
    "文件 , 扫描件\\身份证.txt , '' , ABSENT"
  })
  void aRowThatIsWrongIsNamedByItsLine(String column, String right, String wrong, Kind kind)
      throws IOException {
    String row = column.equals("文件") ? SECOND : FIRST;
    String list = HEADINGS + FIRST + row.replace(right, wrong);

    assertThat(faults(only(list, StandardCharsets.UTF_8)))
        .anySatisfy(fault -> {
          assertThat(fault.kind()).isEqualTo(kind);
          assertThat(fault.where()).startsWith(":3 ");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026/2/31 9:12", "2026/4/31 9:12", "2026/11/21 24:00", "昨天"})
  void aTimeThatIsNoneStaysAsItIsForTheArchiveToJudge(String time) throws IOException {
    String row = FIRST.replace("2026/11/21 9:12", time);

    JsonNode json = json(only(HEADINGS + row, StandardCharsets.UTF_8));

    assertThat(json.path("acceptedAt").asText()).isEqualTo(time);
  }

  @Test
  void aLinkThatLeadsOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(folder.resolve("elsewhere"), elsewhere);
    String row = SECOND.replace("扫描件\\身份证.txt", "elsewhere/secret.txt");

    assertThat(faults(only(HEADINGS + FIRST + row, StandardCharsets.UTF_8)))
        .containsExactly(new IngestFault(Kind.ABSENT, ":3 elsewhere/secret.txt"));
  }

  @Test
  void aRowBeforeAnyTransactionIsNobodys() throws IOException {
    assertThat(faults(only(HEADINGS + SECOND, StandardCharsets.UTF_8)))
        .containsExactly(new IngestFault(Kind.NOBODYS, ":2"));
  }

  @Test
  void columnsThatNobodyKnowsOrThatLackAreNamed() throws IOException {
    String list = HEADINGS.replace("窗口", "电话").replace("证件号码", "姓名") + FIRST;

    assertThat(faults(only(list, StandardCharsets.UTF_8)))
        .containsExactly(
            new IngestFault(Kind.UNKNOWN_COLUMN, "姓名"),
            new IngestFault(Kind.UNKNOWN_COLUMN, "电话"),
            new IngestFault(Kind.NO_COLUMN, "证件号码 (idNumber)"));
  }

  @Test
  void remarksAreNotSent() throws IOException {
    String plain = HEADINGS + FIRST;
    String remarked = HEADINGS.replace("\n", ",备注,备注\n") + FIRST.replace("\n", ",急,\n");

    assertThat(json(only(remarked, StandardCharsets.UTF_8)))
        .isEqualTo(json(only(plain, StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", HEADINGS + "\"teller,1\n", HEADINGS + "\"a\"b,1\n"})
  void whatIsNoListIsMalformed(String text) throws IOException {
    assertThat(faults(only(text, StandardCharsets.UTF_8)))
        .extracting(IngestFault::kind)
        .containsExactly(Kind.MALFORMED);
  }

  @Test
  void bytesOfNoKnownEncodingAreMalformed() throws IOException {
    Path list = folder.resolve("list.csv");
    Files.write(list, new byte[] {(byte) 0xff, (byte) 0xff});

    assertThat(faults(TransactionList.read(list).transactions().getFirst()))
        .extracting(IngestFault::kind)
        .containsExactly(Kind.MALFORMED);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("list.csv"), text);
  }

  private Candidate only(String text, Charset charset) throws IOException {
    Path list = Files.writeString(folder.resolve("list.csv"), text, charset);
    List<Candidate> all = TransactionList.read(list).transactions();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static JsonNode json(Candidate candidate) throws IOException {
    Whole whole = (Whole) candidate.read();
    return new ObjectMapper().readTree(whole.form().submission().toArray());
  }

  private static List<IngestFault> faults(Candidate candidate) throws IOException {
    return ((Unfit) candidate.read()).faults();
  }
}

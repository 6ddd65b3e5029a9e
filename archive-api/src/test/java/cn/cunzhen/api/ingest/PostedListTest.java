package cn.cunzhen.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.api.ingest.IngestFault.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list without its files: it says the same as a list on the disk. */
class PostedListTest {
  private static final String LIST =
      """
      来源系统,办件编号,事项编码,姓名,证件类型,证件号码,经办机构,行政区划,窗口,渠道,受理时间,办结时间,办理结果,材料编码,环节,文件
      teller,17,SI-0107,王小明,身份证,460100199003074518,460100-SI,460100,A03,窗口,2026/11/21 9:12,2026/11/21 9:13,准予,commitment-letter,申请,扫描件/承诺书.txt
      ,,,,,,,,,,,,,identity-card,申请,扫描件\\身份证.txt
      teller,18,SI-0107,王小明,身份证,460100199003074518,460100-SI,460100,A03,窗口,2026/11/21 9:12,2026/11/21 9:13,准予,commitment-letter,申请,扫描件/没有.txt
      """;
  private static final Set<String> AROUND =
      Set.of("扫描件/承诺书.txt", "扫描件/身份证.txt", "别的.txt", "清单.csv");

  @TempDir private Path folder;

  @Test
  void aTransactionNamesWhereItsFilesLieAndWhatIsNotThereIsAFault() {
    PostedList list = read(LIST);

    assertThat(list.files()).containsExactlyInAnyOrder("扫描件/承诺书.txt", "扫描件/身份证.txt");
    assertThat(list.transactions()).hasSize(2);
    PostedTransaction.Whole whole = (PostedTransaction.Whole) list.transactions().getFirst();
    assertThat(whole.line()).isEqualTo(2);
    assertThat(whole.files().toString()).isEqualTo("{f1=扫描件/承诺书.txt, f2=扫描件/身份证.txt}");
    PostedTransaction.Unfit unfit = (PostedTransaction.Unfit) list.transactions().getLast();
    assertThat(unfit.line()).isEqualTo(4);
    assertThat(unfit.faults()).containsExactly(new IngestFault(Kind.ABSENT, ":4 扫描件/没有.txt"));
  }

  @Test
  void theSubmissionIsTheSameAsOfTheListOnTheDisk() throws Exception {
    Files.createDirectories(folder.resolve("扫描件"));
    Files.writeString(folder.resolve("扫描件/承诺书.txt"), "a");
    Files.writeString(folder.resolve("扫描件/身份证.txt"), "b");
    Path onDisk = Files.writeString(folder.resolve("清单.csv"), LIST);
    Candidate.Read.Whole whole =
        (Candidate.Read.Whole) TransactionList.read(onDisk).transactions().getFirst().read();

    PostedTransaction.Whole posted = (PostedTransaction.Whole) read(LIST).transactions().getFirst();

    assertThat(posted.json()).isEqualTo(whole.form().submission());
  }

  @Test
  void listsInTheEncodingOfOldSpreadsheetsAreRead() {
    PostedList list = PostedList.read(LIST.getBytes(Charset.forName("GB18030")), AROUND);

    assertThat(list).isEqualTo(read(LIST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../别的.txt", "/别的.txt", "a/../../别的.txt", "C:/别的.txt", "\u0000"})
  void nothingOutsideTheFolderIsNamed(String file) {
    PostedList list = read(LIST.replace("扫描件/承诺书.txt", file));

    assertThat(list.transactions().getFirst()).isInstanceOf(PostedTransaction.Unfit.class);
    assertThat(list.files()).containsExactly("扫描件/身份证.txt");
  }

  @Test
  void aListOfWhichNobodyKnowsTheColumnsSaysSoOnce() {
    List<PostedTransaction> all = read("姓名,心情\n王小明,好\n").transactions();

    assertThat(all).hasSize(1);
    assertThat(all.getFirst().line()).isZero();
    assertThat(((PostedTransaction.Unfit) all.getFirst()).faults())
        .contains(new IngestFault(Kind.UNKNOWN_COLUMN, "心情"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyFaultHasWordsInBothLanguages(Kind kind) {
    IngestFault fault = new IngestFault(kind, "");

    assertThat(fault.message(Locale.forLanguageTag("zh"))).containsPattern("\\p{IsHan}");
    assertThat(fault.message(Locale.ENGLISH)).doesNotContainPattern("\\p{IsHan}").isNotBlank();
  }

  private static PostedList read(String list) {
    return PostedList.read(list.getBytes(StandardCharsets.UTF_8), AROUND);
  }
}

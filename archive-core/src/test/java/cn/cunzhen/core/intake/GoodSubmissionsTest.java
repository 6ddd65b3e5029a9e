package cn.cunzhen.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivedFile.Origin;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Confidentiality;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Holder.IdType;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.ProcessStep;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoodSubmissionsTest {
  @Test
  void theSampleOfTheContractIsATransaction() {
    Transaction transaction = Submissions.transaction(Submissions.SAMPLE);

    assertThat(transaction.sourceSystem()).isEqualTo("teller");
    assertThat(transaction.transactionId()).isEqualTo("46010020261121000017");
    assertThat(transaction.item().code()).isEqualTo("SI-0107");
    assertThat(transaction.holders())
        .containsExactly(new Holder("王小明", IdType.RESIDENT_ID, "460100199003074518", null, null));
    assertThat(transaction.agency()).isEqualTo("460100-SI");
    assertThat(transaction.region()).isEqualTo("460100");
    assertThat(transaction.window()).isEqualTo("A03");
    assertThat(transaction.channel()).isEqualTo(Channel.WINDOW);
    assertThat(transaction.handler()).isEqualTo("T1024");
    assertThat(transaction.acceptedAt())
        .isEqualTo(OffsetDateTime.parse("2026-11-21T09:12:00+08:00"));
    assertThat(transaction.completedAt())
        .isEqualTo(OffsetDateTime.parse("2026-11-21T09:13:40+08:00"));
    assertThat(transaction.outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(transaction.confidentiality()).isEqualTo(Confidentiality.NORMAL);
    assertThat(transaction.files())
        .containsExactly(
            new SubmittedFile(
                "f1",
                "commitment-letter",
                Part.APPLICATION,
                "参保单位补缴本年度社保费业务告知承诺书.pdf",
                null,
                null,
                Origin.BORN_DIGITAL,
                null,
                null));
  }

  @Test
  void aSubmissionMayUseEveryField() {
    Transaction transaction = Submissions.transaction(Submissions.FULL);

    assertThat(transaction.holders())
        .extracting(Holder::number)
        .containsExactly("46010019900307418X", "91460000MA5T00000C", "19AB12345", "H12345678");
    assertThat(transaction.holders().get(1).pages()).isEqualTo("2-3,7");
    assertThat(transaction.process())
        .first()
        .isEqualTo(
            new ProcessStep(
                1, "收件", "T1024", OffsetDateTime.parse("2026-11-21T09:12:00+08:00"), "材料齐全\n当场受理"));
    assertThat(transaction.confidentiality()).isEqualTo(Confidentiality.SENSITIVE);
    SubmittedFile first = transaction.files().getFirst();
    assertThat(first.origin()).isEqualTo(Origin.SCANNED);
    assertThat(first.size()).isEqualTo(1234);
    assertThat(first.sha256()).isEqualTo(Sha256.ofHex("ab".repeat(32)));
    assertThat(transaction.cited().getFirst().material()).isEqualTo("identity-card");
  }

  /** Rare characters, minorities, foreigners, and what old systems put into a name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "𠮷野",
        "㛃",
        "𬍛𬱖",
        "阿卜杜热合曼·买买提",
        "拉巴次仁",
        "欧阳娜娜",
        "Jean-Luc O'Neill",
        "María-José Ñúñez",
        "Đặng Thị Hồng",
        "محمد",
        "ཚེ་རིང་",
        "王(小)明",
        "王\uE000明",
        "Ａｎｎａ",
        "丁"
      })
  void aNameIsKeptAsItIs(String name) {
    var json = Submissions.with(Submissions.SAMPLE, "/holders/0/name", TextNode.valueOf(name));

    Transaction transaction = Submissions.transaction(json.toString());

    assertThat(transaction.holders().getFirst().name()).isEqualTo(name);
  }

  /** The name is data: it never becomes a path. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd", "C:\\Windows\\system32\\a.exe", "/a", "a/b.pdf", "..", "CON", "a.pdf ",
        " a.pdf", "\u202efdp.exe", "a;b|c&d.pdf", "\"a\".pdf", "%2e%2e%2f.pdf", "<script>.html",
            "𠮷.pdf"
      })
  void aFileNameIsKeptAsItIs(String name) {
    var json = Submissions.with(Submissions.SAMPLE, "/files/0/fileName", TextNode.valueOf(name));

    Transaction transaction = Submissions.transaction(json.toString());

    assertThat(transaction.files().getFirst().fileName()).isEqualTo(name);
  }

  @Test
  void twoFilesMayHaveTheSameFileName() {
    var json = Submissions.with(Submissions.FULL, "/files/1/fileName", TextNode.valueOf("承诺书.pdf"));

    assertThat(Submissions.read(json)).isInstanceOf(SubmissionVerdict.Valid.class);
  }

  @ParameterizedTest
  @CsvSource({
    "resident-id, 46010019900307418x, 46010019900307418X",
    "uscc, 91460000ma5t00000c, 91460000MA5T00000C",
    "passport, e12345678, E12345678",
    "permit, h12345678(01), H12345678(01)"
  })
  void aNumberIsKeptInUpperCase(String type, String given, String kept) {
    var json =
        Submissions.sample(tree ->
            Submissions.object(tree, "/holders/0").put("idType", type).put("idNumber", given));

    Transaction transaction = Submissions.transaction(json.toString());

    assertThat(transaction.holders().getFirst().number()).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pdf",
        "text/plain; charset=utf-8",
        "text/plain;charset=\"utf-8\"",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "image/svg+xml"
      })
  void aMediaTypeMayHaveParameters(String mediaType) {
    var json =
        Submissions.with(Submissions.FULL, "/files/0/mediaType", TextNode.valueOf(mediaType));

    Transaction transaction = Submissions.transaction(json.toString());

    assertThat(transaction.files().getFirst().mediaType()).isEqualTo(mediaType);
  }

  @Test
  void aDigestMayBeInUpperCase() {
    var json =
        Submissions.with(Submissions.FULL, "/files/0/sha256", TextNode.valueOf("AB".repeat(32)));

    assertThat(Submissions.transaction(json.toString()))
        .isEqualTo(Submissions.transaction(Submissions.FULL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T01:12:00Z",
        "2026-11-21T01:12:00.5Z",
        "2026-11-21T09:12:00.123456789+08:00",
        "2026-11-20T20:12:00-05:00",
        "2024-02-29T00:00:00+08:00"
      })
  void aTimeHasItsOffset(String time) {
    var json = Submissions.with(Submissions.SAMPLE, "/acceptedAt", TextNode.valueOf(time));

    assertThat(Submissions.transaction(json.toString()).acceptedAt())
        .isEqualTo(OffsetDateTime.parse(time));
  }
}

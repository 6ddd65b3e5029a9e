package cn.cunzhen.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.intake.FileInspection.Finding;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionDigestTest {
  private static final List<ReceivedFile> FILES =
      List.of(Submissions.received("f1", "one"), Submissions.received("f2", "two"));

  @Test
  void itIsTheDigestOfThisText() {
    String one = Sha256.of(Bytes.utf8("one")).hex();
    String text =
        "{\"acceptedAt\":\"2026-11-21T09:12:00+08:00\",\"agency\":\"460100-SI\",\"channel\":\"window\","
            + "\"completedAt\":\"2026-11-21T09:13:40+08:00\",\"files\":[{\"fileName\":"
            + "\"参保单位补缴本年度社保费业务告知承诺书.pdf\",\"material\":\"commitment-letter\",\"name\":\"f1\","
            + "\"origin\":\"born-digital\",\"part\":\"application\",\"sha256\":\""
            + one
            + "\",\"size\":3}],\"handler\":\"T1024\",\"holders\":[{\"idNumber\":\"460100199003074518\","
            + "\"idType\":\"resident-id\",\"name\":\"王小明\"}],\"item\":\"SI-0107\",\"outcome\":\"granted\","
            + "\"region\":\"460100\",\"sourceSystem\":\"teller\",\"transactionId\":\"46010020261121000017\","
            + "\"window\":\"A03\"}";

    Sha256 digest =
        SubmissionDigest.of(
            Submissions.transaction(Submissions.SAMPLE),
            List.of(Submissions.received("f1", "one")));

    assertThat(digest).isEqualTo(Sha256.of(Bytes.utf8(text)));
  }

  @Test
  void layoutAndOrderOfFieldsMakeNoDifference() {
    ObjectNode turned = Submissions.changed(Submissions.FULL, json -> {});
    JsonNode agency = turned.remove("agency");
    turned.set("agency", agency);

    assertThat(digest(turned.toPrettyString())).isEqualTo(digest(Submissions.FULL));
  }

  @ParameterizedTest
  @CsvSource({
    "/files/0/size, 3",
    "/files/0/sha256, '\"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed\"'",
    "/files/1/origin, '\"born-digital\"'",
    "/files/1/title, null",
    "/holders/1/uscc, '\"91460000ma5t00000c\"'"
  })
  void whatSaysNothingNewMakesNoDifference(String pointer, String value) {
    String changed = with(Submissions.FULL, pointer, value);

    assertThat(digest(changed)).isEqualTo(digest(Submissions.FULL));
  }

  @Test
  void aCreditCodeMayStandInEitherField() {
    String other = Submissions.FULL.replace("\"uscc\": \"914", "\"idNumber\": \"914");

    assertThat(digest(other)).isEqualTo(digest(Submissions.FULL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sourceSystem",
        "/transactionId",
        "/agency",
        "/window",
        "/handler",
        "/holders/0/name",
        "/holders/0/role",
        "/process/0/name",
        "/process/0/actor",
        "/process/0/remark",
        "/files/0/fileName",
        "/files/0/title"
      })
  void everyTextMakesADifference(String pointer) {
    var changed = Submissions.with(Submissions.FULL, pointer, TextNode.valueOf("other"));

    assertThat(digest(changed.toString())).isNotEqualTo(digest(Submissions.FULL));
  }

  @ParameterizedTest
  @CsvSource({
    "/region, '\"460200\"'",
    "/channel, '\"web\"'",
    "/acceptedAt, '\"2026-11-21T01:12:00Z\"'",
    "/completedAt, '\"2026-11-21T09:13:41+08:00\"'",
    "/outcome, '\"refused\"'",
    "/confidentiality, null",
    "/process, null",
    "/process/0/code, 3",
    "/process/0/at, '\"2026-11-21T09:12:01+08:00\"'",
    "/cited, null",
    "/cited/0/material, null",
    "/holders/0/pages, null",
    "/holders/2/idNumber, '\"19AB12346\"'",
    "/files/0/mediaType, null",
    "/files/0/origin, null",
    "/files/1/part, '\"process\"'",
    "/files/1/material, '\"detail-form\"'"
  })
  void everyOtherFieldMakesADifference(String pointer, String value) {
    String changed = with(Submissions.FULL, pointer, value);

    assertThat(digest(changed)).isNotEqualTo(digest(Submissions.FULL));
  }

  @Test
  void theItemMakesADifference() {
    String json = Submissions.SAMPLE.replace("granted", "refused");
    String supporting = json.replace("commitment-letter", "supporting");
    List<ReceivedFile> files = FILES.subList(0, 1);

    assertThat(digest(supporting.replace("SI-0107", "SI-0105"), files))
        .isNotEqualTo(digest(supporting, files));
  }

  @Test
  void theOrderOfFilesMakesADifference() {
    ObjectNode turned = Submissions.changed(Submissions.FULL, json -> {});
    turned.withArray("files").add(turned.withArray("files").remove(0));

    assertThat(digest(turned.toString(), FILES.reversed())).isNotEqualTo(digest(Submissions.FULL));
  }

  @Test
  void everyByteOfAFileMakesADifference() {
    List<ReceivedFile> other = List.of(FILES.get(0), Submissions.received("f2", "twp"));

    assertThat(digest(Submissions.FULL, other)).isNotEqualTo(digest(Submissions.FULL));
  }

  @Test
  void whatWasFoundInAFileMakesNoDifference() {
    List<ReceivedFile> other =
        List.of(FILES.get(0), Submissions.received("f2", "two", Finding.ACTIVE_CONTENT));

    assertThat(digest(Submissions.FULL, other)).isEqualTo(digest(Submissions.FULL));
  }

  @Test
  void aNewCatalogueMakesNoDifference() throws IOException {
    Intake later =
        new Intake(laterCatalogue(), Limits.DEFAULT, Submissions.CLOCK, Submissions.TOOLS);

    SubmissionVerdict verdict = later.read(Bytes.utf8(Submissions.FULL));

    assertThat(verdict).isInstanceOf(SubmissionVerdict.Valid.class);
    Transaction transaction = ((SubmissionVerdict.Valid) verdict).transaction();
    assertThat(transaction.item().catalogueVersion()).isEqualTo("2027.1");
    assertThat(SubmissionDigest.of(transaction, FILES)).isEqualTo(digest(Submissions.FULL));
  }

  private static Catalogue laterCatalogue() throws IOException {
    try (InputStream items = Catalogue.class.getResourceAsStream("items.yaml")) {
      byte[] yaml = Objects.requireNonNull(items).readAllBytes();
      String later =
          new String(yaml, StandardCharsets.UTF_8)
              .replace("version: \"2026.1\"", "version: \"2027.1\"");
      return Catalogue.load("later.yaml", Bytes.utf8(later).stream());
    }
  }

  private static String with(String json, String pointer, String value) {
    return Submissions.with(json, pointer, Submissions.json(value)).toString();
  }

  private static Sha256 digest(String json) {
    return digest(json, FILES);
  }

  private static Sha256 digest(String json, List<ReceivedFile> files) {
    return SubmissionDigest.of(Submissions.transaction(json), files);
  }
}

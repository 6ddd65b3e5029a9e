package cn.cunzhen.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordJsonTest {
  private static final Sha256 CHECKS = Sha256.ofHex("ee".repeat(32));
  private static final ArchivalRecord RECORD =
      SampleRecords.of(
          List.of(
              SampleRecords.file(Part.APPLICATION, 1, "承诺书.pdf"),
              SampleRecords.file(Part.RESULT, 1, "结果.OFD"),
              SampleRecords.file(Part.APPLICATION, 2, "身份证")),
          CHECKS);

  @Test
  void aRecordHasThisText() {
    assertThat(RecordJson.format(RECORD).utf8())
        .isEqualTo(
            "{\"acceptedAt\":\"2026-11-21T09:12:00+08:00\",\"agency\":\"460100-SI\","
                + "\"channel\":\"window\",\"checks\":\""
                + "ee".repeat(32)
                + "\",\"cited\":[{\"path\":\"data/application/002.jpg\","
                + "\"record\":\"ponmlkjihgfedcba9876543210\",\"sha256\":\""
                + "c1".repeat(32)
                + "\"}],\"completedAt\":\"2026-11-21T09:13:40+08:00\","
                + "\"confidentiality\":\"normal\",\"files\":["
                + file("承诺书.pdf", "data/application/001.pdf")
                + ","
                + file("结果.OFD", "data/result/001.ofd")
                + ","
                + file("身份证", "data/application/002.bin")
                + "],\"formatVersion\":1,\"handler\":\"T1024\",\"holders\":["
                + "{\"idNumber\":\"460100199001010010\",\"idType\":\"resident-id\","
                + "\"name\":\"张三丰\",\"pages\":\"1-2\",\"role\":\"applicant\"},"
                + "{\"idType\":\"uscc\",\"name\":\"海风有限公司\",\"uscc\":\"91460000MA5T000000\"}],"
                + "\"id\":\"0123456789abcdefghijklmnop\",\"item\":{\"catalogueVersion\":\"2026.1\","
                + "\"category\":\"YB\",\"code\":\"SI-0107\",\"commitment\":true,"
                + "\"name\":\"三个月内补缴\",\"risk\":\"low\"},\"outcome\":\"granted\",\"process\":["
                + "{\"actor\":\"T1024\",\"at\":\"2026-11-21T09:12:00.5+08:00\",\"code\":1,"
                + "\"name\":\"受理\"},{\"at\":\"2026-11-21T09:13:40+08:00\",\"code\":4,"
                + "\"name\":\"办结\",\"remark\":\"当场办结\"}],\"region\":\"460100\","
                + "\"retention\":{\"class\":\"D50\",\"from\":\"2027-01-01\","
                + "\"until\":\"2077-01-01\",\"years\":50},\"salt\":\""
                + "0f".repeat(32)
                + "\",\"sealedAt\":\"2026-11-21T01:13:41.25Z\","
                + "\"seals\":[\"seal.p7s\",\"seal-gm.p7s\"],\"sourceSystem\":\"teller\","
                + "\"submission\":\""
                + "5a".repeat(32)
                + "\",\"transactionId\":\"46010020261121000042\",\"version\":1,\"window\":\"A03\"}");
  }

  private static String file(String name, String path) {
    return "{\"materialCode\":\"commitment-letter\",\"mediaType\":\"application/pdf\","
        + "\"origin\":\"born-digital\",\"path\":\""
        + path
        + "\",\"sha256\":\""
        + "ab".repeat(32)
        + "\",\"size\":1234,\"sm3\":\""
        + "cd".repeat(32)
        + "\",\"submittedName\":\""
        + name
        + "\",\"title\":\"承诺书\"}";
  }

  @Test
  void parseIsTheInverseOfFormat() {
    ArchivalRecord amended =
        SampleRecords.of(12, Sha256.ofHex("01".repeat(32)), RECORD.files(), CHECKS);

    assertThat(RecordJson.parse(RecordJson.format(RECORD))).isEqualTo(RECORD);
    assertThat(RecordJson.parse(RecordJson.format(amended))).isEqualTo(amended);
  }

  @Test
  void noMemberCanBeTakenAwayUnlessItIsOptional() {
    List<String> optional =
        List.of("window", "handler", "role", "pages", "remark", "actor", "sm3", "title");
    JsonNode json = CanonicalJson.parse(RecordJson.format(RECORD));

    for (ObjectNode object : objectsIn(json)) {
      for (var member : members(object)) {
        String name = member.getKey();
        JsonNode taken = object.remove(name);
        Bytes text = CanonicalJson.format(json);
        if (optional.contains(name)) {
          assertThat(RecordJson.format(RecordJson.parse(text))).isEqualTo(text);
        } else {
          assertThatIllegalArgumentException().as(name).isThrownBy(() -> RecordJson.parse(text));
        }
        object.set(name, taken);
      }
    }
  }

  @Test
  void noMemberCanBeAddedNorBeNullNorOfAnotherType() {
    JsonNode json = CanonicalJson.parse(RecordJson.format(RECORD));

    for (ObjectNode object : objectsIn(json)) {
      object.put("surplus", "x");
      assertRefused(json, "surplus");
      object.remove("surplus");
      for (var member : members(object)) {
        object.putNull(member.getKey());
        assertRefused(json, member.getKey());
        object.put(member.getKey(), -3);
        if (!member.getKey().equals("size") && !member.getKey().equals("code")) {
          assertRefused(json, member.getKey());
        }
        object.set(member.getKey(), member.getValue());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "acceptedAt,2026-11-21T09:12+08:00",
    "acceptedAt,2026-11-21T09:12:00.0+08:00",
    "acceptedAt,2026-11-21T09:12:00.50+08:00",
    "acceptedAt,2026-11-21T09:12:00+0800",
    "acceptedAt,2026-11-21T09:12:00+00:00",
    "acceptedAt,2026-11-21t09:12:00+08:00",
    "acceptedAt,2026-11-21T09:12:60+08:00",
    "acceptedAt,2026-11-21T24:00:00+08:00",
    "acceptedAt,2026-02-29T09:12:00+08:00",
    "acceptedAt,+12026-11-21T09:12:00+08:00",
    "sealedAt,2026-11-21T09:13:41.25+08:00",
    "channel,WINDOW",
    "channel,phone",
    "id,0123456789ABCDEFGHIJKLMNOP",
    "checks,EE",
    "salt,0f"
  })
  void aValueHasOneFormOnly(String field, String value) {
    ObjectNode json = (ObjectNode) CanonicalJson.parse(RecordJson.format(RECORD));
    json.put(field, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordJson.parse(CanonicalJson.format(json)))
        .withMessageNotContaining(value);
  }

  @Test
  void permanentRetentionHasNeitherYearsNorEnd() {
    ObjectNode json = (ObjectNode) CanonicalJson.parse(RecordJson.format(RECORD));
    ObjectNode retention = json.putObject("retention");
    retention.put("class", "Y").put("from", "2027-01-01").put("permanent", true);

    Retention read = RecordJson.parse(CanonicalJson.format(json)).retention();

    assertThat(read.period()).isEqualTo(Retention.Period.Y);
    assertThat(read.until()).isNull();
    retention.put("permanent", false);
    assertRefused(json, "permanent: false");
    retention.remove("permanent");
    retention.put("years", 0);
    assertRefused(json, "years: 0");
  }

  @Test
  void aPathIsTheOneThatPartPlaceAndNameGiveTheFile() {
    List<ArchivedFile> gap =
        List.of(
            SampleRecords.file(Part.PROCESS, 1, "a.xml"),
            SampleRecords.file(Part.PROCESS, 3, "b.xml"));
    ArchivedFile right = gap.getFirst();
    ArchivedFile otherPart =
        new ArchivedFile(
            right.path(),
            Part.RESULT,
            right.material(),
            right.title(),
            right.submittedName(),
            right.mediaType(),
            right.declaredMediaType(),
            right.size(),
            right.sha256(),
            right.sm3(),
            right.origin());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordJson.format(SampleRecords.of(gap, CHECKS)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordJson.format(SampleRecords.of(List.of(otherPart), CHECKS)));
  }

  @Test
  void theDigestIsThatOfTheText() {
    Bytes text = RecordJson.format(RECORD);

    assertThat(RecordJson.digest(text)).isEqualTo(Sha256.of(text));
  }

  private static void assertRefused(JsonNode json, String change) {
    Bytes text = CanonicalJson.format(json);
    assertThatIllegalArgumentException().as(change).isThrownBy(() -> RecordJson.parse(text));
  }

  private static List<Map.Entry<String, JsonNode>> members(ObjectNode object) {
    return object.properties().stream().map(Map.Entry::copyOf).toList();
  }

  private static List<ObjectNode> objectsIn(JsonNode json) {
    List<ObjectNode> objects = new ArrayList<>();
    if (json instanceof ObjectNode object) {
      objects.add(object);
    }
    json.forEach(child -> objects.addAll(objectsIn(child)));
    return objects;
  }
}

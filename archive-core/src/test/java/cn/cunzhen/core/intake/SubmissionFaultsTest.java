package cn.cunzhen.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.record.Confidentiality;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionFaultsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /sourceSystem            | " teller"                     | SURROUNDING_BLANK
          /sourceSystem            | "te\\nller"                  | CONTROL_CHARACTER
          /sourceSystem            | 7                             | NOT_TEXT
          /transactionId           | ""                            | BLANK
          /transactionId           | 46010020261121                | NOT_TEXT
          /transactionId           | "4601\\u00850020"             | CONTROL_CHARACTER
          /item                    | "SI-9999"                     | UNKNOWN_ITEM
          /item                    | {"code": "SI-0107"}           | NOT_TEXT
          /holders                 | []                            | TOO_FEW
          /holders                 | {}                            | NOT_A_LIST
          /holders/0               | "王小明"                      | NOT_AN_OBJECT
          /holders/0/name          | "王\\t小明"                   | CONTROL_CHARACTER
          /holders/0/name          | "\\u3000"                     | BLANK
          /holders/0/idType        | "driving-licence"             | NOT_A_WORD
          /holders/0/idType        | "RESIDENT-ID"                 | NOT_A_WORD
          /holders/0/idNumber      | "46010019900307451"           | BAD_RESIDENT_ID
          /holders/0/idNumber      | "460100900307451"             | BAD_RESIDENT_ID
          /holders/0/idNumber      | "460100199003074510"          | RESIDENT_ID_CHECK
          /holders/0/idNumber      | "460100199002304518"          | RESIDENT_ID_BIRTH_DATE
          /holders/0/idNumber      | 460100199003                  | NOT_TEXT
          /holders/1/uscc          | "91460000MA5T00000I"          | BAD_USCC
          /holders/1/uscc          | "91460000MA5T00000D"          | USCC_CHECK
          /holders/2/idNumber      | "12"                          | BAD_PASSPORT
          /holders/3/idNumber      | "12"                          | BAD_PERMIT
          /holders/0/role          | ""                            | BLANK
          /holders/0/pages         | "2 to 3"                      | BAD_PAGES
          /holders/0/pages         | 2                             | NOT_TEXT
          /holders/0/phone         | "13800000000"                 | UNKNOWN_FIELD
          /agency                  | "460100 SI"                   | BAD_AGENCY
          /agency                  | "-SI"                         | BAD_AGENCY
          /agency                  | "海口市社保中心"              | BAD_AGENCY
          /region                  | "46010"                       | BAD_REGION
          /region                  | "4601000"                     | BAD_REGION
          /region                  | "046010"                      | BAD_REGION
          /region                  | 460100                        | NOT_TEXT
          /window                  | null                          | WINDOW_REQUIRED
          /window                  | " "                           | BLANK
          /channel                 | "phone"                       | NOT_A_WORD
          /handler                 | ["T1024"]                     | NOT_TEXT
          /acceptedAt              | "2026-11-21T09:12:00"         | BAD_TIME
          /acceptedAt              | "2026-11-21 09:12:00+08:00"   | BAD_TIME
          /acceptedAt              | "2026-11-31T09:12:00+08:00"   | BAD_TIME
          /acceptedAt              | "2026-11-21T24:00:00+08:00"   | BAD_TIME
          /acceptedAt              | "2026-11-21T09:12+08:00"      | BAD_TIME
          /acceptedAt              | "2026-11-21T09:12:00+0800"    | BAD_TIME
          /acceptedAt              | "2026-11-21T09:12:00+19:00"   | BAD_TIME
          /acceptedAt              | 1763687520                    | NOT_TEXT
          /acceptedAt              | "1949-09-30T23:59:59+08:00"   | TIME_TOO_EARLY
          /completedAt             | "2026-11-21T10:05:01+08:00"   | TIME_IN_FUTURE
          /completedAt             | "2026-11-21T09:11:59+08:00"   | TIMES_REVERSED
          /outcome                 | "approved"                    | NOT_A_WORD
          /process                 | "none"                        | NOT_A_LIST
          /process/0/code          | 5                             | NOT_A_WORD
          /process/0/code          | "1"                           | NOT_A_NUMBER
          /process/0/code          | 100                           | NOT_A_NUMBER
          /process/0/name          | null                          | MISSING
          /process/0/at            | "2026-11-22T09:12:00+08:00"   | TIME_IN_FUTURE
          /process/0/remark        | "a\\u0007"                    | CONTROL_CHARACTER
          /process/0/by            | "T1024"                       | UNKNOWN_FIELD
          /confidentiality         | "secret"                      | NOT_A_WORD
          /files                   | []                            | TOO_FEW
          /files/0/name            | "transaction"                 | NAME_RESERVED
          /files/0/name            | "f1\\r\\nX: y"                | CONTROL_CHARACTER
          /files/1/name            | "f1"                          | NAME_TAKEN
          /files/1/material        | "photo"                       | UNKNOWN_MATERIAL
          /files/1/material        | "commitment-letter"           | MATERIAL_REPEATED
          /files/0/part            | "annex"                       | NOT_A_WORD
          /files/0/fileName        | ""                            | BLANK
          /files/0/fileName        | "a\\u001b.pdf"                | CONTROL_CHARACTER
          /files/0/title           | 1                             | NOT_TEXT
          /files/0/mediaType       | "pdf"                         | BAD_MEDIA_TYPE
          /files/0/mediaType       | "application/pdf; x"          | BAD_MEDIA_TYPE
          /files/0/origin          | "copied"                      | NOT_A_WORD
          /files/0/size            | -1                            | NOT_A_NUMBER
          /files/0/size            | "1234"                        | NOT_A_NUMBER
          /files/0/size            | 2147483649                    | FILE_TOO_LARGE
          /files/0/sha256          | "abab"                        | BAD_SHA256
          /files/0/sha256          | "…optional, checked…"         | BAD_SHA256
          /files/0/path            | "/etc/passwd"                 | UNKNOWN_FIELD
          /cited/0/record          | "0123"                        | BAD_RECORD_ID
          /cited/0/path            | "../002.jpg"                  | BAD_PATH
          /cited/0/sha256          | null                          | MISSING
          /cited/0/material        | "photo"                       | UNKNOWN_MATERIAL
          /cited/0/material        | "commitment-letter"           | MATERIAL_REPEATED
          /note                    | "x"                           | UNKNOWN_FIELD
          """)
  void aWrongFieldIsTheOneThatIsNamed(String pointer, String value, FaultCode code) {
    ObjectNode json = Submissions.with(Submissions.FULL, pointer, Submissions.json(value));

    List<Fault> faults = Submissions.faults(json);

    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().code()).isEqualTo(code);
    assertThat(faults.getFirst().pointer()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sourceSystem",
        "/transactionId",
        "/item",
        "/holders",
        "/agency",
        "/region",
        "/channel",
        "/acceptedAt",
        "/completedAt",
        "/outcome",
        "/files",
        "/holders/0/name",
        "/holders/0/idType",
        "/holders/0/idNumber",
        "/files/1/name",
        "/files/1/material",
        "/files/1/part",
        "/files/1/fileName",
        "/process/0/code",
        "/process/0/name",
        "/process/0/at",
        "/cited/0/record",
        "/cited/0/path",
        "/cited/0/sha256"
      })
  void aRequiredFieldThatIsAbsentIsNamed(String pointer) {
    assertThat(Submissions.faults(Submissions.without(Submissions.FULL, pointer)))
        .contains(Fault.of(pointer, FaultCode.MISSING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/handler",
        "/process",
        "/confidentiality",
        "/cited",
        "/holders/0/role",
        "/holders/0/pages",
        "/files/0/title",
        "/files/0/mediaType",
        "/files/0/origin",
        "/files/0/size",
        "/files/0/sha256",
        "/files/1",
        "/process/0/actor",
        "/process/0/remark",
        "/cited/0/material"
      })
  void anOptionalFieldMayBeAbsentOrNull(String pointer) {
    ObjectNode absent = Submissions.without(Submissions.FULL, pointer);

    assertThat(Submissions.read(absent)).isInstanceOf(SubmissionVerdict.Valid.class);
    if (!pointer.equals("/files/1")) {
      ObjectNode none =
          Submissions.with(Submissions.FULL, pointer, JsonNodeFactory.instance.nullNode());
      assertThat(Submissions.read(none)).isEqualTo(Submissions.read(absent));
    }
  }

  @Test
  void anEmployersNumberStandsInOnePlace() {
    ObjectNode twice = Submissions.changed(Submissions.FULL, json -> {});
    Submissions.object(twice, "/holders/1").put("idNumber", "91460000MA5T00000C");
    ObjectNode person = Submissions.changed(Submissions.FULL, json -> {});
    Submissions.object(person, "/holders/1").put("idType", "passport");

    assertThat(Submissions.faults(twice))
        .containsExactly(Fault.of("/holders/1/uscc", FaultCode.NUMBER_TWICE));
    assertThat(Submissions.faults(person))
        .containsExactly(Fault.of("/holders/1/uscc", FaultCode.USCC_OF_PERSON));
  }

  @Test
  void aGrantedTransactionBringsEveryRequiredMaterial() {
    ObjectNode json = Submissions.without(Submissions.FULL, "/files/0");

    assertThat(Submissions.faults(json))
        .containsExactly(Fault.of("/files", FaultCode.MATERIAL_MISSING, "commitment-letter"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refused", "withdrawn", "terminated"})
  void aTransactionThatWasNotGrantedMayLackThem(String outcome) {
    ObjectNode json = Submissions.without(Submissions.FULL, "/files/0").put("outcome", outcome);

    assertThat(Submissions.read(json)).isInstanceOf(SubmissionVerdict.Valid.class);
  }

  @Test
  void aCitationMayBringARequiredMaterial() {
    ObjectNode json = Submissions.without(Submissions.FULL, "/files/0");
    Submissions.object(json, "/cited/0").put("material", "commitment-letter");

    assertThat(Submissions.read(json)).isInstanceOf(SubmissionVerdict.Valid.class);
  }

  @Test
  void aMaterialStandsInItsPart() {
    String letter =
        Submissions.SAMPLE.replace("SI-0107", "SI-0802").replace("commitment-letter", "report");

    assertThat(Submissions.faults(Submissions.changed(letter, json -> {})))
        .containsExactly(Fault.of("/files/0/part", FaultCode.WRONG_PART, "result"));
  }

  @Test
  void aSensitiveItemStaysSensitive() {
    String json =
        Submissions.SAMPLE
            .replace("SI-0107", "MI-0402")
            .replace("\"outcome\": \"granted\"", "\"outcome\": \"refused\"")
            .replace("commitment-letter", "application-form");

    assertThat(Submissions.transaction(json).confidentiality())
        .isEqualTo(Confidentiality.SENSITIVE);
    assertThat(
            Submissions.faults(
                Submissions.changed(json, tree -> tree.put("confidentiality", "normal"))))
        .containsExactly(Fault.of("/confidentiality", FaultCode.CONFIDENTIALITY_LOWERED));
  }

  @Test
  void aWindowIsNeededOnlyAtAWindow() {
    ObjectNode json = Submissions.without(Submissions.SAMPLE, "/window");

    assertThat(Submissions.faults(json))
        .containsExactly(Fault.of("/window", FaultCode.WINDOW_REQUIRED));
    assertThat(Submissions.read(json.put("channel", "app")))
        .isInstanceOf(SubmissionVerdict.Valid.class);
  }

  @Test
  void everyFaultIsNamedInOnePass() {
    ObjectNode json =
        Submissions.changed(
            Submissions.FULL,
            tree -> {
              tree.put("agency", "?");
              tree.put("region", "x");
              tree.put("extra", 1);
              tree.remove("outcome");
              Submissions.object(tree, "/holders/0").put("idNumber", "1");
              Submissions.object(tree, "/holders/3").put("name", "");
              Submissions.object(tree, "/process/1").put("code", 0);
              Submissions.object(tree, "/files/0").put("sha256", "x").put("part", "x");
              Submissions.object(tree, "/files/1").put("name", "f1").put("y", 1);
              Submissions.object(tree, "/cited/0").put("path", "x");
            });

    assertThat(Submissions.faults(json))
        .extracting(fault -> fault.pointer() + " " + fault.code().word())
        .containsExactlyInAnyOrder(
            "/agency bad-agency",
            "/region bad-region",
            "/extra unknown-field",
            "/outcome missing",
            "/holders/0/idNumber bad-resident-id",
            "/holders/3/name blank",
            "/process/1/code not-a-number",
            "/files/0/sha256 bad-sha256",
            "/files/0/part not-a-word",
            "/files/1/name name-taken",
            "/files/1/y unknown-field",
            "/cited/0/path bad-path");
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThat(Submissions.faults(JsonNodeFactory.instance.arrayNode()))
        .containsExactly(Fault.of("", FaultCode.NOT_AN_OBJECT));
  }

  @Test
  void noFaultRepeatsWhatWasHandedIn() {
    ObjectNode json =
        Submissions.changed(
            Submissions.FULL,
            tree -> {
              Submissions.object(tree, "/holders/0").put("idNumber", "460100199003074510");
              Submissions.object(tree, "/holders/0").put("name", "王小明\u0007");
              Submissions.object(tree, "/files/0").put("fileName", "王小明\u0007.pdf");
              tree.put("agency", "王小明").put("outcome", "王小明");
            });

    assertThat(Submissions.faults(json))
        .hasSize(5)
        .allSatisfy(fault ->
            assertThat(fault + fault.zh() + fault.en())
                .doesNotContain("王小明")
                .doesNotContain("460100199003074510"));
  }
}

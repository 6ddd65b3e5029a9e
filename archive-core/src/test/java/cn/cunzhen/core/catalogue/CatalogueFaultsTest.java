package cn.cunzhen.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.cunzhen.core.catalogue.CatalogueException.Located;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueFaultsTest {
  private static final String OWN =
      """
      version: "7"
      categories:
        - {code: ZJ, zh: 征缴, en: contributions}
      formats:
        - {code: pdf, mediaTypes: [application/pdf]}
      items:
        - code: SI-0001
          zh: 测试事项
          en: An item
          category: ZJ
          insurance: work-injury
          retention: D50
          risk: high
          time: 20 days
          confidentiality: sensitive
          formats: [pdf]
          emptyAllowed: true
          encryptedAllowed: true
          brokenSignature: refuse
          steps: [received, completed]
          materials:
            - {code: letter, zh: 信函, en: Letter, part: result, required: true, pieces: 2}
      """;

  @Test
  void anOperatorsOwnCatalogueIsRead() throws IOException {
    CatalogueItem item = load(OWN).item("SI-0001").orElseThrow();

    assertThat(item.insurance()).isEqualTo(Insurance.WORK_INJURY);
    assertThat(item.catalogueVersion()).isEqualTo("7");
    assertThat(item.files().takes("application/pdf")).isTrue();
    assertThat(item.files().takes("image/png")).isFalse();
    assertThat(item.files().brokenSignature()).isEqualTo(BrokenSignature.REFUSE);
    assertThat(item.steps()).containsExactly(1, 4);
    assertThat(item.material("letter").orElseThrow().pieces()).isEqualTo(2);
  }

  @Test
  void aCatalogueCarries119Items() throws IOException {
    String items = OWN.substring(OWN.indexOf("  - code: SI-0001"));
    StringBuilder yaml = new StringBuilder(OWN);
    for (int i = 2; i <= 119; i++) {
      yaml.append(items.replace("SI-0001", "SI-%04d".formatted(i)));
    }

    assertThat(load(yaml.toString()).items()).hasSize(119);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version: "7"          | version: 7            |         | /version                     | NOT_TEXT
          version: "7"          | x: "7"                |         | /version                     | MISSING
          version: "7"          | version: "7"\\nx: 1   |         | /x                           | UNKNOWN_FIELD
          code: ZJ              | code: zj              |         | /categories/0/code           | BAD_CODE
          zh: 征缴,              | zh: '',               |         | /categories/0/zh             | BLANK
          [application/pdf]     | []                    |         | /formats/0/mediaTypes        | TOO_FEW
          code: SI-0001         | code: si-1            | si-1    | /items/0/code                | BAD_CODE
          en: An item           | e: An item            | SI-0001 | /items/0/en                  | MISSING
          en: An item           | en: [An item]         | SI-0001 | /items/0/en                  | NOT_TEXT
          category: ZJ          | category: YL          | SI-0001 | /items/0/category            | NOT_A_WORD
          insurance: work-injury| insurance: fire       | SI-0001 | /items/0/insurance           | NOT_A_WORD
          retention: D50        | retention: D51        | SI-0001 | /items/0/retention           | NOT_A_WORD
          risk: high            | risk: HIGH            | SI-0001 | /items/0/risk                | NOT_A_WORD
          time: 20 days         | time: soon            | SI-0001 | /items/0/time                | BAD_PROCESSING_TIME
          confidentiality: sens | confidentiality: x #  | SI-0001 | /items/0/confidentiality     | NOT_A_WORD
          formats: [pdf]        | formats: [doc]        | SI-0001 | /items/0/formats/0           | NOT_A_WORD
          formats: [pdf]        | formats: []           | SI-0001 | /items/0/formats             | TOO_FEW
          emptyAllowed: true    | emptyAllowed: maybe   | SI-0001 | /items/0/emptyAllowed        | NOT_A_FLAG
          brokenSignature: ref  | brokenSignature: x #  | SI-0001 | /items/0/brokenSignature     | NOT_A_WORD
          [received, completed] | [received, filed]     | SI-0001 | /items/0/steps/1             | NOT_A_WORD
          code: letter          | code: Letter          | SI-0001 | /items/0/materials/0/code    | BAD_CODE
          part: result          | part: end             | SI-0001 | /items/0/materials/0/part    | NOT_A_WORD
          pieces: 2             | pieces: 0             | SI-0001 | /items/0/materials/0/pieces  | NOT_A_NUMBER
          pieces: 2             | copies: 2             | SI-0001 | /items/0/materials/0/copies  | UNKNOWN_FIELD
          required: true        | required: 'true'      | SI-0001 | /items/0/materials/0/required| NOT_A_FLAG
          """,
      quoteCharacter = '`')
  void aFaultNamesFileItemAndField(
      String right, String wrong, String item, String pointer, FaultCode code) {
    assertThat(OWN).contains(right);

    CatalogueException refusal = refusal(OWN.replaceFirst(quoted(right), quotedNew(wrong)));

    assertThat(refusal.file()).isEqualTo("own.yaml");
    assertThat(refusal.faults())
        .anySatisfy(located -> {
          assertThat(located.item()).isEqualTo(item == null ? "" : item);
          assertThat(located.fault().pointer()).isEqualTo(pointer);
          assertThat(located.fault().code()).isEqualTo(code);
        });
    assertThat(refusal).hasMessageContaining("own.yaml").hasMessageContaining(pointer);
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    String yaml =
        OWN.replace("retention: D50", "retention: D51")
            .replace("part: result", "part: end")
            .replace("version: \"7\"", "version: 7");

    assertThat(refusal(yaml).faults())
        .extracting(located -> located.fault().pointer())
        .containsExactly("/version", "/items/0/retention", "/items/0/materials/0/part");
  }

  @Test
  void aCodeStandsOnce() {
    String item = OWN.substring(OWN.indexOf("  - code: SI-0001"));
    String twice = OWN + item;

    assertThat(refusal(twice).faults())
        .containsExactly(new Located("SI-0001", Fault.of("/items/1/code", FaultCode.CODE_TAKEN)));
  }

  @Test
  void aCategoryAFormatAndAMaterialStandOnce() {
    String category = "  - {code: ZJ, zh: 征缴, en: contributions}\n";
    String format = "  - {code: pdf, mediaTypes: [application/pdf]}\n";
    String material = OWN.substring(OWN.indexOf("      - {code: letter"));
    String twice = OWN.replace(category, category + category).replace(format, format + format);

    assertThat(refusal(twice + material).faults())
        .extracting(located -> located.fault().pointer() + " " + located.fault().code())
        .containsExactly(
            "/categories/1/code CODE_TAKEN",
            "/formats/1/code CODE_TAKEN",
            "/items/0/materials/1/code CODE_TAKEN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'items: ['                | MALFORMED_YAML
          'version: "1"\\nversion: "1"' | MALFORMED_YAML
          'a: 1\\n---\\nb: 2'       | MALFORMED_YAML
          'just text'               | NOT_AN_OBJECT
          ''                        | NOT_AN_OBJECT
          """)
  void whatIsNoCatalogueAtAllIsRefused(String yaml, FaultCode code) {
    assertThat(refusal(yaml.replace("\\n", "\n")).faults())
        .extracting(located -> located.fault().code())
        .contains(code);
  }

  private static Catalogue load(String yaml) throws IOException {
    return Catalogue.load("own.yaml", Bytes.utf8(yaml).stream());
  }

  private static CatalogueException refusal(String yaml) {
    return catchThrowableOfType(CatalogueException.class, () -> load(yaml));
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }

  private static String quotedNew(String text) {
    return Matcher.quoteReplacement(text.replace("\\n", "\n"));
  }
}

package cn.cunzhen.core.form;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.storage.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {
  private static final TextRule NAME = TextRule.name(5);

  private final Faults faults = new Faults();

  @Test
  void whatIsNoObjectIsNoForm() {
    assertThat(Form.of(UntrustedJson.parse(Bytes.utf8("[]")), "/a", faults)).isNull();
    assertThat(faults.list()).containsExactly(Fault.of("/a", FaultCode.NOT_AN_OBJECT));
  }

  @Test
  void anAbsentFieldAndANullOneAreTheSame() {
    Form form = form("{\"a\": null}");

    assertThat(form.optionalText("a", NAME)).isNull();
    assertThat(form.optionalText("b", NAME)).isNull();
    assertThat(form.flag("a")).isFalse();
    assertThat(faults.none()).isTrue();
    assertThat(form.text("a", NAME)).isNull();
    assertThat(form.text("b", NAME)).isNull();
    assertThat(faults.list())
        .containsExactly(Fault.of("/a", FaultCode.MISSING), Fault.of("/b", FaultCode.MISSING));
  }

  @Test
  void everyFieldThatNobodyAskedForIsUnknown() {
    Form form = form("{\"a\": \"x\", \"b\": null, \"c/d~e\": 1}");

    form.text("a", NAME);
    form.close();

    assertThat(faults.list())
        .containsExactly(
            Fault.of("/b", FaultCode.UNKNOWN_FIELD), Fault.of("/c~1d~0e", FaultCode.UNKNOWN_FIELD));
  }

  @Test
  void theNameOfAnUnknownFieldIsShownUpTo64Characters() {
    form("{\"" + "𠮷".repeat(64) + "\": 1}").close();
    form("{\"" + "𠮷".repeat(65) + "\": 1}").close();

    assertThat(faults.list())
        .containsExactly(
            Fault.of("/" + "𠮷".repeat(64), FaultCode.UNKNOWN_FIELD),
            Fault.of("", FaultCode.UNKNOWN_FIELD));
  }

  @Test
  void charactersAreCountedAsPeopleCountThem() {
    Form form = form("{\"a\": \"𠮷𠮷𠮷𠮷𠮷\", \"b\": \"𠮷𠮷𠮷𠮷𠮷𠮷\"}");

    assertThat(form.text("a", NAME)).isEqualTo("𠮷𠮷𠮷𠮷𠮷");
    assertThat(form.text("b", NAME)).isNull();
    assertThat(faults.list()).containsExactly(Fault.of("/b", FaultCode.TOO_LONG, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1          | NOT_TEXT
          true       | NOT_TEXT
          ["x"]      | NOT_TEXT
          ""         | BLANK
          "  "       | BLANK
          "　"       | BLANK
          "a\\u0007" | CONTROL_CHARACTER
          "a\\u009f" | CONTROL_CHARACTER
          "a\\nb"    | CONTROL_CHARACTER
          """)
  void aNameIsOneLineThatCanBeSeen(String value, FaultCode code) {
    assertThat(form("{\"a\": " + value + "}").text("a", NAME)).isNull();
    assertThat(faults.list()).extracting(Fault::code).containsExactly(code);
  }

  @Test
  void proseMayHaveLines() {
    assertThat(form("{\"a\": \"a\\r\\n\\tb\"}").text("a", TextRule.prose(5))).isEqualTo("a\r\n\tb");
  }

  @ParameterizedTest
  @CsvSource({"' a'", "'a '", "'\u3000a'"})
  void anIdentifierHasNoBlankAtItsEnds(String text) {
    assertThat(form("{\"a\": \"" + text + "\"}").text("a", TextRule.identifier(5))).isNull();
    assertThat(faults.list()).extracting(Fault::code).containsExactly(FaultCode.SURROUNDING_BLANK);
  }

  @Test
  void aShapeIsNeverTriedOnALongText() {
    TextRule shape = TextRule.shape("(a|b)*", FaultCode.BAD_CODE, "ab");

    assertThat(form("{\"a\": \"" + "a".repeat(255) + "\"}").text("a", shape)).isNotNull();
    assertThat(form("{\"a\": \"" + "a".repeat(1_000_000) + "\"}").text("a", shape)).isNull();
    assertThat(faults.list()).containsExactly(Fault.of("/a", FaultCode.BAD_CODE, "ab"));
  }

  @Test
  void aWordHasAMeaning() {
    Form form =
        form("{\"a\": \"one\", \"b\": \"two\", \"c\": 1, \"d\": [\"one\", \"x\", \"one\"]}");

    assertThat(form.word("a", Map.of("one", 1))).isEqualTo(1);
    assertThat(form.word("b", Map.of("one", 1))).isNull();
    assertThat(form.word("c", Map.of("1", 1))).isNull();
    assertThat(form.words("d", 1, 3, Map.of("one", 1))).containsExactly(1, 1);
    assertThat(faults.list())
        .containsExactly(
            Fault.of("/b", FaultCode.NOT_A_WORD, "one"),
            Fault.of("/c", FaultCode.NOT_A_WORD, "1"),
            Fault.of("/d/1", FaultCode.NOT_A_WORD, "one"));
  }

  @Test
  void aNumberHasItsRange() {
    Form form = form("{\"a\": 1, \"b\": 9, \"c\": 10, \"d\": 0, \"e\": \"1\"}");

    assertThat(form.number("a", 1, 9)).isEqualTo(1);
    assertThat(form.number("b", 1, 9)).isEqualTo(9);
    assertThat(form.number("c", 1, 9)).isNull();
    assertThat(form.number("d", 1, 9)).isNull();
    assertThat(form.number("e", 1, 9)).isNull();
    assertThat(faults.list()).extracting(Fault::pointer).containsExactly("/c", "/d", "/e");
  }

  @Test
  void aListHasItsLengths() {
    Form form = form("{\"a\": [], \"b\": [\"x\"], \"c\": [\"x\", \"y\", \"z\"], \"d\": 1}");

    assertThat(form.texts("a", 1, 2, NAME)).isEmpty();
    assertThat(form.texts("b", 1, 2, NAME)).isEqualTo(List.of("x"));
    assertThat(form.texts("c", 1, 2, NAME)).isEmpty();
    assertThat(form.texts("d", 1, 2, NAME)).isEmpty();
    assertThat(form.texts("e", 1, 2, NAME)).isEmpty();
    assertThat(form.texts("f", 0, 2, NAME)).isEmpty();
    assertThat(faults.list())
        .containsExactly(
            Fault.of("/a", FaultCode.TOO_FEW, 1),
            Fault.of("/c", FaultCode.TOO_MANY, 2),
            Fault.of("/d", FaultCode.NOT_A_LIST),
            Fault.of("/e", FaultCode.MISSING));
  }

  @Test
  void anElementIsLocatedByItsPlace() {
    Form form = form("{\"a\": [{}, 1, {\"b\": 2}]}");

    List<Form> elements = form.objects("a", 1, 3);

    assertThat(elements).extracting(Form::pointer).containsExactly("/a/0", "/a/2");
    assertThat(faults.list()).containsExactly(Fault.of("/a/1", FaultCode.NOT_AN_OBJECT));
  }

  @Test
  void aFlagIsTrueOrFalse() {
    Form form = form("{\"a\": true, \"b\": false, \"c\": \"true\"}");

    assertThat(form.flag("a")).isTrue();
    assertThat(form.flag("b")).isFalse();
    assertThat(form.flag("c")).isFalse();
    assertThat(faults.list()).containsExactly(Fault.of("/c", FaultCode.NOT_A_FLAG));
  }

  private Form form(String json) {
    return Objects.requireNonNull(Form.of(UntrustedJson.parse(Bytes.utf8(json)), "", faults));
  }
}

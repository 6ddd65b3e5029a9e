package cn.cunzhen.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.storage.Bytes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedSubmissionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                | MALFORMED_JSON
          `{`                               | MALFORMED_JSON
          `{"a": 1,}`                       | MALFORMED_JSON
          `{a: 1}`                          | MALFORMED_JSON
          `{"a": 01}`                       | MALFORMED_JSON
          `{"a": NaN}`                      | MALFORMED_JSON
          `{"a": 1} {}`                     | SOMETHING_FOLLOWS
          `{"a": 1, "a": 1}`                | DUPLICATE_FIELD
          `{"a": {"b": 1, "b": 2}}`         | DUPLICATE_FIELD
          `{"name": "a\\u0000"}`            | NUL_CHARACTER
          `{"name": "a\\ud842"}`            | HALF_CHARACTER
          `{"name": "\\udfb7\\ud842"}`      | HALF_CHARACTER
          `{"size": 1.5}`                   | NOT_A_SAFE_NUMBER
          `{"size": 1e3}`                   | NOT_A_SAFE_NUMBER
          `{"size": 9007199254740992}`      | NOT_A_SAFE_NUMBER
          """)
  void whatTwoReadersCouldReadDifferentlyIsRefused(String text, FaultCode code) {
    assertThat(malformed(Bytes.utf8(text)).code()).isEqualTo(code);
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    byte[] gbk = Submissions.SAMPLE.getBytes(Charset.forName("GBK"));

    assertThat(malformed(Bytes.of(gbk)).code()).isEqualTo(FaultCode.NOT_UTF8);
    assertThat(malformed(Bytes.of(Submissions.SAMPLE.getBytes(StandardCharsets.UTF_16))).code())
        .isEqualTo(FaultCode.NOT_UTF8);
    assertThat(malformed(Bytes.utf8("\uFEFF" + Submissions.SAMPLE)).code())
        .isEqualTo(FaultCode.BYTE_ORDER_MARK);
  }

  @Test
  void nestingHasItsLimit() {
    String deep = "{\"a\": " + "[".repeat(1_000) + "]".repeat(1_000) + "}";

    assertThat(malformed(Bytes.utf8(deep)).code()).isEqualTo(FaultCode.TOO_DEEP);
  }

  @Test
  void theFaultSaysWhereAndNotWhat() {
    Fault fault = malformed(Bytes.utf8("{\n \"name\": 王小明}"));

    assertThat(fault.en()).isEqualTo("This is not valid JSON: correct it near line 2, column 10.");
    assertThat(fault.zh()).doesNotContain("王小明");
  }

  private static Fault malformed(Bytes json) {
    if (Submissions.intake().read(json) instanceof SubmissionVerdict.Malformed(Fault fault)) {
      return fault;
    }
    throw new AssertionError("not malformed: " + Submissions.intake().read(json));
  }
}

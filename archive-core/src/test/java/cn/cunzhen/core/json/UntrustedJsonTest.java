package cn.cunzhen.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.cunzhen.storage.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntrustedJsonTest {
  @Test
  void anyLayoutIsAccepted() {
    Bytes text = Bytes.utf8("\r\n { \"姓名\" :\t\"\\u738b\",\n\"n\":[ 1,-0 , true,null,{}] } \n");

    assertThat(CanonicalJson.format(UntrustedJson.parse(text)).utf8())
        .isEqualTo("{\"n\":[1,0,true,null,{}],\"姓名\":\"王\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|SYNTAX|1|1",
        "{|SYNTAX|1|2",
        "{\"a\":}|SYNTAX|1|6",
        "{'a':1}|SYNTAX|1|2",
        "[1,]|SYNTAX|1|4",
        "nul|SYNTAX|1|1",
        "[1] [2]|TRAILING|1|5",
        "{\"a\":1,\"b\":2,\"a\":3}|DUPLICATE_KEY|1|14",
        "{\"a\":1,\"\\u0061\":3}|DUPLICATE_KEY|1|8",
        "{\"x\":{\"a\":1,\"a\":1}}|DUPLICATE_KEY|1|13",
        "[\"\\u0000\"]|NUL|1|2",
        "{\"\\u0000\":1}|NUL|1|2",
        "[\"\\ud800\"]|LONE_SURROGATE|1|2",
        "[\"\\udc00\\ud800\"]|LONE_SURROGATE|1|2",
        "[1.5]|NUMBER|1|2",
        "[1e3]|NUMBER|1|2",
        "[1.0]|NUMBER|1|2",
        "[9007199254740992]|NUMBER|1|2",
        "[-9223372036854775808]|NUMBER|1|2",
        "[99999999999999999999999]|NUMBER|1|2",
      })
  void whatIsAmbiguousIsRefusedWithItsPlace(String text, JsonFault fault, int line, int column) {
    MalformedJsonException refusal = refusalOf(Bytes.utf8(text));

    assertThat(refusal.fault()).isEqualTo(fault);
    assertThat(refusal.line()).isEqualTo(line);
    assertThat(refusal.column()).isEqualTo(column);
  }

  @Test
  void theLineOfAFaultIsCountedFromOne() {
    MalformedJsonException refusal = refusalOf(Bytes.utf8("{\n  \"a\": 1,\n  \"a\": 2\n}"));

    assertThat(refusal).hasMessage("line 3, column 3: a key stands twice in one object");
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertThat(refusalOf(Bytes.utf8("\uFEFF{}")).fault()).isEqualTo(JsonFault.BYTE_ORDER_MARK);
  }

  @ParameterizedTest
  @CsvSource({
    "[\"\u00ff\"], 3", // no UTF-8 byte at all
    "[\"\u00ed\u00a0\u0080\"], 3", // a surrogate, CESU-8
    "[\"\u00c0\u0080\"], 3", // NUL in two bytes
    "[\"\u00e4\u00b8\"], 3", // a character cut short
    "[\"\u00f4\u0090\u0080\u0080\"], 3" // beyond U+10FFFF
  })
  void whatIsNotUtf8IsRefused(String latin1, int column) {
    Bytes text = Bytes.of(("\n" + latin1).getBytes(StandardCharsets.ISO_8859_1));

    MalformedJsonException refusal = refusalOf(text);

    assertThat(refusal.fault()).isEqualTo(JsonFault.ENCODING);
    assertThat(refusal.line()).isEqualTo(2);
    assertThat(refusal.column()).isEqualTo(column);
  }

  @Test
  void deepNestingAndLongTextsAreRefused() {
    Bytes deepest = Bytes.utf8("[".repeat(64) + "]".repeat(64));
    Bytes tooDeep = Bytes.utf8("[".repeat(65) + "]".repeat(65));
    Bytes tooLong = Bytes.utf8('"' + "x".repeat((1 << 20) + 1) + '"');
    Bytes endless = Bytes.utf8("[".repeat(1_000_000));

    assertThat(CanonicalJson.parse(deepest).size()).isEqualTo(1);
    assertThat(refusalOf(tooDeep).fault()).isEqualTo(JsonFault.LIMIT);
    assertThat(refusalOf(tooLong).fault()).isEqualTo(JsonFault.LIMIT);
    assertThat(refusalOf(endless).fault()).isEqualTo(JsonFault.LIMIT);
  }

  @Test
  void aRefusalQuotesNothingOfTheText() {
    MalformedJsonException refusal = refusalOf(Bytes.utf8("{\"name\": 王小明}"));

    assertThat(refusal).hasMessageNotContaining("王").hasNoCause();
  }

  private static MalformedJsonException refusalOf(Bytes text) {
    return catchThrowableOfType(MalformedJsonException.class, () -> UntrustedJson.parse(text));
  }
}

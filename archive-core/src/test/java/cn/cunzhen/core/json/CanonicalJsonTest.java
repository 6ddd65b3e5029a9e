package cn.cunzhen.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void keysStandInTheOrderOfTheirUtf16CodeUnitsAsInRfc8785Section323() {
    Bytes text =
        Bytes.utf8(
            """
            {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
             "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
             "\\u00f6": "Latin Small Letter O With Diaeresis"}\
            """);

    Bytes canonical = CanonicalJson.format(UntrustedJson.parse(text));

    assertThat(canonical.utf8())
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                + "\"\uD83D\uDE00\":\"Emoji: Grinning Face\","
                + "\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void stringsAreEscapedAsInRfc8785Section322() {
    Bytes text =
        Bytes.utf8(
            """
            {"string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
             "literals": [null, true, false]}\
            """);

    Bytes canonical = CanonicalJson.format(UntrustedJson.parse(text));

    assertThat(canonical.hex())
        .isEqualTo(
            "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c22737472696e67223a22"
                + "e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d");
  }

  @Test
  void everyControlCharacterHasItsOneForm() {
    for (char c = 1; c < 0x20; c++) {
      String form =
          switch (c) {
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> "\\u%04x".formatted((int) c);
          };
      assertThat(CanonicalJson.format(JSON.textNode("" + c)).utf8()).isEqualTo('"' + form + '"');
    }
    assertThat(CanonicalJson.format(JSON.textNode("\u007f\u0080\u2028/")).utf8())
        .isEqualTo("\"\u007f\u0080\u2028/\"");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 9007199254740991L, -9007199254740991L})
  void integersBelowTheLimitAreWrittenPlainly(long integer) {
    assertThat(CanonicalJson.format(JSON.numberNode(integer)).utf8()).isEqualTo("" + integer);
  }

  @ParameterizedTest
  @ValueSource(longs = {9007199254740992L, -9007199254740992L, Long.MAX_VALUE, Long.MIN_VALUE})
  void integersFromTheLimitOnAreRefused(long integer) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.format(JSON.numberNode(integer)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0, 1.0, 0.5, Double.NaN, Double.POSITIVE_INFINITY})
  void floatsAreRefused(double number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.format(JSON.numberNode(number)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\0", "a\0", "\uD800", "\uDC00", "\uDC00\uD800", "x\uD83D", "\uD83D\uD83D\uDE00"})
  void nulAndHalvesOfCharactersAreRefusedInValuesAndKeys(String text) {
    ObjectNode key = JSON.objectNode().put(text, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.format(JSON.textNode(text)));
    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.format(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"a\":2}",
        "{\"a\": 1}",
        "{\"a\":1}\n",
        "[-0]",
        "[\"\\u0041\"]",
        "[\"\\/\"]",
        "[\"\\u000A\"]",
        "[\"\\u001F\"]"
      })
  void whatFormatDoesNotWriteIsNotParsed(String text) {
    assertThatThrownBy(() -> CanonicalJson.parse(Bytes.utf8(text)))
        .isInstanceOfSatisfying(
            MalformedJsonException.class,
            e -> assertThat(e.fault()).isEqualTo(JsonFault.NOT_CANONICAL));
  }

  @Test
  void parseAndFormatAreInverses() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      JsonNode value = anyValue(random, 4);

      Bytes text = CanonicalJson.format(value);

      assertThat(CanonicalJson.format(CanonicalJson.parse(text)))
          .as("seed %d", seed)
          .isEqualTo(text);
      assertThat(UntrustedJson.parse(Bytes.utf8(value.toPrettyString())).toString())
          .as("seed %d", seed)
          .isEqualTo(value.toString());
    }
  }

  private static JsonNode anyValue(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> JSON.textNode(anyText(random));
      case 1 -> JSON.numberNode(random.nextLong(-(1L << 53) + 1, 1L << 53));
      case 2 -> JSON.booleanNode(random.nextBoolean());
      case 3 -> JSON.nullNode();
      case 4 -> {
        ArrayNode array = JSON.arrayNode();
        random.ints(random.nextInt(4)).forEach(i -> array.add(anyValue(random, depth - 1)));
        yield array;
      }
      default -> {
        ObjectNode object = JSON.objectNode();
        random
            .ints(random.nextInt(4))
            .forEach(i -> object.set(anyText(random), anyValue(random, depth - 1)));
        yield object;
      }
    };
  }

  private static String anyText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int c = random.nextInt(1, random.nextBoolean() ? 0x80 : 0x20000);
      text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? '存' : c);
    }
    return text.toString();
  }
}

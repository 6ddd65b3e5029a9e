package cn.cunzhen.core.json;

import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it comes in from outside (RFC 8259): any layout, but nothing that two readers could take
 * for different values.
 *
 * <p>What it accepts, {@link CanonicalJson} can write.
 */
public final class UntrustedJson {
  private static final long INTEGER_LIMIT = 1L << 53;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = 1 << 20;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNameLength(1024)
                  .build())
          .build();

  private final JsonParser parser;

  private UntrustedJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads one value.
   *
   * @throws MalformedJsonException if the text is not JSON, is ambiguous (duplicate keys, lone
   *     surrogates, NUL, a byte order mark, numbers that are not integers below 2<sup>53</sup>), or
   *     nests deeper than 64 levels
   */
  public static JsonNode parse(Bytes text) {
    String decoded = decode(text.toArray());
    if (decoded.startsWith("\uFEFF")) {
      throw new MalformedJsonException(JsonFault.BYTE_ORDER_MARK, 1, 1);
    }
    try (JsonParser parser = FACTORY.createParser(decoded)) {
      return new UntrustedJson(parser).document();
    } catch (StreamConstraintsException e) {
      throw at(JsonFault.LIMIT, e.getLocation());
    } catch (JsonProcessingException e) {
      // Its message quotes the text, so it is not passed on as the cause either.
      throw at(JsonFault.SYNTAX, e.getLocation());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  /** Whether every reader takes the integer for itself (RFC 7493 §2.2). */
  static boolean exact(long integer) {
    return -INTEGER_LIMIT < integer && integer < INTEGER_LIMIT;
  }

  /** What keeps a string out of JSON here; null if nothing does. */
  static @Nullable JsonFault faultOf(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return JsonFault.NUL;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return JsonFault.LONE_SURROGATE;
        }
        i++;
      }
    }
    return null;
  }

  private static String decode(byte[] text) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer decoded = CharBuffer.allocate(text.length);
    boolean malformed = decoder.decode(ByteBuffer.wrap(text), decoded, true).isError();
    decoded.flip();
    if (malformed) {
      String before = decoded.toString();
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      throw new MalformedJsonException(
          JsonFault.ENCODING, line, before.length() - before.lastIndexOf('\n'));
    }
    return decoded.toString();
  }

  private JsonNode document() throws IOException {
    parser.nextToken();
    JsonNode value = value();
    if (parser.nextToken() != null) {
      throw fault(JsonFault.TRAILING);
    }
    return value;
  }

  private JsonNode value() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw fault(JsonFault.SYNTAX);
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> JsonNodeFactory.instance.textNode(checked(parser.getText()));
      case VALUE_NUMBER_INT -> integer();
      case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
      case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
      case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
      case VALUE_NUMBER_FLOAT -> throw fault(JsonFault.NUMBER);
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw fault(JsonFault.SYNTAX);
    };
  }

  private ObjectNode object() throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = checked(parser.currentName());
      if (object.has(name)) {
        throw fault(JsonFault.DUPLICATE_KEY);
      }
      parser.nextToken();
      object.set(name, value());
    }
    return object;
  }

  private ArrayNode array() throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  private JsonNode integer() throws IOException {
    boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (!fits || !exact(parser.getLongValue())) {
      throw fault(JsonFault.NUMBER);
    }
    return JsonNodeFactory.instance.numberNode(parser.getLongValue());
  }

  private String checked(String text) {
    JsonFault fault = faultOf(text);
    if (fault != null) {
      throw fault(fault);
    }
    return text;
  }

  private MalformedJsonException fault(JsonFault fault) {
    return at(fault, parser.currentTokenLocation());
  }

  private static MalformedJsonException at(JsonFault fault, @Nullable JsonLocation where) {
    return where == null
        ? new MalformedJsonException(fault, 1, 1)
        : new MalformedJsonException(
            fault, Math.max(1, where.getLineNr()), Math.max(1, where.getColumnNr()));
  }
}

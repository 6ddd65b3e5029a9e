package cn.cunzhen.core.json;

import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * JSON in its one canonical form (RFC 8785): one value, one string of bytes.
 *
 * <p>Numbers are integers whose magnitude is below 2<sup>53</sup>; strings hold neither NUL nor
 * lone surrogates. Keys stand in the order of their UTF-16 code units.
 */
public final class CanonicalJson {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(4096);

  private CanonicalJson() {}

  /**
   * Writes the value.
   *
   * @throws IllegalArgumentException if it holds what the canonical form refuses
   */
  public static Bytes format(JsonNode value) {
    CanonicalJson json = new CanonicalJson();
    json.write(value);
    return Bytes.utf8(json.out.toString());
  }

  /**
   * The strict inverse of {@link #format}.
   *
   * @throws MalformedJsonException for anything that {@code format} does not write
   */
  public static JsonNode parse(Bytes text) {
    JsonNode value = UntrustedJson.parse(text);
    if (!format(value).equals(text)) {
      throw new MalformedJsonException(JsonFault.NOT_CANONICAL, 1, 1);
    }
    return value;
  }

  private void write(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value);
      case ARRAY -> writeArray(value);
      case STRING -> writeString(value.textValue());
      case NUMBER -> out.append(integer(value));
      case BOOLEAN -> out.append(value.booleanValue());
      case NULL -> out.append("null");
      case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not a JSON value");
    }
  }

  private void writeObject(JsonNode object) {
    List<Map.Entry<String, JsonNode>> members =
        object.properties().stream().sorted(Map.Entry.comparingByKey()).toList();
    String separator = "{";
    for (Map.Entry<String, JsonNode> member : members) {
      out.append(separator);
      writeString(member.getKey());
      out.append(':');
      write(member.getValue());
      separator = ",";
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private void writeArray(JsonNode array) {
    out.append('[');
    for (Iterator<JsonNode> items = array.iterator(); items.hasNext(); ) {
      write(items.next());
      if (items.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private static long integer(JsonNode number) {
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || !UntrustedJson.exact(number.longValue())) {
      throw new IllegalArgumentException("not an integer below 2^53");
    }
    return number.longValue();
  }

  private void writeString(String text) {
    JsonFault fault = UntrustedJson.faultOf(text);
    if (fault != null) {
      throw new IllegalArgumentException(fault.english());
    }
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(text, written, i);
        writeEscaped(c);
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private void writeEscaped(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
    }
  }
}

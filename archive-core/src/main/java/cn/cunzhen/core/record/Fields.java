package cn.cunzhen.core.record;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.Words;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, each by its type; a fault names the member. */
final class Fields {
  private final String where;
  private final JsonNode json;

  /**
   * @param where what the object is called in messages
   */
  Fields(String where, JsonNode json) {
    this.where = where;
    this.json = json;
    if (!json.isObject()) {
      throw new IllegalArgumentException(where + " is not an object");
    }
  }

  boolean has(String field) {
    return json.has(field);
  }

  String text(String field) {
    return required(field, JsonNode::isTextual, "a text").textValue();
  }

  @Nullable String optionalText(String field) {
    return has(field) ? text(field) : null;
  }

  boolean flag(String field) {
    return required(field, JsonNode::isBoolean, "true or false").booleanValue();
  }

  long number(String field) {
    return required(field, JsonNode::isIntegralNumber, "an integer").longValue();
  }

  int small(String field) {
    return required(field, JsonNode::canConvertToInt, "an integer of 32 bits").intValue();
  }

  Sha256 sha256(String field) {
    return parsed(field, Sha256::ofHex);
  }

  OffsetDateTime time(String field) {
    return parsed(field, Times::parse);
  }

  <E extends Enum<E>> E word(String field, Class<E> type) {
    return parsed(field, text -> Words.parse(type, text));
  }

  /** What the text of the member stands for. */
  <T> T parsed(String field, Function<String, T> parser) {
    String text = text(field);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      // The parser's message may quote the text, which may be of a person.
      throw new IllegalArgumentException(name(field) + " is malformed");
    }
  }

  Fields object(String field) {
    return new Fields(name(field), required(field, JsonNode::isObject, "an object"));
  }

  <T> List<T> list(String field, Function<Fields, T> reader) {
    JsonNode array = required(field, JsonNode::isArray, "an array");
    List<T> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      items.add(reader.apply(new Fields(name(field) + "[" + i + "]", array.get(i))));
    }
    return items;
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : required(field, JsonNode::isArray, "an array")) {
      if (!text.isTextual()) {
        throw new IllegalArgumentException(name(field) + " holds something that is not a text");
      }
      texts.add(text.textValue());
    }
    return texts;
  }

  private JsonNode required(String field, Predicate<JsonNode> type, String typeName) {
    JsonNode value = json.get(field);
    if (value == null || !type.test(value)) {
      throw new IllegalArgumentException(name(field) + " is not " + typeName);
    }
    return value;
  }

  private String name(String field) {
    return where + "." + field;
  }
}

package cn.cunzhen.core.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object that was handed in, read field by field; what is wrong goes to its {@link Faults}.
 *
 * <p>A field that is absent or null has no value. A reader asks for every field that it knows and
 * then calls {@link #close()}, which names the others as unknown. What is returned as null although
 * it was required has been reported.
 */
public final class Form {
  /** Field names beyond this length are not repeated in a pointer. */
  private static final int SHOWN_NAME = 64;

  private final JsonNode object;
  private final String pointer;
  private final Faults faults;
  private final Set<String> known = new HashSet<>();

  private Form(JsonNode object, String pointer, Faults faults) {
    this.object = object;
    this.pointer = pointer;
    this.faults = faults;
  }

  /** The form at the pointer; null, and reported, where there is no object. */
  public static @Nullable Form of(JsonNode node, String pointer, Faults faults) {
    if (!node.isObject()) {
      faults.add(pointer, FaultCode.NOT_AN_OBJECT);
      return null;
    }
    return new Form(node, pointer, faults);
  }

  /** The pointer to this object. */
  public String pointer() {
    return pointer;
  }

  /** The pointer to a field of it. */
  public String pointer(String field) {
    return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
  }

  public void fault(String field, FaultCode code, Object... arguments) {
    faults.add(pointer(field), code, arguments);
  }

  /** Whether the field has a value, of whatever kind. */
  public boolean has(String field) {
    return object.hasNonNull(field);
  }

  public @Nullable String text(String field, TextRule rule) {
    return present(field) ? optionalText(field, rule) : null;
  }

  public @Nullable String optionalText(String field, TextRule rule) {
    JsonNode value = value(field);
    return value == null ? null : text(value, pointer(field), rule);
  }

  /** The meaning of one of the given words. */
  public <T> @Nullable T word(String field, Map<String, T> words) {
    return present(field) ? optionalWord(field, words) : null;
  }

  public <T> @Nullable T optionalWord(String field, Map<String, T> words) {
    JsonNode value = value(field);
    return value == null ? null : word(value, pointer(field), words);
  }

  public @Nullable Long number(String field, long least, long greatest) {
    return present(field) ? optionalNumber(field, least, greatest) : null;
  }

  public @Nullable Long optionalNumber(String field, long least, long greatest) {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    boolean whole = value.isIntegralNumber() && value.canConvertToLong();
    if (!whole || value.longValue() < least || value.longValue() > greatest) {
      fault(field, FaultCode.NOT_A_NUMBER, least, greatest);
      return null;
    }
    return value.longValue();
  }

  /** True or false; false where the field is absent. */
  public boolean flag(String field) {
    JsonNode value = value(field);
    if (value != null && !value.isBoolean()) {
      fault(field, FaultCode.NOT_A_FLAG);
    }
    return value != null && value.booleanValue();
  }

  /** The objects of a list; those that are none are reported and left out. */
  public List<Form> objects(String field, int least, int greatest) {
    List<Form> forms = new ArrayList<>();
    List<JsonNode> values = list(field, least, greatest);
    for (int i = 0; i < values.size(); i++) {
      Form form = of(values.get(i), pointer(field) + "/" + i, faults);
      if (form != null) {
        forms.add(form);
      }
    }
    return forms;
  }

  /** The texts of a list; those that break the rule are reported and left out. */
  public List<String> texts(String field, int least, int greatest, TextRule rule) {
    List<String> texts = new ArrayList<>();
    List<JsonNode> values = list(field, least, greatest);
    for (int i = 0; i < values.size(); i++) {
      String text = text(values.get(i), pointer(field) + "/" + i, rule);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The meanings of a list of words; words that have none are reported and left out. */
  public <T> List<T> words(String field, int least, int greatest, Map<String, T> words) {
    List<T> meanings = new ArrayList<>();
    List<JsonNode> values = list(field, least, greatest);
    for (int i = 0; i < values.size(); i++) {
      T meaning = word(values.get(i), pointer(field) + "/" + i, words);
      if (meaning != null) {
        meanings.add(meaning);
      }
    }
    return meanings;
  }

  /** Reports every field that was not asked for. */
  public void close() {
    for (String field : (Iterable<String>) object::fieldNames) {
      if (!known.contains(field)) {
        boolean shown = field.codePointCount(0, field.length()) <= SHOWN_NAME;
        faults.add(shown ? pointer(field) : pointer, FaultCode.UNKNOWN_FIELD);
      }
    }
  }

  private @Nullable String text(JsonNode value, String at, TextRule rule) {
    String text = value.textValue();
    if (text == null) {
      faults.add(at, FaultCode.NOT_TEXT);
      return null;
    }
    Optional<Fault> wrong = rule.fault(at, text);
    wrong.ifPresent(faults::add);
    return wrong.isEmpty() ? text : null;
  }

  private <T> @Nullable T word(JsonNode value, String at, Map<String, T> words) {
    T meaning = value.isTextual() ? words.get(value.textValue()) : null;
    if (meaning == null) {
      faults.add(at, FaultCode.NOT_A_WORD, String.join(", ", words.keySet()));
    }
    return meaning;
  }

  /** The elements of a list of allowed length; a longer one is reported and not looked at. */
  private List<JsonNode> list(String field, int least, int greatest) {
    JsonNode value = value(field);
    if (value == null && least > 0) {
      fault(field, FaultCode.MISSING);
    }
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      fault(field, FaultCode.NOT_A_LIST);
      return List.of();
    }
    if (value.size() < least) {
      fault(field, FaultCode.TOO_FEW, least);
    }
    if (value.size() > greatest) {
      fault(field, FaultCode.TOO_MANY, greatest);
      return List.of();
    }
    List<JsonNode> elements = new ArrayList<>();
    value.forEach(elements::add);
    return elements;
  }

  private boolean present(String field) {
    known.add(field);
    if (!has(field)) {
      fault(field, FaultCode.MISSING);
    }
    return has(field);
  }

  private @Nullable JsonNode value(String field) {
    known.add(field);
    JsonNode value = object.get(field);
    return value == null || value.isNull() ? null : value;
  }
}

package cn.cunzhen.core.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The words by which the values of an enumeration are called in JSON and YAML. */
public final class Words {
  private Words() {}

  /** In lower case, joined by hyphens: {@code RESIDENT_ID} is {@code resident-id}. */
  public static <E extends Enum<E>> Map<String, E> of(E[] values) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E value : values) {
      words.put(of(value), value);
    }
    return Collections.unmodifiableMap(words);
  }

  /** The word for one value. */
  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

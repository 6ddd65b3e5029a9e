package cn.cunzhen.core.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The names of constants in JSON and YAML: lower case, hyphens between words. */
public final class Words {
  private Words() {}

  /** The word for a constant: {@code RESIDENT_ID} is {@code resident-id}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The words for all these constants, in their order. */
  public static <E extends Enum<E>> Map<String, E> of(E[] constants) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : constants) {
      words.put(of(constant), constant);
    }
    return Collections.unmodifiableMap(words);
  }

  /** The strict inverse of {@link #of(Enum)}. */
  public static <E extends Enum<E>> E parse(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(word)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("not a word for " + type.getSimpleName());
  }
}

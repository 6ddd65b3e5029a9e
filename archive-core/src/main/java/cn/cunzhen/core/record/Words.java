package cn.cunzhen.core.record;

import java.util.Locale;

/** The names of constants in JSON: lower case, hyphens between words. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E parse(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(word)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("not a word for " + type.getSimpleName());
  }
}

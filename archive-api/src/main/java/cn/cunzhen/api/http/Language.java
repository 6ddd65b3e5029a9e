package cn.cunzhen.api.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that the archive speaks; Chinese where nobody asks for another. */
public enum Language {
  CHINESE("zh"),
  ENGLISH("en");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  public String tag() {
    return tag;
  }

  /** Of two texts, the one in this language. */
  public String choose(String chinese, String english) {
    return switch (this) {
      case CHINESE -> chinese;
      case ENGLISH -> english;
    };
  }

  /** The better of the two for an {@code Accept-Language} field (RFC 9110 §12.5.4). */
  public static Language of(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.isBlank()) {
      return CHINESE;
    }
    try {
      List<Locale.LanguageRange> wanted = Locale.LanguageRange.parse(acceptLanguage);
      String best = Locale.lookupTag(wanted, List.of(CHINESE.tag, ENGLISH.tag));
      return ENGLISH.tag.equals(best) ? ENGLISH : CHINESE;
    } catch (IllegalArgumentException e) {
      return CHINESE;
    }
  }
}

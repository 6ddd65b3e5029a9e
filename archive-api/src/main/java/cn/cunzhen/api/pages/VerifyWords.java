package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.bag.PackageDefect;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.TimeStampFault;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;

/**
 * Every word of the page that verifies in the browser, in both languages, by code.
 *
 * <p>Checks and faults are called there what they are called everywhere else.
 */
final class VerifyWords {
  private static final Map<String, Text> SHARED =
      Map.ofEntries(
          Map.entry("name", Text.NAME),
          Map.entry("subtitle", Text.SUBTITLE),
          Map.entry("language", Text.LANGUAGE),
          Map.entry("skip", Text.SKIP),
          Map.entry("drop", Text.DROP),
          Map.entry("holds", Text.CHECK_HOLDS),
          Map.entry("fails", Text.CHECK_FAILS),
          Map.entry("unknown", Text.CHECK_UNKNOWN),
          Map.entry("all-hold", Text.ALL_HOLD),
          Map.entry("rest-holds", Text.REST_HOLDS),
          Map.entry("some-fail", Text.SOME_FAIL),
          Map.entry("item", Text.ITEM),
          Map.entry("sealed-at", Text.SEALED_AT),
          Map.entry("position", Text.POSITION),
          Map.entry("digest", Text.DIGEST));

  private final ObjectNode words = JsonNodeFactory.instance.objectNode();

  private VerifyWords() {}

  /** As JSON: from each code to its text in {@code zh} and in {@code en}. */
  static String json() {
    VerifyWords all = new VerifyWords();
    SHARED.forEach((code, text) -> all.put(code, text::in));
    for (VerifyText text : VerifyText.values()) {
      all.put(text.code(), text::in);
    }
    for (Check.Name name : Check.Name.values()) {
      all.put(name.code(), language -> language.choose(name.chinese(), name.english()));
    }
    for (PackageDefect defect : PackageDefect.values()) {
      all.put(defect.code(), language -> language.choose(defect.chinese(), defect.english()));
    }
    for (SealFault fault : SealFault.values()) {
      all.put(fault.code(), language -> language.choose(fault.chinese(), fault.english()));
    }
    for (TimeStampFault fault : TimeStampFault.values()) {
      all.put(fault.code(), language -> language.choose(fault.chinese(), fault.english()));
    }
    return all.words.toString();
  }

  private void put(String code, Function<Language, String> text) {
    ObjectNode both = words.putObject(code);
    for (Language language : Language.values()) {
      both.put(language.tag(), text.apply(language));
    }
  }
}

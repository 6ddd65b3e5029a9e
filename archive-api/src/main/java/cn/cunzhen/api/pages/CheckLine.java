package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.proof.Check;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A check and its verdict, in words. */
public record CheckLine(String name, @Nullable Instant time, String verdict, String style) {
  static CheckLine of(Check check, Language language) {
    String name =
        switch (language) {
          case CHINESE -> check.name().chinese();
          case ENGLISH -> check.name().english();
        };
    Text verdict =
        switch (check.verdict()) {
          case HOLDS -> Text.CHECK_HOLDS;
          case FAILS -> Text.CHECK_FAILS;
          case UNKNOWN -> Text.CHECK_UNKNOWN;
        };
    return new CheckLine(
        name, check.time(), verdict.in(language), check.verdict().name().toLowerCase(Locale.ROOT));
  }
}

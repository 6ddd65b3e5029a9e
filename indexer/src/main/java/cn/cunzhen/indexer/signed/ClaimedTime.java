package cn.cunzhen.indexer.signed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as signatures state them: digits of a date and a time, and perhaps a zone. */
final class ClaimedTime {
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})-?(\\d\\d)-?(\\d\\d)[T ]?(\\d\\d):?(\\d\\d):?(\\d\\d)(?:\\.\\d+)?"
              + "(?:Z|([+-])(\\d\\d)[:']?(\\d\\d)?'?)?.*",
          Pattern.DOTALL);

  /** What is stated without a zone is Chinese time. */
  private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  private ClaimedTime() {}

  /** The time; null where it can't be read. */
  static @Nullable Instant read(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(matcher, 1),
              number(matcher, 2),
              number(matcher, 3),
              number(matcher, 4),
              number(matcher, 5),
              number(matcher, 6));
      return local.toInstant(zone(matcher, text));
    } catch (DateTimeException e) {
      return null; // digits that are no time
    }
  }

  private static ZoneOffset zone(Matcher matcher, String text) {
    if (matcher.group(7) == null) {
      return text.contains("Z") ? ZoneOffset.UTC : ZONE;
    }
    int minutes = number(matcher, 8) * 60 + (matcher.group(9) == null ? 0 : number(matcher, 9));
    return ZoneOffset.ofTotalSeconds(60 * (matcher.group(7).equals("-") ? -minutes : minutes));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}

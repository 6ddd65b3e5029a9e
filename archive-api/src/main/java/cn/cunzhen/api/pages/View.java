package cn.cunzhen.api.pages;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.Retention;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every page knows: the language, who looks at it, and how things are written.
 *
 * @param user the account that is signed in; null for nobody
 * @param here where the page is, so that a change of language leads back to it
 */
public record View(Language language, @Nullable String user, String here) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(Retention.ZONE);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Retention.ZONE);

  static View of(Exchange exchange) {
    Optional<Caller> caller = exchange.whoever();
    return new View(
        exchange.language(), caller.map(Caller::account).orElse(null), exchange.context().path());
  }

  public String t(Text text, Object... values) {
    return text.in(language, values);
  }

  /** A time by the clocks of the people that the archive serves. */
  public String minute(OffsetDateTime time) {
    return MINUTE.format(time);
  }

  public String second(Instant time) {
    return SECOND.format(time);
  }

  public String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double kilobytes = bytes / 1024.0;
    return kilobytes < 1024
        ? String.format(Locale.ROOT, "%.0f KB", kilobytes)
        : String.format(Locale.ROOT, "%.1f MB", kilobytes / 1024);
  }

  public String channel(Channel channel) {
    return t(
        switch (channel) {
          case WINDOW -> Text.WINDOW_CHANNEL;
          case WEB -> Text.WEB_CHANNEL;
          case APP -> Text.APP_CHANNEL;
          case BATCH -> Text.BATCH_CHANNEL;
        });
  }

  public String outcome(Outcome outcome) {
    return t(
        switch (outcome) {
          case GRANTED -> Text.GRANTED;
          case REFUSED -> Text.REFUSED;
          case WITHDRAWN -> Text.WITHDRAWN;
          case TERMINATED -> Text.TERMINATED;
        });
  }

  public String retention(Retention retention) {
    return retention.until() == null
        ? t(Text.RETENTION_PERMANENT)
        : t(Text.RETENTION_YEARS, retention.period().years(), retention.until());
  }
}

package cn.cunzhen.core.intake;

import cn.cunzhen.core.form.FaultCode;
import cn.cunzhen.core.form.Form;
import cn.cunzhen.core.form.TextRule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads times: RFC 3339 with their offset, not in the future, not before the People's Republic.
 *
 * @param now by the archive's clock; other systems' clocks may be ahead of it by {@link #TOLERANCE}
 */
record TimeRule(Instant now) {
  static final Duration TOLERANCE = Duration.ofMinutes(5);
  static final Instant EARLIEST = Instant.parse("1949-09-30T16:00:00Z");

  private static final TextRule SHAPE =
      TextRule.shape(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})",
          FaultCode.BAD_TIME);

  @Nullable OffsetDateTime read(Form form, String field) {
    String text = form.text(field, SHAPE);
    if (text == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.toInstant().isAfter(now.plus(TOLERANCE))) {
        form.fault(field, FaultCode.TIME_IN_FUTURE);
      } else if (time.toInstant().isBefore(EARLIEST)) {
        form.fault(field, FaultCode.TIME_TOO_EARLY);
      }
      return time;
    } catch (DateTimeException e) {
      form.fault(field, FaultCode.BAD_TIME); // there is no such day, hour or offset
      return null;
    }
  }
}

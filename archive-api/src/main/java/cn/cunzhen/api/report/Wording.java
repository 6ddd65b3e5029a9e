package cn.cunzhen.api.report;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.core.report.Judged.Nature;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How a report says things in its language.
 *
 * @param agency the name of an agency's code
 * @param region the name of a region's code
 * @param deed what somebody did who accessed a record
 */
public record Wording(
    Language language,
    UnaryOperator<String> agency,
    UnaryOperator<String> region,
    Function<Access, String> deed) {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Retention.ZONE);

  String t(ReportText text, Object... values) {
    return text.in(language, values);
  }

  /** A time by the clocks of the people that the archive serves. */
  String time(Instant time) {
    return SECOND.format(time);
  }

  String time(OffsetDateTime time) {
    return SECOND.format(time);
  }

  String nature(Nature nature) {
    return t(
        switch (nature) {
          case AUTHENTICITY -> ReportText.AUTHENTICITY;
          case INTEGRITY -> ReportText.INTEGRITY;
          case USABILITY -> ReportText.USABILITY;
          case SECURITY -> ReportText.SECURITY;
        });
  }

  String verdict(Verdict verdict) {
    return t(
        switch (verdict) {
          case HOLDS -> ReportText.HOLDS;
          case FAILS -> ReportText.FAILS;
          case UNKNOWN -> ReportText.UNKNOWN;
        });
  }

  /** What came of a check at intake, by the word in {@code checks.json}. */
  String intake(String verdict) {
    return switch (verdict) {
      case "passed" -> t(ReportText.PASSED);
      case "failed" -> t(ReportText.FAILED);
      case "finding" -> t(ReportText.FINDING);
      case "not-applicable" -> t(ReportText.NOT_APPLICABLE);
      case "not-determined" -> t(ReportText.NOT_DETERMINED);
      default -> verdict;
    };
  }

  String event(EntryType type) {
    return t(
        switch (type) {
          case ARCHIVED -> ReportText.ARCHIVED;
          case AMENDED -> ReportText.AMENDED;
          case HELD -> ReportText.HELD;
          case RELEASED -> ReportText.RELEASED;
          case DISPOSED -> ReportText.DISPOSED_OF;
          case TRANSFERRED -> ReportText.TRANSFERRED;
          case RENEWED -> ReportText.RENEWED;
          case CHECKED -> ReportText.CHECKED;
          case CONTINUED -> ReportText.CONTINUED;
        });
  }

  String channel(Channel channel) {
    return t(
        switch (channel) {
          case WINDOW -> ReportText.BY_WINDOW;
          case WEB -> ReportText.BY_WEB;
          case APP -> ReportText.BY_APP;
          case BATCH -> ReportText.BY_BATCH;
        });
  }

  String outcome(Outcome outcome) {
    return t(
        switch (outcome) {
          case GRANTED -> ReportText.GRANTED;
          case REFUSED -> ReportText.NOT_GRANTED;
          case WITHDRAWN -> ReportText.WITHDRAWN;
          case TERMINATED -> ReportText.TERMINATED;
        });
  }

  String idType(Holder.IdType type) {
    return t(
        switch (type) {
          case RESIDENT_ID -> ReportText.RESIDENT_ID;
          case PASSPORT -> ReportText.PASSPORT;
          case PERMIT -> ReportText.PERMIT;
          case USCC -> ReportText.USCC;
        });
  }

  String retention(Retention retention) {
    return retention.until() == null
        ? t(ReportText.PERMANENT)
        : t(ReportText.UNTIL, retention.period().years(), retention.until());
  }
}

package cn.cunzhen.api.pages;

import cn.cunzhen.api.calls.AuditCalls;
import cn.cunzhen.api.calls.GrantCalls;
import cn.cunzhen.api.calls.GuardianshipCalls;
import cn.cunzhen.api.calls.RecordCalls;
import cn.cunzhen.api.calls.SubmissionCalls;
import cn.cunzhen.api.calls.WatchCalls;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.audit.AuditJob;
import cn.cunzhen.core.audit.Defect;
import cn.cunzhen.core.catalogue.Label;
import cn.cunzhen.core.record.Channel;
import cn.cunzhen.core.record.Outcome;
import cn.cunzhen.core.record.Part;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.core.seal.CertificateTerm;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every page knows: the language, who looks at it, and how things are written.
 *
 * @param viewer who is signed in; null for nobody
 * @param here where the page is, so that a change of language leads back to it
 */
public record View(Language language, @Nullable Caller viewer, String here) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(Retention.ZONE);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Retention.ZONE);
  private static final DateTimeFormatter CHINESE_DAY =
      DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT).withZone(Retention.ZONE);
  private static final DateTimeFormatter ENGLISH_DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(Retention.ZONE);
  private static final DateTimeFormatter YEAR =
      DateTimeFormatter.ofPattern("yyyy", Locale.ROOT).withZone(Retention.ZONE);

  static View of(Context context) {
    return new View(
        Exchange.language(context), Exchange.whoever(context).orElse(null), context.path());
  }

  /** The account that is signed in; null for nobody. */
  public @Nullable String user() {
    return viewer == null ? null : viewer.account();
  }

  /** Whether the viewer is here for records of their own. */
  public boolean holder() {
    return viewer != null && viewer.person() != null;
  }

  /** The page on which the viewer begins. */
  public String first() {
    if (viewer == null) {
      return "/signin";
    }
    if (holder()) {
      return "/my";
    }
    return searches() ? "/search" : "/me";
  }

  /** Whether the viewer may look for records. */
  public boolean searches() {
    return viewer != null && RecordCalls.READERS.admits(viewer.role());
  }

  /** Whether the viewer may hand in. */
  public boolean submits() {
    return viewer != null && SubmissionCalls.SUBMITTERS.admits(viewer.role());
  }

  /** Whether the viewer watches over how people read. */
  public boolean watches() {
    return viewer != null && WatchCalls.WATCHING.admits(viewer.role());
  }

  /** Whether grants concern the viewer. */
  public boolean grants() {
    return viewer != null && GrantCalls.CONCERNED.admits(viewer.role());
  }

  /** Whether the viewer sees to who stands for whom. */
  public boolean guardianships() {
    return viewer != null && GuardianshipCalls.CONCERNED.admits(viewer.role());
  }

  /** Whether the viewer may audit. */
  public boolean audits() {
    return viewer != null && AuditCalls.AUDITORS.admits(viewer.role());
  }

  public String t(AuditText text, Object... values) {
    return text.in(language, values);
  }

  public String t(MyText text, Object... values) {
    return text.in(language, values);
  }

  /** A number with its thousands apart. */
  public String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** What a kind of defect is called. */
  public String name(Defect.Kind kind) {
    return DefectText.of(kind).name(language);
  }

  public String means(Defect.Kind kind) {
    return DefectText.of(kind).means(language);
  }

  /** What to do about a kind of defect. */
  public String next(Defect.Kind kind) {
    return DefectText.of(kind).next(language);
  }

  public String use(CertificateTerm.Use use) {
    return t(
        switch (use) {
          case SEAL -> AuditText.USE_SEAL;
          case SEAL_GM -> AuditText.USE_SEAL_GM;
          case SEAL_PQ -> AuditText.USE_SEAL_PQ;
          case TIME_STAMPS -> AuditText.USE_STAMPS;
          case ISSUER -> AuditText.USE_ISSUER;
          case ROOT -> AuditText.USE_ROOT;
        });
  }

  public String state(AuditJob.State state) {
    return t(
        switch (state) {
          case RUNNING -> AuditText.RUNNING;
          case PAUSED -> AuditText.PAUSED;
          case SEALING -> AuditText.SEALING;
          case ENDED -> AuditText.ENDED;
        });
  }

  /** How an audit ended, as its report words it. */
  public String outcome(String word) {
    return t(
        switch (word) {
          case "complete" -> AuditText.COMPLETE;
          case "stopped" -> AuditText.STOPPED;
          default -> AuditText.TOO_MANY;
        });
  }

  /** How much longer something takes. */
  public String left(Optional<Duration> time) {
    long minutes = time.map(Duration::toMinutes).orElse(-1L);
    if (minutes < 0) {
      return t(AuditText.UNKNOWN_TIME);
    }
    if (minutes < 1) {
      return t(AuditText.SOON);
    }
    return minutes < 120
        ? t(AuditText.MINUTES, minutes)
        : t(AuditText.HOURS, number(Math.round(minutes / 60.0)));
  }

  /** Of two names, the one in the page's language. */
  public String label(Label label) {
    return language.choose(label.zh(), label.en());
  }

  public String t(Text text, Object... values) {
    return text.in(language, values);
  }

  /** A time by the clocks of the people that the archive serves. */
  public String minute(OffsetDateTime time) {
    return MINUTE.format(time);
  }

  /** The same of a moment. */
  public String minute(Instant time) {
    return MINUTE.format(time);
  }

  public String second(Instant time) {
    return SECOND.format(time);
  }

  /** A day as people write it. */
  public String day(TemporalAccessor time) {
    return language.choose(CHINESE_DAY.format(time), ENGLISH_DAY.format(time));
  }

  public String year(TemporalAccessor time) {
    return YEAR.format(time);
  }

  /** What that means for those whom it is about. */
  public String means(Outcome outcome) {
    return t(
        switch (outcome) {
          case GRANTED -> MyText.GRANTED_MEANS;
          case REFUSED -> MyText.REFUSED_MEANS;
          case WITHDRAWN -> MyText.WITHDRAWN_MEANS;
          case TERMINATED -> MyText.TERMINATED_MEANS;
        });
  }

  /** Why files are there, for those whom they are about. */
  public String papers(Part part) {
    return t(
        switch (part) {
          case APPLICATION -> MyText.APPLICATION_PAPERS;
          case PROCESS -> MyText.PROCESS_PAPERS;
          case RESULT -> MyText.RESULT_PAPERS;
        });
  }

  /** How it went, for those whom it is about. */
  public String result(Outcome outcome) {
    return t(
        switch (outcome) {
          case GRANTED -> MyText.GRANTED;
          case REFUSED -> MyText.REFUSED;
          case WITHDRAWN -> MyText.WITHDRAWN;
          case TERMINATED -> MyText.TERMINATED;
        });
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

  /** What people call files of this type. */
  public String kind(String mediaType) {
    return switch (mediaType) {
      case "application/pdf" -> "PDF";
      case "application/ofd" -> "OFD";
      case "application/msword",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document" ->
          "Word";
      case "application/vnd.ms-excel",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" ->
          "Excel";
      case "image/jpeg" -> "JPEG";
      case "image/png" -> "PNG";
      case "image/tiff" -> "TIFF";
      default -> mediaType;
    };
  }

  public String part(Part part) {
    return t(
        switch (part) {
          case APPLICATION -> Text.APPLICATION_PART;
          case PROCESS -> Text.PROCESS_PART;
          case RESULT -> Text.RESULT_PART;
        });
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

  /** What a role is called. */
  public String role(Role role) {
    return RoleText.of(role).name(language);
  }

  /** What a role may see and do. */
  public String may(Role role) {
    return RoleText.of(role).may(language);
  }

  public String retention(Retention retention) {
    return retention.until() == null
        ? t(Text.RETENTION_PERMANENT)
        : t(Text.RETENTION_YEARS, retention.period().years(), retention.until());
  }
}

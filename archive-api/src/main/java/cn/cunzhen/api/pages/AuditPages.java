package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.calls.AuditCalls;
import cn.cunzhen.api.calls.Growth;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.audit.AuditId;
import cn.cunzhen.core.audit.AuditJob.State;
import cn.cunzhen.core.audit.AuditRoom;
import cn.cunzhen.core.audit.Rate;
import cn.cunzhen.core.audit.Sample;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.storage.StorageException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The auditors' room: what the ledger shows, and audits as jobs. */
final class AuditPages {
  private static final int REPORTS = 20;
  private static final int INVALID = 422;
  private static final double MEGABYTE = 1 << 20;

  private final AuditRoom room;
  private final AuditCalls calls;
  private final LedgerFigures figures;

  AuditPages(AuditRoom room, AuditCalls calls, LedgerFigures figures) {
    this.room = room;
    this.calls = calls;
    this.figures = figures;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(GET, "/audit", AuditCalls.AUDITORS, "The auditors' room.", this::room),
        Pages.page(POST, "/audit", AuditCalls.AUDITORS, "Begin an audit.", this::begin),
        Pages.page(
            GET, "/audit/progress", AuditCalls.AUDITORS, "How far it has come.", this::progress),
        Pages.page(POST, "/audit/change", AuditCalls.AUDITORS, "Change an audit.", this::change),
        Pages.page(GET, "/audit/reports/{id}", AuditCalls.AUDITORS, "A report.", this::report));
  }

  private void room(Exchange exchange) {
    show(exchange, null);
  }

  private void show(Exchange exchange, @Nullable AuditText fault) {
    View view = View.of(exchange.context());
    AuditPage page =
        new AuditPage(
            figures.ledger(),
            figures.stamps(),
            figures.witnesses(),
            figures.terms(),
            figures.evidence(),
            figures.gathered(),
            job().orElse(null),
            room.reports().stream().limit(REPORTS).map(id -> AuditLine.of(calls.one(id))).toList(),
            proof(exchange.context(), view),
            fault == null ? null : fault.in(view.language()));
    Pages.show(exchange.context(), "audit", "page", page);
  }

  private Optional<AuditPage.Job> job() {
    return room.newest()
        .filter(job -> job.state() != State.ENDED)
        .map(job -> new AuditPage.Job(job, AuditLine.of(job), calls.trouble()));
  }

  private AuditPage.@Nullable Proof proof(Context context, View view) {
    String from = context.queryParam("from");
    String to = context.queryParam("to");
    if (from == null || to == null) {
      return null;
    }
    LogHead head = figures.head();
    long older = number(from);
    long newer = number(to);
    if (older < 0 || older > newer || newer > head.size()) {
      String fault = AuditText.BAD_SIZES.in(view.language(), head.size());
      return new AuditPage.Proof(from, to, null, fault);
    }
    try {
      Growth growth = Growth.of(figures.served(), head, older, newer);
      return new AuditPage.Proof(from, to, growth, null);
    } catch (StorageException e) {
      return new AuditPage.Proof(from, to, null, AuditText.NOT_PROVED.in(view.language()));
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void begin(Exchange exchange) {
    Context context = exchange.context();
    String seed = Pages.field(context, "seed").strip();
    long count = number(Pages.field(context, "count"));
    boolean whole = Pages.field(context, "kind").equals("whole");
    if (!whole && (!Sample.isSeed(seed) || count < 1 || count > Sample.MOST)) {
      refuse(exchange, AuditText.BAD_ORDER);
      return;
    }
    Sample sample = whole ? null : new Sample(seed, (int) count);
    if (room.begin(sample, Rate.USUAL, exchange.caller().account()).isNew()) {
      context.redirect("/audit");
    } else {
      refuse(exchange, AuditText.ONE_AT_A_TIME);
    }
  }

  private void refuse(Exchange exchange, AuditText fault) {
    show(exchange, fault);
    exchange.context().status(INVALID);
  }

  private void change(Exchange exchange) {
    Context context = exchange.context();
    AuditId id = id(Pages.field(context, "id"));
    switch (Pages.field(context, "what")) {
      case "pause" -> room.pause(id);
      case "resume" -> room.resume(id);
      case "stop" -> room.stop(id);
      case "rate" -> {
        Optional<Rate> rate = rate(context);
        if (rate.isEmpty()) {
          refuse(exchange, AuditText.BAD_RATE);
          return;
        }
        room.keepTo(rate.get(), id);
      }
      default -> throw new Problem(ProblemCode.MALFORMED);
    }
    context.redirect("/audit");
  }

  private static Optional<Rate> rate(Context context) {
    try {
      double megabytes = Double.parseDouble(Pages.field(context, "megabytes"));
      long bytes = Math.round(megabytes * MEGABYTE);
      long entries = number(Pages.field(context, "entries"));
      return Rate.isOne(bytes, entries) ? Optional.of(new Rate(bytes, entries)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What changes while one looks; the whole page where it is in another state by now. */
  private void progress(Exchange exchange) {
    Context context = exchange.context();
    Optional<AuditPage.Job> job = job();
    String state = job.map(each -> each.job().state().name()).orElse("");
    if (job.isEmpty() || !state.equals(context.queryParam("state"))) {
      context.header("HX-Refresh", "true");
      return;
    }
    Pages.show(context, "auditprogress", "job", job.get());
  }

  private void report(Exchange exchange) {
    AuditId id = id(exchange.context().pathParam("id"));
    if (room.report(id).isEmpty()) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    Pages.show(exchange.context(), "auditreport", "audit", AuditLine.of(calls.one(id)));
  }

  private static AuditId id(String text) {
    if (!AuditId.isOne(text)) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return new AuditId(text);
  }
}

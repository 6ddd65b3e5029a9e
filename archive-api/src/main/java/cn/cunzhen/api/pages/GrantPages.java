package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.calls.GrantCalls;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Grant;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where a grant is asked for, on the page of a record, and where all of them stand. */
final class GrantPages {
  private static final int SHOWN = 200;

  private final GrantCalls grants;
  private final Clock clock;

  GrantPages(GrantCalls grants, Clock clock) {
    this.grants = grants;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(POST, "/records/{id}/grant", GrantCalls.ASKING, "Ask to read it.", this::ask),
        Pages.page(GET, "/grants", GrantCalls.CONCERNED, "Grants.", this::all),
        Pages.page(POST, "/grants/{id}/answer", GrantCalls.ANSWERING, "Answer.", this::answer),
        Pages.page(POST, "/grants/{id}/end", GrantCalls.CONCERNED, "End.", this::end));
  }

  private void ask(Exchange exchange) throws InterruptedException {
    Context context = exchange.context();
    Duration time = Duration.ofHours(hours(Pages.field(context, "hours")));
    grants.ask(exchange, Pages.field(context, "reason").strip(), time);
    context.redirect("/records/" + context.pathParam("id") + "?grant=asked");
  }

  private static int hours(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
  }

  private void answer(Exchange exchange) {
    Context context = exchange.context();
    boolean given = Pages.field(context, "given").equals("true");
    grants.answer(exchange, context.pathParam("id"), given, Pages.field(context, "words").strip());
    context.redirect("/grants");
  }

  private void end(Exchange exchange) {
    grants.end(exchange, exchange.context().pathParam("id"));
    exchange.context().redirect("/grants");
  }

  private void all(Exchange exchange) {
    Caller caller = exchange.caller();
    Instant now = clock.instant();
    List<GrantLine> lines =
        grants.of(exchange).stream().limit(SHOWN).map(grant -> line(grant, caller, now)).toList();
    Pages.show(exchange.context(), "grants", "lines", lines);
  }

  private static GrantLine line(Grant grant, Caller caller, Instant now) {
    Grant.State state = grant.state(now);
    boolean asked = state == Grant.State.ASKED;
    return new GrantLine(
        grant,
        state,
        asked && grant.isAnsweredBy(caller),
        state == Grant.State.OPEN || (asked && grant.account().equals(caller.account())));
  }
}

package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.calls.ObjectionCalls;
import cn.cunzhen.api.calls.PlaceNames;
import cn.cunzhen.api.calls.WatchCalls;
import cn.cunzhen.api.calls.WatchCalls.Watched;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.indexer.access.AccessPage;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** Where a supervisor sees how people read. */
final class WatchPages {
  private final WatchCalls calls;
  private final ObjectionCalls objections;
  private final Places places;

  WatchPages(WatchCalls calls, ObjectionCalls objections, Places places) {
    this.objections = objections;
    this.calls = calls;
    this.places = places;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(GET, "/watch", WatchCalls.WATCHING, "How people read.", this::all),
        Pages.page(GET, "/watch/{account}", WatchCalls.WATCHING, "What somebody reads.", this::one),
        Pages.page(
            GET, "/objections", WatchCalls.WATCHING, "What holders object to.", this::objections),
        Pages.page(
            POST, "/objections/{objection}/answer", WatchCalls.WATCHING, "Answer.", this::answer),
        Pages.page(
            POST, "/watch/{account}/release", WatchCalls.WATCHING, "Let go on.", this::release));
  }

  private void all(Exchange exchange) {
    int days = WatchCalls.days(exchange.context().queryParam("days"));
    WatchCalls.Report report = calls.report(days);
    PlaceNames names = new PlaceNames(places, exchange.language());
    List<WatchLine> lines = report.watched().stream().map(each -> line(each, names)).toList();
    Pages.show(
        exchange.context(),
        "watch",
        Map.of(
            "lines",
            lines,
            "days",
            days,
            "complete",
            report.complete(),
            "objections",
            objections.all().stream().filter(each -> each.answer() == null).count()));
  }

  private static WatchLine line(Watched watched, PlaceNames names) {
    String agency = watched.conduct().agency();
    return new WatchLine(
        watched.conduct(), watched.standing(), agency == null ? "" : names.agency(agency));
  }

  private void objections(Exchange exchange) {
    Pages.show(exchange.context(), "objections", "objections", objections.all());
  }

  private void answer(Exchange exchange) {
    objections.answer(exchange, Pages.field(exchange.context(), "words").strip());
    exchange.context().redirect("/objections");
  }

  private void one(Exchange exchange) {
    AccessPage page = calls.of(exchange);
    PlaceNames names = new PlaceNames(places, exchange.language());
    Pages.show(
        exchange.context(),
        "watched",
        Map.of(
            "account",
            WatchCalls.account(exchange),
            "deeds",
            page.accesses().stream().map(access -> WatchedDeed.of(access, names)).toList(),
            "next",
            page.next() == null ? "" : page.next().format()));
  }

  private void release(Exchange exchange) {
    Context context = exchange.context();
    calls.release(exchange, Pages.field(context, "words").strip());
    context.redirect("/watch");
  }
}

package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.calls.SubmissionCalls;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.catalogue.CatalogueItem;
import cn.cunzhen.core.catalogue.Places;
import java.time.Clock;
import java.util.List;

/** Handing in by hand: one transaction, its materials ticked off, or a folder of them. */
final class IntakePages {
  private static final Access SUBMITTERS = SubmissionCalls.SUBMITTERS;

  private final Catalogue catalogue;
  private final Places places;
  private final Clock clock;

  IntakePages(Catalogue catalogue, Places places, Clock clock) {
    this.catalogue = catalogue;
    this.places = places;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(GET, "/intake", SUBMITTERS, "Hand in a transaction.", this::form),
        Pages.page(GET, "/intake/materials", SUBMITTERS, "An item's materials.", this::materials),
        Pages.page(GET, "/intake/batch", SUBMITTERS, "Hand in many.", this::batch));
  }

  private void form(Exchange exchange) {
    Pages.show(
        exchange.context(),
        "intake",
        "form",
        IntakeForm.of(exchange.caller(), catalogue, places, clock.instant()));
  }

  private void materials(Exchange exchange) {
    String code = exchange.context().queryParam("item");
    CatalogueItem item =
        catalogue
            .item(code == null ? "" : code.strip().split("\\s", 2)[0])
            .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    Pages.show(exchange.context(), "materials", "item", item);
  }

  private void batch(Exchange exchange) {
    Pages.show(exchange.context(), "batch", "caller", exchange.caller());
  }
}

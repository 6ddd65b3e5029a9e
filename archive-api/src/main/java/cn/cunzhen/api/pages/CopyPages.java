package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.calls.CopyCalls;
import cn.cunzhen.api.copy.PageRanges;
import cn.cunzhen.api.copy.Selection;
import cn.cunzhen.api.copy.Selection.Chosen;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.copy.Standing;
import cn.cunzhen.core.copy.Standings;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Certified copies: the form that asks for one, and what anyone learns by a copy's code. */
final class CopyPages {
  private final CopyCalls copies;
  private final Standings standings;

  CopyPages(CopyCalls copies, Standings standings) {
    this.copies = copies;
    this.standings = standings;
  }

  List<Route> routes() {
    return List.of(
        Route.of(POST, "/records/{id}/copy", CopyCalls.COPIERS, "A certified copy, by a form.")
            .path("id", "record id")
            .gives(200, "application/pdf", "the copy")
            .by(exchange -> copies.send(exchange, selection(exchange.context()), 200)),
        Route.of(GET, "/verify/{code}", Access.anyone(), "How it stands with a certified copy.")
            .path("code", "the code on the copy")
            .gives(200, "text/html", "current, superseded or disposed of")
            .gives(200, "application/json", "the same: `status`, and the version by the ledger")
            .by(this::standing));
  }

  /** Without a change, the form asks for everything that has pages. */
  private static Selection selection(Context context) {
    List<Chosen> chosen = new ArrayList<>();
    try {
      for (String file : context.formParams("f")) {
        int n = Integer.parseInt(file);
        String pages = Pages.field(context, "p" + n).strip().replace('，', ',').replace('、', ',');
        chosen.add(new Chosen(n, pages.isEmpty() ? null : PageRanges.parse(pages)));
      }
      boolean whole =
          context.formParams("of").equals(List.of(Integer.toString(chosen.size())))
              && chosen.stream().allMatch(file -> file.pages() == null);
      if (chosen.isEmpty()) {
        throw new Problem(ProblemCode.MALFORMED);
      }
      return whole ? Selection.everything() : new Selection(null, chosen);
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemCode.MALFORMED, e.getMessage());
    }
  }

  private void standing(Exchange exchange) throws InterruptedException, IOException {
    Standing standing = standings.of(exchange.context().pathParam("code"));
    StandingPage page = StandingPage.of(standing);
    exchange.context().status(standing instanceof Standing.Unknown ? 404 : 200);
    exchange.context().header("Vary", "Accept");
    String accept = exchange.context().header("Accept");
    if (accept != null && accept.contains("application/json")) {
      exchange
          .context()
          .contentType("application/json; charset=utf-8")
          .result(page.json().toString());
    } else {
      Pages.show(exchange.context(), "standing", "page", page);
    }
  }
}

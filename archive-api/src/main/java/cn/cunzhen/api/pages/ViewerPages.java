package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.calls.PageCalls;
import cn.cunzhen.api.calls.PageCalls.Listed;
import cn.cunzhen.api.calls.Reading;
import cn.cunzhen.api.calls.RecordCalls;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.Route;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looking at the files of a record, page by page; the purpose is the one stated for the record. */
final class ViewerPages {
  private static final String FILE = "/records/{id}/files/{n}";

  private final RecordCalls records;
  private final PageCalls pages;

  ViewerPages(RecordCalls records, PageCalls pages) {
    this.records = records;
    this.pages = pages;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(GET, FILE + "/view", RecordCalls.CONTENT_READERS, "Look at it.", this::view),
        Route.of(GET, FILE + "/pages", RecordCalls.CONTENT_READERS, "Its pages, for the viewer.")
            .gives(200, "application/json", "how many, their sizes, whether words show")
            .by(pages::list),
        Route.of(GET, FILE + "/pages/{p}", RecordCalls.CONTENT_READERS, "A page of it.")
            .query("width", "pixels")
            .gives(200, "image/png", "the page, with the viewer's mark")
            .by(pages::picture),
        Route.of(POST, FILE + "/pages/{p}/marks", RecordCalls.CONTENT_READERS, "Words on it.")
            .gives(200, "application/json", "where they stand, in fractions of the page")
            .by(pages::marks));
  }

  private void view(Exchange exchange) throws IOException, InterruptedException {
    Reading.Granted record = records.granted(exchange);
    int n = Reading.place(exchange, "n");
    int page = page(exchange.context().queryParam("p"));
    View view = View.of(exchange.context());
    ViewerPage shown;
    try {
      Listed listed = pages.listed(exchange);
      shown = ViewerPage.of(record, n, Math.min(page, listed.list().sizes().size()), listed);
    } catch (Problem problem) {
      if (!problem.code().isAboutPages()) {
        throw problem;
      }
      shown = ViewerPage.without(record, n, problem.code().title(view.language()));
    }
    Pages.show(exchange.context(), "viewer", "viewer", shown);
  }

  /** A link to no page leads to the first. */
  private static int page(@Nullable String p) {
    return p != null && p.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(p) : 1;
  }
}

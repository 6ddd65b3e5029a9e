package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.seal.Anchors;
import java.util.List;

/**
 * Verification in the browser: a page that is given what the archive publishes and sends nothing
 * back, and the same page as one file that needs no archive.
 */
final class VerifyPages {
  /** The browser itself sees to it that no script sends what was dropped on the page. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String FILE_NAME = "cunzhen-verify.html";

  private final VerifyPage page;
  private final SavedPage saved;

  VerifyPages(Anchors seals, Anchors stamps, VerifierKey key) {
    this.page = new VerifyPage(VerifyWords.json(), seals.pem(), stamps.pem(), key.format());
    this.saved = new SavedPage(page, Assets.text("style.css"), Assets.text(Assets.VERIFY));
  }

  List<Route> routes() {
    return List.of(
        Pages.page(GET, "/verify", Access.anyone(), "Verify in the browser.", this::show),
        Pages.page(GET, "/verify/offline", Access.anyone(), "The same as a file.", this::save));
  }

  private void show(Exchange exchange) {
    exchange.context().header("Content-Security-Policy", POLICY);
    Pages.show(exchange.context(), "verify", "page", page);
  }

  private void save(Exchange exchange) {
    exchange.context().header("Content-Disposition", "attachment; filename=\"" + FILE_NAME + "\"");
    Pages.show(exchange.context(), "saved", "saved", saved);
  }
}

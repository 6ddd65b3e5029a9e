package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What pages are dressed with: a style sheet, an icon, scripts. Nothing comes from elsewhere. */
final class Assets {
  /** The script that verifies in the browser: one, in parts, for those who read it. */
  static final String[] VERIFY = {
    "verify/signatures.js",
    "verify/seals.js",
    "verify/proofs.js",
    "verify/evidence.js",
    "verify/packages.js",
    "verify/copies.js",
    "verify/page.js"
  };

  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  /** What the worker keeps, and the worker. */
  private static final String[] KEPT = {
    "worker.js", "offline.html", "style.css", "my.css", "pages.js", "icon.svg", "kinds.svg", HTMX
  };

  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private Assets() {}

  static List<Route> routes() {
    return List.of(
        worker(),
        asset("/assets/style.css", "text/css; charset=utf-8", "style.css"),
        asset("/assets/my.css", "text/css; charset=utf-8", "my.css"),
        asset("/assets/icon.svg", "image/svg+xml", "icon.svg"),
        asset("/assets/icon-192.png", "image/png", "icon-192.png"),
        asset("/assets/icon-512.png", "image/png", "icon-512.png"),
        asset("/assets/kinds.svg", "image/svg+xml", "kinds.svg"),
        asset("/assets/offline.html", "text/html; charset=utf-8", "offline.html"),
        asset("/assets/app.webmanifest", "application/manifest+json", "app.webmanifest"),
        asset("/assets/pages.js", SCRIPT, "pages.js"),
        asset("/assets/intake.js", SCRIPT, "intake.js"),
        asset("/assets/batch.js", SCRIPT, "batch.js"),
        asset("/assets/viewer.js", SCRIPT, "viewer.js"),
        asset("/assets/verify.js", SCRIPT, VERIFY),
        asset("/assets/htmx.js", SCRIPT, HTMX));
  }

  /** Text resources of the pages, one after the other. */
  static String text(String... resources) {
    return new String(content(resources), StandardCharsets.UTF_8);
  }

  /**
   * The script that keeps these for when there is no network. It stands at the top, since it serves
   * what is below it; it changes with whatever it keeps, and so do browsers then.
   */
  private static Route worker() {
    String version = Sha256.of(Bytes.of(content(KEPT))).hex();
    byte[] script =
        ("const VERSION = \"" + version + "\";\n" + text("worker.js"))
            .getBytes(StandardCharsets.UTF_8);
    return asset("/worker.js", SCRIPT, script);
  }

  private static Route asset(String path, String mediaType, String... resources) {
    return asset(path, mediaType, content(resources));
  }

  private static Route asset(String path, String mediaType, byte[] content) {
    return Route.of(GET, path, Access.anyone(), "Part of the pages.")
        .gives(200, mediaType, "for browsers")
        .by(exchange -> send(exchange, mediaType, content));
  }

  private static void send(Exchange exchange, String mediaType, byte[] content) {
    exchange.context().header("Cache-Control", "public, max-age=3600");
    exchange.context().contentType(mediaType).result(content);
  }

  private static byte[] content(String... resources) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Stream.of(resources).map(Assets::read).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the archive was built without " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package cn.cunzhen.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * How soon the first words of a page stand on the screen, from the moment when it is asked for;
 * written to {@code target/first-paint.txt}.
 */
class FirstPaintTest extends OnTheSite {
  private static final Path TABLE = Path.of("target", "first-paint.txt");
  private static final int WARM_UP = 5;
  private static final int TIMES = 15;

  /** Paint Timing (W3C), §4: a paint may be reported a moment after the page is loaded. */
  private static final String PAINTED =
      """
      () => new Promise((painted) => new PerformanceObserver((list) =>
        list.getEntriesByName('first-contentful-paint').forEach((each) => painted(
          [each.startTime, performance.getEntriesByType('navigation')[0].responseEnd])))
            .observe({ type: 'paint', buffered: true }))
      """;

  @Test
  void everyPageIsPaintedAndNothingComesFromElsewhere() throws IOException {
    Map<String, String> pages = new LinkedHashMap<>();
    String record = "/records/" + site.others().getFirst().record();
    pages.put("/search", "clerk");
    pages.put(record, "archivist");
    pages.put(record + "/files/1/view", "archivist");
    pages.put("/intake", "clerk");
    List<String> lines = new ArrayList<>();
    Set<String> hosts = new TreeSet<>();

    pages.forEach((path, account) -> lines.add(line(path, paints(path, account, hosts))));

    Files.write(TABLE, lines);
    assertThat(lines).hasSize(pages.size());
    assertThat(hosts).containsExactly(site.node().uri("").getAuthority());
  }

  /** In milliseconds since the page was asked for. */
  private record Paint(double painted, double answered) {
    static Paint of(Page page) {
      List<?> millis = (List<?>) page.evaluate(PAINTED);
      return new Paint(
          ((Number) millis.get(0)).doubleValue(), ((Number) millis.get(1)).doubleValue());
    }
  }

  private static List<Paint> paints(String path, String account, Set<String> hosts) {
    Page page = site.visit(PagesSite.DESK, account);
    page.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
    List<Paint> paints = new ArrayList<>();
    for (int i = 0; i < WARM_UP + TIMES; i++) {
      page.navigate(path);
      Paint paint = Paint.of(page);
      assertThat(paint.painted()).as(path).isPositive();
      if (i >= WARM_UP) {
        paints.add(paint);
      }
    }
    return paints;
  }

  private static String line(String path, List<Paint> paints) {
    List<Double> painted = paints.stream().map(Paint::painted).sorted().toList();
    List<Double> answered = paints.stream().map(Paint::answered).sorted().toList();
    return "%-26s answered: median %4.0f ms; first paint: median %4.0f ms, slowest of %d %4.0f ms"
        .formatted(
            path.replaceAll("/records/[^/]+", "/records/…"),
            answered.get(TIMES / 2),
            painted.get(TIMES / 2),
            TIMES,
            painted.getLast());
  }
}

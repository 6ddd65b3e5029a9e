package cn.cunzhen.api.node;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;

/** What can be measured of a node, without personal data. */
final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Metrics(Floors floors) {
    Gauge.builder("archive.ledger.size", floors, f -> f.archive().ledger().size())
        .description("entries that this node knows")
        .register(registry);
    Gauge.builder("archive.index.position", floors, f -> f.index().reached())
        .description("entries that the index covers")
        .register(registry);
    Gauge.builder("archive.text.pending", floors, Metrics::textsPending)
        .description("records whose files are still to be read for search")
        .register(registry);
    Gauge.builder(
            "archive.commits.blocked", floors, f -> f.archive().ledger().trouble() == null ? 0 : 1)
        .description("1 while this node can't commit")
        .register(registry);
  }

  /** Not a number where the index can't be asked just now. */
  private static double textsPending(Floors floors) {
    try {
      return floors.index().pending();
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }
}

package cn.cunzhen.api.node;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

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
    Gauge.builder(
            "archive.commits.blocked", floors, f -> f.archive().ledger().trouble() == null ? 0 : 1)
        .description("1 while this node can't commit")
        .register(registry);
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }
}

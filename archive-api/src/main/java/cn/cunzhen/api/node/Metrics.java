package cn.cunzhen.api.node;

import cn.cunzhen.api.tls.ServerTls;
import cn.cunzhen.core.derived.DisposalFollower;
import cn.cunzhen.core.stamp.Stamping;
import cn.cunzhen.core.witness.Cosigning;
import cn.cunzhen.indexer.TextReading;
import cn.cunzhen.indexer.text.Extraction.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be measured of a node, without personal data. */
final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Metrics(
      Floors floors,
      List<DisposalFollower> erasing,
      Stamping stamping,
      @Nullable Cosigning cosigning,
      @Nullable ServerTls tls) {
    Gauge.builder("archive.ledger.size", floors, f -> f.archive().ledger().size())
        .description("entries that this node knows")
        .register(registry);
    Gauge.builder("archive.index.position", floors, f -> f.index().reached())
        .description("entries that the index covers")
        .register(registry);
    Gauge.builder("archive.text.pending", floors, Metrics::textsPending)
        .description("records whose files are still to be read for search")
        .register(registry);
    erasing.forEach(this::addErasing);
    addStamping(stamping);
    if (cosigning != null) {
      Gauge.builder("archive.cosigned.size", cosigning, Cosigning::newest)
          .description("entries that the newest cosigned checkpoint covers")
          .register(registry);
      Gauge.builder("archive.cosigned.failing", cosigning, c -> c.trouble() == null ? 0 : 1)
          .description("1 while too few witnesses cosign")
          .register(registry);
    }
    if (tls != null) {
      addTls(tls);
    }
    if (floors.texts() != null) {
      addTexts(floors.texts());
    }
    Gauge.builder(
            "archive.commits.blocked", floors, f -> f.archive().ledger().trouble() == null ? 0 : 1)
        .description("1 while this node can't commit")
        .register(registry);
  }

  private void addStamping(Stamping stamping) {
    Gauge.builder("archive.stamps.owed", stamping, s -> s.debt().entries())
        .description("entries that no time stamp covers yet")
        .register(registry);
    Gauge.builder("archive.stamps.owed.seconds", stamping, Metrics::owedFor)
        .description("how long the first of them has been waiting")
        .register(registry);
    Gauge.builder("archive.stamps.failing", stamping, s -> s.debt().trouble() == null ? 0 : 1)
        .description("1 while the time-stamp authority gives no stamp that holds")
        .register(registry);
  }

  private static double owedFor(Stamping stamping) {
    Instant since = stamping.debt().since();
    return since == null ? 0 : Math.max(0, Duration.between(since, Instant.now()).toMillis() / 1e3);
  }

  private void addTls(ServerTls tls) {
    Gauge.builder(
            "archive.tls.seconds", tls, t -> Duration.between(Instant.now(), t.ends()).toSeconds())
        .description("how long the certificate that serves, and its issuers', are still valid")
        .register(registry);
    Gauge.builder("archive.tls.failing", tls, t -> t.fault() == null ? 0 : 1)
        .description("1 while what lies in the files is no certificate with its key to serve with")
        .register(registry);
  }

  private void addErasing(DisposalFollower erasing) {
    Gauge.builder("archive.erasing.pending", erasing, e -> e.counts().pending())
        .tag("what", erasing.name())
        .description("disposed records of which something could not be erased yet")
        .register(registry);
    FunctionCounter.builder("archive.erasing.failures", erasing, e -> e.counts().failures())
        .tag("what", erasing.name())
        .description("how often something of a disposed record could not be erased")
        .register(registry);
    Gauge.builder("archive.erasing.given.up", erasing, e -> e.counts().givenUp())
        .tag("what", erasing.name())
        .description("disposed records of which something was not erased after many attempts")
        .register(registry);
  }

  private void addTexts(TextReading texts) {
    FunctionCounter.builder("archive.text.read", texts, t -> t.counts().read())
        .description("records whose files were read since the start")
        .register(registry);
    FunctionCounter.builder("archive.text.kept", texts, t -> t.counts().kept())
        .description("how many of them from what is kept in the store")
        .register(registry);
    FunctionCounter.builder("archive.text.failures", texts, t -> t.counts().failures())
        .description("how often a record's files could not be had")
        .register(registry);
    FunctionCounter.builder("archive.text.seconds", texts, t -> t.counts().busy().toMillis() / 1e3)
        .description("time spent on what was read")
        .register(registry);
    for (Reason reason : Reason.values()) {
      Gauge.builder("archive.text.without", texts, t -> withoutText(t, reason))
          .tag("reason", reason.word())
          .description("records with a file that has no text")
          .register(registry);
    }
  }

  private static double withoutText(TextReading texts, Reason reason) {
    try {
      return texts.withoutText(reason);
    } catch (IOException e) {
      return Double.NaN; // as below
    }
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

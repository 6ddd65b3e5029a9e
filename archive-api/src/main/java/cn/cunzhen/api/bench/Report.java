package cn.cunzhen.api.bench;

import cn.cunzhen.api.bench.Measured.Asked;
import cn.cunzhen.api.bench.Measured.Compared;
import cn.cunzhen.api.bench.Measured.Single;
import cn.cunzhen.api.bench.Measured.Yardstick;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * All that a run has measured.
 *
 * @param transactionBytes bytes of one transaction's files, on average
 * @param growth how the ledger's rate went; empty where it was not measured
 */
public record Report(
    long transactionBytes, List<Measured> measured, List<LedgerGrowth.Stretch> growth) {
  public Report {
    measured = List.copyOf(measured);
    growth = List.copyOf(growth);
  }

  /** For people: what was measured, a yardstick a line beneath it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Measured each : measured) {
      switch (each) {
        case Single single -> single(text, single);
        case Compared compared -> compared(text, compared);
        case Asked asked -> asked(text, asked);
      }
    }
    return text.toString();
  }

  private static void single(StringBuilder text, Single single) {
    text.append("%n%s%n  %,.3f %s".formatted(single.what(), single.value(), single.unit()));
    Double atMost = single.atMost();
    if (atMost != null) {
      text.append(" (aim: at most %s; %s)".formatted(atMost, met(single.value() <= atMost)));
    }
    text.append('\n');
  }

  private static void asked(StringBuilder text, Asked asked) {
    text.append("\n%s\n ".formatted(asked.what()));
    if (asked.found() != null && asked.recall() != null) {
      text.append(" found@10 %.3f  recall %.3f ".formatted(asked.found(), asked.recall()));
    }
    text.append(
        " p50 %.2f ms  p95 %.2f ms  p99 %.2f ms (aim for p95: %s ms; %s)\n"
            .formatted(
                asked.p50(),
                asked.p95(),
                asked.p99(),
                asked.aim(),
                met(asked.p95() <= asked.aim())));
  }

  private static void compared(StringBuilder text, Compared compared) {
    text.append('\n').append(compared.what()).append('\n');
    line(text, "archive", compared.archive());
    text.append('\n');
    for (Yardstick yardstick : compared.yardsticks()) {
      line(text, yardstick.name(), yardstick.figures());
      double ratio = yardstick.ratio(compared.archive());
      text.append("   archive = %.2f of it".formatted(ratio));
      Double aim = yardstick.aim();
      if (aim != null) {
        text.append(" (aim: %s; %s)".formatted(aim, met(ratio >= aim)));
      }
      text.append('\n');
    }
  }

  private static void line(StringBuilder text, String name, Figures figures) {
    text.append("  %-22s %9.1f /s".formatted(name, figures.perSecond()));
    if (!Double.isNaN(figures.median())) {
      text.append(
          "  CPU %6.2f ms  p50 %7.2f ms  p99 %7.2f ms"
              .formatted(figures.cpuMillis(), figures.median(), figures.p99()));
    }
  }

  private static String met(boolean met) {
    return met ? "met" : "missed";
  }

  /** For programs: every ratio names its yardstick. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.put("java", Runtime.version().toString());
    json.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    json.put("transactionBytes", transactionBytes);
    ArrayNode all = json.putArray("measured");
    measured.forEach(each -> put(all.addObject().put("what", each.what()), each));
    ArrayNode stretches = json.putArray("ledgerGrowth");
    growth.forEach(
        each -> stretches.addObject().put("upTo", each.upTo()).put("perSecond", each.perSecond()));
    return json;
  }

  private static void put(ObjectNode json, Measured measured) {
    switch (measured) {
      case Single single -> {
        json.put("value", single.value()).put("unit", single.unit());
        if (single.atMost() != null) {
          json.put("aimAtMost", single.atMost());
        }
      }
      case Asked asked -> {
        if (asked.found() != null) {
          json.put("foundAt10", asked.found()).put("recall", asked.recall());
        }
        json.put("p50Millis", asked.p50()).put("p95Millis", asked.p95());
        json.put("p99Millis", asked.p99()).put("aimP95AtMost", asked.aim());
      }
      case Compared compared -> {
        figures(json, compared.archive());
        ArrayNode yardsticks = json.putArray("yardsticks");
        for (Yardstick each : compared.yardsticks()) {
          ObjectNode yardstick = yardsticks.addObject().put("name", each.name());
          figures(yardstick, each.figures());
          yardstick.put("ratio", each.ratio(compared.archive()));
          if (each.aim() != null) {
            yardstick.put("aim", each.aim());
          }
        }
      }
    }
  }

  private static void figures(ObjectNode json, Figures figures) {
    json.put("perSecond", figures.perSecond());
    if (!Double.isNaN(figures.median())) {
      json.put("cpuMillis", figures.cpuMillis());
      json.put("p50Millis", figures.median());
      json.put("p99Millis", figures.p99());
    }
  }

  /** The ledger's growth as a picture. */
  public String plot() {
    double most = growth.stream().mapToDouble(LedgerGrowth.Stretch::perSecond).max().orElse(1);
    long entries = growth.isEmpty() ? 1 : growth.getLast().upTo();
    StringBuilder points = new StringBuilder();
    for (LedgerGrowth.Stretch each : growth) {
      double x = 80 + 600.0 * each.upTo() / entries;
      double y = 260 - 220 * each.perSecond() / most;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 310" font-family="sans-serif" font-size="13">
      <title>Entries a second while a ledger grows</title>
      <rect width="720" height="310" fill="#fff"/>
      <path d="M80 30V260H690" fill="none" stroke="#555"/>
      <text x="72" y="45" text-anchor="end">%,.0f</text>
      <text x="72" y="264" text-anchor="end">0</text>
      <text x="80" y="20">entries a second</text>
      <text x="680" y="282" text-anchor="end">%,d entries</text>
      <polyline points="%s" fill="none" stroke="#b03a2e" stroke-width="2"/>
    </svg>
    """
        .formatted(most, entries, points.toString().strip());
  }
}

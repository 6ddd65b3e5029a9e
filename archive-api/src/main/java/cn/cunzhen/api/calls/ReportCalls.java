package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.report.ReportPdf;
import cn.cunzhen.api.report.Wording;
import cn.cunzhen.core.Reporting;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Decision;
import cn.cunzhen.core.report.ProbativeReport;
import cn.cunzhen.core.report.ProbativeReport.Readers;
import cn.cunzhen.core.report.ReportJson;
import cn.cunzhen.core.report.Source;
import cn.cunzhen.core.seal.UnstampedException;
import cn.cunzhen.indexer.page.Turns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Probative-value reports: all that speaks for a version of a record, as JSON and as sealed PDF.
 */
public final class ReportCalls {
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Reading reading;
  private final Reporting reporting;
  private final ReaderCalls readers;
  private final CopyOffice office;
  private final Turns turns = new Turns(AT_ONCE, PATIENCE);

  public ReportCalls(Reading reading, Reporting reporting, ReaderCalls readers, CopyOffice office) {
    this.reading = reading;
    this.reporting = reporting;
    this.readers = readers;
    this.office = office;
  }

  /** What a report comes as. */
  public enum Form {
    JSON,
    PDF
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/v1/records/{id}/report",
                RecordCalls.READERS,
                "A probative-value report, drawn up now.")
            .path("id", "record id")
            .query("version", "which version; left out for the latest")
            .query("format", "`json` or `pdf`; left out, as `Accept` says, else JSON")
            .header("Archive-Purpose", "what the report is for: ASCII, or UTF-8 percent-encoded")
            .gives(200, "application/json", "the report in canonical form (RFC 8785), not sealed")
            .gives(200, "application/pdf", "sealed (PAdES), the JSON attached")
            .by(exchange -> send(exchange, form(exchange), version(exchange))));
  }

  private static Form form(Exchange exchange) {
    String format = exchange.context().queryParam("format");
    String accept = exchange.context().header("Accept");
    exchange.context().header("Vary", "Accept");
    if (format == null) {
      return accept != null && accept.contains("application/pdf") ? Form.PDF : Form.JSON;
    }
    return switch (format) {
      case "json" -> Form.JSON;
      case "pdf" -> Form.PDF;
      default -> throw new Problem(ProblemCode.MALFORMED, "format is json or pdf");
    };
  }

  private static @Nullable Integer version(Exchange exchange) {
    String version = exchange.context().queryParam("version");
    try {
      return version == null ? null : Integer.valueOf(version);
    } catch (NumberFormatException e) {
      throw new Problem(ProblemCode.MALFORMED, "version is a number");
    }
  }

  /**
   * Draws a report up and sends it, after the access is recorded.
   *
   * @param version null for the latest
   */
  public void send(Exchange exchange, Form form, @Nullable Integer version)
      throws IOException, InterruptedException {
    switch (form) {
      case JSON -> {
        ProbativeReport report = made(exchange, version, each -> each);
        exchange.covers(report.drawn().position());
        exchange
            .context()
            .contentType("application/json; charset=utf-8")
            .result(ReportJson.format(report).toArray());
      }
      case PDF -> sendPdf(exchange, version);
    }
  }

  private void sendPdf(Exchange exchange, @Nullable Integer version)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(office.folder(), "report-", ".pdf");
    try {
      ProbativeReport report =
          made(
              exchange,
              version,
              each -> {
                ReportPdf.write(each, wording(exchange), file, office.folder());
                office.sealing().seal(file);
                return each;
              });
      exchange.covers(report.drawn().position());
      exchange.context().contentType("application/pdf");
      exchange
          .context()
          .header("Content-Disposition", "attachment; filename=" + name(report) + "-report.pdf");
      exchange.context().disableCompression();
      try (InputStream bytes = Files.newInputStream(file)) {
        exchange.context().res().setContentLengthLong(Files.size(file));
        bytes.transferTo(exchange.context().outputStream());
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String name(ProbativeReport report) {
    Source source = report.source();
    return source == null ? report.record().value() : source.number().format();
  }

  /** What is made of a report while the access is being recorded. */
  private interface Use {
    ProbativeReport of(ProbativeReport report) throws IOException, InterruptedException;
  }

  private ProbativeReport made(Exchange exchange, @Nullable Integer version, Use use)
      throws IOException, InterruptedException {
    try (Turns.Turn _ =
        turns
            .take(exchange.caller().account())
            .orElseThrow(() -> new Problem(ProblemCode.PAGES_BUSY))) {
      return recorded(exchange, version, use);
    } catch (UnstampedException e) {
      throw new Problem(ProblemCode.UNSTAMPED);
    }
  }

  private ProbativeReport recorded(Exchange exchange, @Nullable Integer version, Use use)
      throws IOException, InterruptedException {
    return reading.of(
        exchange,
        Action.REPORT,
        version,
        granted -> {
          Readers known = readers.readers(exchange, granted.holding().record().id()).orElse(null);
          boolean plain = granted.decision() == Decision.ALLOWED;
          return use.of(reporting.of(granted.holding(), plain, known));
        },
        record ->
            use.of(
                reporting
                    .ofRemains(record, version)
                    .orElseThrow(
                        () -> new Problem(ProblemCode.NOT_FOUND, "there is no such version"))));
  }

  private Wording wording(Exchange exchange) {
    PlaceNames names = new PlaceNames(office.places(), exchange.language());
    return new Wording(
        exchange.language(),
        names::agency,
        names::region,
        access -> AccessWords.deed(access, exchange.language()));
  }
}

package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.calls.PlaceNames;
import cn.cunzhen.api.calls.Reading;
import cn.cunzhen.api.calls.RecordCalls;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.slip.Slip;
import cn.cunzhen.api.slip.SlipPdf;
import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.access.OwnPart;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Holder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The receipt (受理回执单) of a record: a page to print, and a PDF to keep. */
final class ReceiptPages {
  private final RecordCalls records;
  private final Places places;
  private final Clock clock;

  ReceiptPages(RecordCalls records, Places places, Clock clock) {
    this.records = records;
    this.places = places;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(
            GET, "/records/{id}/receipt", RecordCalls.READERS, "A record's receipt.", this::page),
        Route.of(
                GET,
                "/api/v1/records/{id}/receipt",
                RecordCalls.READERS,
                "A record's receipt as PDF.")
            .path("id", "record id")
            .gives(200, "application/pdf", "to print; numbers of holders are masked")
            .by(this::pdf));
  }

  private void page(Exchange exchange) throws InterruptedException {
    Reading.Granted granted = records.granted(exchange);
    Pages.show(
        exchange.context(),
        "receipt",
        "receipt",
        new ReceiptPage(granted.holding().record().id().value(), slip(exchange, granted)));
  }

  private void pdf(Exchange exchange) throws InterruptedException {
    Reading.Granted granted = records.granted(exchange);
    Holding holding = granted.holding();
    String name = URLEncoder.encode(holding.number().format(), StandardCharsets.UTF_8) + ".pdf";
    exchange.context().header("Content-Disposition", "inline; filename*=UTF-8''" + name);
    exchange
        .context()
        .contentType("application/pdf")
        .result(SlipPdf.write(slip(exchange, granted), clock.instant()));
  }

  /** It leaves the house on paper, so numbers of holders are masked whoever prints it. */
  private Slip slip(Exchange exchange, Reading.Granted granted) {
    View view = View.of(exchange.context());
    Holding holding = granted.holding();
    OwnPart part = granted.part();
    ArchivalRecord record = holding.record();
    List<RecordPage.File> shown = RecordPage.files(granted);
    List<Slip.Line> lines = new ArrayList<>();
    lines.add(line(view, Text.ARCHIVE_NUMBER, holding.number().format()));
    lines.add(line(view, Text.ITEM, record.item().name() + "  " + record.item().code()));
    lines.add(line(view, Text.HOLDERS, holders(record)));
    lines.add(line(view, Text.TRANSACTION, record.transactionId()));
    PlaceNames names = new PlaceNames(places, view.language());
    lines.add(line(view, Text.AGENCY, Names.desk(view, names, record.agency(), record.window())));
    lines.add(line(view, Text.ACCEPTED, view.minute(record.acceptedAt())));
    lines.add(line(view, Text.COMPLETED, view.minute(record.completedAt())));
    lines.add(line(view, Text.OUTCOME, view.outcome(record.outcome())));
    lines.add(line(view, Text.SEALED_AT, view.second(record.sealedAt())));
    lines.add(line(view, Text.POSITION, Long.toString(holding.entry().index() + 1)));
    lines.add(line(view, Text.DIGEST_SHORT, holding.entry().digest().hex()));
    if (part != null) {
      lines.add(line(view, Text.PART, view.t(Text.PART_OF, part.others())));
    }
    Instant now = clock.instant();
    return new Slip(
        view.t(Text.NAME) + " · " + view.t(Text.SUBTITLE),
        view.t(Text.RECEIPT),
        record.id().value(),
        lines,
        view.t(Text.RECEIPT_FILES, shown.size()),
        List.of(
            view.t(Text.NUMBER),
            view.t(Text.FILE_NAME),
            view.t(Text.SIZE),
            view.t(Text.FILE_DIGEST)),
        shown.stream().map(file -> row(view, file, record)).toList(),
        List.of(
            view.t(Text.RECEIPT_NOTE),
            view.t(Text.RECEIPT_BY, exchange.caller().account(), view.second(now))));
  }

  private static Slip.Line line(View view, Text name, String value) {
    return new Slip.Line(view.t(name), value);
  }

  private static String holders(ArchivalRecord record) {
    return record.holders().stream()
        .map(Masking::mask)
        .map(ReceiptPages::holder)
        .collect(Collectors.joining("；"));
  }

  private static String holder(Holder holder) {
    return holder.name() + "  " + holder.number();
  }

  private static List<String> row(View view, RecordPage.File file, ArchivalRecord record) {
    return List.of(
        Integer.toString(file.n()),
        file.name(),
        view.size(file.size()),
        record.files().get(file.n() - 1).sha256().hex());
  }
}

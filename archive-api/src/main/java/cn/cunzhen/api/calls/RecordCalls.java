package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;

import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Decision;
import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.access.OwnPart;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.bag.PackageBytes;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.intake.CheckReport;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.core.record.ProcessStep;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.search.TextState;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A single record: what it is about, its files, its package. */
public final class RecordCalls {
  public static final Access READERS =
      Access.only(
          Role.CLERK, Role.ARCHIVIST, Role.AUDITOR, Role.SUPERVISOR, Role.CITIZEN, Role.EMPLOYER);
  public static final Access CONTENT_READERS =
      Access.only(Role.CLERK, Role.ARCHIVIST, Role.AUDITOR, Role.CITIZEN, Role.EMPLOYER);

  private static final int KEPT = 10_000;

  private final Reading reading;
  private final FileTexts texts;

  /** Of packages that were asked for last, by the record's digest: under it nothing else can be. */
  private final Cache<Sha256, List<List<FileSignature>>> signatures =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  /**
   * @param index says what came of reading the files of a record
   */
  public RecordCalls(Reading reading, RecordIndex index) {
    this.reading = reading;
    this.texts = new FileTexts(index);
  }

  public List<Route> routes() {
    String purpose = "what the reading is for: ASCII, or UTF-8 percent-encoded";
    return List.of(
        Route.of(GET, "/api/v1/records/{id}", READERS, "What a record is about.")
            .path("id", "record id")
            .header("Archive-Purpose", purpose)
            .gives(
                200,
                "application/json",
                "metadata; id numbers masked unless lifted; to the holder of a part of a form, that part"
                    + " and, as `others`, how many others it concerns")
            .by(this::metadata),
        Route.of(GET, "/api/v1/records/{id}/files/{n}", CONTENT_READERS, "A file's bytes.")
            .path("id", "record id")
            .path("n", "counts from 1, in the order of the submission")
            .header("Archive-Purpose", purpose)
            .header("Range", "one range of bytes")
            .gives(200, "application/octet-stream", "the bytes, exactly as submitted")
            .gives(206, "application/octet-stream", "a range of them")
            .by(this::file),
        Route.of(
                GET,
                "/api/v1/records/{id}/package",
                Access.only(Role.ARCHIVIST, Role.AUDITOR),
                "The sealed package.")
            .path("id", "record id")
            .gives(200, "application/zip", "the package as stored")
            .by(this::sealedPackage));
  }

  /**
   * What the path names.
   *
   * @throws Problem if no record can be called so
   */
  public static RecordId recordId(Exchange exchange) {
    try {
      return new RecordId(exchange.context().pathParam("id"));
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
  }

  /** The record of the path as far as the caller may know it; the access is recorded. */
  public Reading.Granted granted(Exchange exchange) throws InterruptedException {
    return reading.of(exchange, Action.METADATA, null);
  }

  /**
   * What came of reading a record's files for search; empty while they are still to be read, and to
   * those who may see a part alone.
   */
  public List<TextState> texts(Reading.Granted granted) {
    return granted.part() == null ? texts.of(granted.holding()) : List.of();
  }

  /**
   * The verdicts that intake kept on the signatures inside of each of a record's files; none to
   * those who may see a part alone: others may have signed.
   */
  public List<List<FileSignature>> signatures(Reading.Granted granted) {
    return granted.part() == null ? signatures(granted.holding()) : List.of();
  }

  private List<List<FileSignature>> signatures(Holding holding) {
    return signatures.get(
        holding.entry().digest(), _ -> CheckReport.signatures(reading.stored(holding).checks()));
  }

  private void metadata(Exchange exchange) throws InterruptedException {
    Reading.Granted granted = granted(exchange);
    exchange.covers(reading.position());
    boolean plain = granted.decision() != Decision.MASKED;
    ObjectNode json = metadata(granted.holding(), plain);
    OwnPart part = granted.part();
    if (part == null) {
      texts.addTo(json.path("files"), granted.holding(), exchange.language());
      new FileSignatures(signatures(granted.holding()), plain, exchange.language())
          .addTo(json.path("files"));
    } else {
      json.put("others", part.others());
      json.set("files", Json.form(part));
      ((ObjectNode) json.path("links")).remove("proof");
    }
    exchange.json(200, json);
  }

  static ObjectNode metadata(Holding holding, boolean plain) {
    ArchivalRecord record = holding.record();
    ObjectNode json = Json.object();
    json.put("recordId", record.id().value());
    json.put("archiveNumber", holding.number().format());
    json.put("version", record.version());
    json.put("digest", holding.entry().digest().hex());
    json.put("position", holding.entry().index() + 1);
    json.put("sourceSystem", record.sourceSystem());
    json.put("transactionId", record.transactionId());
    json.putObject("item")
        .put("code", record.item().code())
        .put("name", record.item().name())
        .put("risk", Json.word(record.item().risk()))
        .put("commitment", record.item().commitment());
    List<Holder> holders =
        plain ? record.holders() : record.holders().stream().map(Masking::mask).toList();
    json.set("holders", Json.holders(holders));
    json.put("agency", record.agency());
    json.put("region", record.region());
    Json.put(json, "window", record.window());
    json.put("channel", Json.word(record.channel()));
    Json.put(json, "handler", record.handler());
    json.put("acceptedAt", record.acceptedAt().toString());
    json.put("completedAt", record.completedAt().toString());
    json.put("outcome", Json.word(record.outcome()));
    json.put("confidentiality", Json.word(record.confidentiality()));
    process(record, json.putArray("process"));
    ObjectNode retention = json.putObject("retention");
    retention.put("class", record.retention().period().name());
    retention.put("from", record.retention().from().toString());
    if (record.retention().until() != null) {
      retention.put("until", record.retention().until().toString());
    }
    json.put("sealedAt", record.sealedAt().toString());
    json.set("files", Json.files(record));
    entries(holding, json.putArray("entries"));
    json.set("links", Json.links(record.id().value()));
    return json;
  }

  private static void process(ArchivalRecord record, ArrayNode steps) {
    for (ProcessStep step : record.process()) {
      ObjectNode json = steps.addObject();
      json.put("code", step.code());
      json.put("name", step.name());
      Json.put(json, "actor", step.actor());
      json.put("at", step.at().toString());
      Json.put(json, "remark", step.remark());
    }
  }

  private static void entries(Holding holding, ArrayNode entries) {
    for (Registered entry : holding.entries()) {
      entries
          .addObject()
          .put("index", entry.index())
          .put("type", entry.type().word())
          .put("version", entry.version())
          .put("digest", entry.digest().hex());
    }
  }

  /** Sends a file, or a range of it. */
  public void file(Exchange exchange) throws IOException, InterruptedException {
    int n = Reading.place(exchange, "n");
    Reading.Granted granted = reading.of(exchange, Action.FILE, n);
    ArchivedFile file = granted.holding().record().files().get(n - 1);
    String tag = "\"" + file.sha256().hex() + "\"";
    exchange.context().header("ETag", tag);
    exchange.context().header("Accept-Ranges", "bytes");
    exchange.context().header("Content-Disposition", disposition(file.submittedName()));
    // A browser must never take a submitted file for a page of ours.
    exchange.context().header("Content-Security-Policy", "sandbox; default-src 'none'");
    if (tag.equals(exchange.context().header("If-None-Match"))) {
      exchange.context().status(304);
      return;
    }
    exchange.context().contentType(file.mediaType());
    ByteRange range = ByteRange.of(exchange.context(), file.size(), tag);
    try (InputStream bytes =
        reading.stored(granted.holding()).open(n, range.from(), range.length())) {
      range.send(exchange.context(), bytes);
    }
  }

  /** RFC 6266, with the name as it was submitted (RFC 8187). */
  static String disposition(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "inline; filename*=UTF-8''" + encoded;
  }

  private void sealedPackage(Exchange exchange) throws IOException, InterruptedException {
    Holding holding = reading.of(exchange, Action.PACKAGE, null).holding();
    String name = holding.record().id().value() + "-v" + holding.record().version() + ".zip";
    exchange.context().contentType("application/zip");
    exchange.context().header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    PackageBytes whole = reading.archive().packageOf(holding);
    exchange.context().disableCompression();
    try (InputStream bytes = whole.open(0, whole.size())) {
      // Only now: a package that is lost is answered with a problem, which is shorter.
      exchange.context().res().setContentLengthLong(whole.size());
      bytes.transferTo(exchange.context().outputStream());
    }
  }
}

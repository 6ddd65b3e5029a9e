package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.copy.CopyContent;
import cn.cunzhen.api.copy.CopyPdf;
import cn.cunzhen.api.copy.Cover;
import cn.cunzhen.api.copy.PageRanges;
import cn.cunzhen.api.copy.Selection;
import cn.cunzhen.api.copy.Selection.Chosen;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.OwnPart;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.bag.StoredPackage;
import cn.cunzhen.core.copy.CopyCodes.Copied;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.seal.UnstampedException;
import cn.cunzhen.indexer.page.MarkedPage;
import cn.cunzhen.indexer.page.PageImages;
import cn.cunzhen.indexer.page.PageList;
import cn.cunzhen.indexer.page.PageSize;
import cn.cunzhen.indexer.page.PageSource;
import cn.cunzhen.indexer.page.PageWidth;
import cn.cunzhen.indexer.page.Shown;
import cn.cunzhen.indexer.page.Shown.Found;
import cn.cunzhen.indexer.page.Shown.Hidden;
import cn.cunzhen.indexer.page.Turns;
import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Certified copies: chosen pages of a record as a sealed PDF. */
public final class CopyCalls {
  /** Who may have copies made. */
  public static final Access COPIERS = Access.only(Role.CLERK, Role.CITIZEN, Role.EMPLOYER);

  private static final int LONGEST_SELECTION = 64 << 10;
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** About 200 dots in an inch: a page of A4 is then drawn 1600 pixels wide. */
  private static final double DOTS_PER_POINT = 193 / 72.0;

  private final Reading reading;
  private final PageImages pages;
  private final CopyOffice office;
  private final Clock clock;
  private final Turns turns = new Turns(AT_ONCE, PATIENCE);

  public CopyCalls(Reading reading, PageImages pages, CopyOffice office, Clock clock) {
    this.reading = reading;
    this.pages = pages;
    this.office = office;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                POST,
                "/api/v1/records/{id}/certified-copies",
                COPIERS,
                "A certified copy of a record's pages.")
            .path("id", "record id")
            .header("Archive-Purpose", "what the copy is for: ASCII, or UTF-8 percent-encoded")
            .takes(
                "application/json",
                "`version`, and `files`, each with `n` and `pages` such as \"1-3,5\"; all optional")
            .gives(201, "application/pdf", "sealed (PAdES); `Location` is the page of its code")
            .by(exchange -> send(exchange, selection(exchange), 201)));
  }

  /** A copy that has been made. */
  private record Made(String name, String code) {}

  /** Makes a copy and sends it, after every reading of a file in it is recorded. */
  public void send(Exchange exchange, Selection selection, int status)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(office.folder(), "copy-", ".pdf");
    try {
      Made made = make(exchange, selection, file);
      exchange.covers(reading.position());
      exchange.context().status(status).contentType("application/pdf");
      exchange.context().header("Location", CopyOffice.path(made.code()));
      exchange.context().header("Content-Disposition", "attachment; filename=" + made.name());
      exchange.context().disableCompression();
      try (InputStream bytes = Files.newInputStream(file)) {
        exchange.context().res().setContentLengthLong(Files.size(file));
        bytes.transferTo(exchange.context().outputStream());
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Made make(Exchange exchange, Selection selection, Path file)
      throws IOException, InterruptedException {
    List<Integer> files = selection.files().stream().map(Chosen::n).toList();
    try (Turns.Turn _ =
        turns
            .take(exchange.caller().account())
            .orElseThrow(() -> new Problem(ProblemCode.PAGES_BUSY))) {
      return reading.of(
          exchange,
          Action.COPY,
          new Reading.Part(selection.version(), files),
          granted -> write(exchange, granted, selection, file));
    } catch (UnstampedException e) {
      throw new Problem(ProblemCode.UNSTAMPED);
    }
  }

  private Made write(Exchange exchange, Reading.Granted granted, Selection selection, Path file)
      throws IOException, InterruptedException {
    Holding holding = granted.holding();
    Drawing drawing =
        new Drawing(exchange, holding, granted.part(), reading.stored(holding), clock.instant());
    CopyContent content = drawing.content(selection);
    if (content.pages() == 0) {
      throw new Problem(ProblemCode.NO_PAGES);
    }
    String code = office.codes().code(new Copied(holding.record().id(), holding.entry().version()));
    try (CopyPdf pdf = new CopyPdf(drawing.cover(code), content, office.folder())) {
      for (CopyContent.File each : content.files()) {
        drawing.draw(each, pdf);
      }
      pdf.save(file);
    }
    office.sealing().seal(file);
    return new Made(holding.number().format() + ".pdf", code);
  }

  private static Selection selection(Exchange exchange) throws IOException {
    byte[] body = exchange.body(LONGEST_SELECTION).readAllBytes();
    try {
      return body.length == 0
          ? Selection.everything()
          : Selection.parse(UntrustedJson.parse(Bytes.of(body)));
    } catch (IllegalArgumentException e) {
      throw new Problem(ProblemCode.MALFORMED, e.getMessage());
    }
  }

  /** The pages of one copy being drawn. */
  private final class Drawing {
    private final Exchange exchange;
    private final Holding holding;
    private final @Nullable OwnPart part;
    private final StoredPackage stored;
    private final Instant now;

    Drawing(
        Exchange exchange,
        Holding holding,
        @Nullable OwnPart part,
        StoredPackage stored,
        Instant now) {
      this.part = part;
      this.exchange = exchange;
      this.holding = holding;
      this.stored = stored;
      this.now = now;
    }

    Cover cover(String code) {
      PlaceNames names = new PlaceNames(office.places(), exchange.language());
      return new Cover(
          exchange.language(),
          holding,
          names.agency(holding.record().agency()),
          office.archive(),
          code,
          office.address(exchange, code),
          now);
    }

    /** What is drawn; of a record as a whole, files without pages are named and left out. */
    CopyContent content(Selection selection) throws IOException, InterruptedException {
      List<CopyContent.File> files = new ArrayList<>();
      int count = 0;
      for (Chosen chosen : chosen(selection)) {
        CopyContent.File file = file(chosen, selection.files().isEmpty());
        count += file.pages() == null ? 0 : file.pages().count();
        if (count > office.pages()) {
          throw new Problem(
              ProblemCode.COPY_TOO_LONG, "a copy has at most " + office.pages() + " pages");
        }
        files.add(file);
      }
      return new CopyContent(files);
    }

    private List<Chosen> chosen(Selection selection) {
      if (part != null && selection.files().isEmpty()) {
        return List.of(new Chosen(part.form(), null));
      }
      List<Chosen> all = new ArrayList<>(selection.files());
      for (int n = 1; selection.files().isEmpty() && n <= holding.record().files().size(); n++) {
        all.add(new Chosen(n, null));
      }
      return all;
    }

    private CopyContent.File file(Chosen chosen, boolean mayLack)
        throws IOException, InterruptedException {
      ArchivedFile file = holding.record().files().get(chosen.n() - 1);
      Shown<PageList> shown = pages.list(viewer(), source(chosen.n()));
      if (mayLack && lacksPages(shown)) {
        return new CopyContent.File(chosen.n(), file, null, 0);
      }
      PageList list = PageCalls.found(shown);
      int of = list.sizes().size();
      if (of == 0) {
        throw new Problem(ProblemCode.NO_PAGES, "file " + chosen.n());
      }
      PageRanges all =
          part == null ? PageRanges.all(of) : PageRanges.of(PageCalls.ownPages(part, list));
      PageRanges wanted = chosen.pages() == null ? all : chosen.pages();
      if (part != null && !part.shows(wanted.pages())) {
        throw new Problem(ProblemCode.CONCERNS_OTHERS);
      }
      if (wanted.last() > of) {
        throw new Problem(
            ProblemCode.NO_SUCH_PAGE, "file %d has %d pages".formatted(chosen.n(), of));
      }
      return new CopyContent.File(chosen.n(), file, wanted, of);
    }

    private static boolean lacksPages(Shown<PageList> shown) {
      return switch (shown) {
        case Found<PageList>(PageList list) -> list.sizes().isEmpty();
        case Hidden<PageList> hidden ->
            switch (hidden.hindrance()) {
              case ENCRYPTED, DAMAGED, TOO_LARGE, UNSUPPORTED -> true;
              case TOO_SLOW, NO_SUCH_PAGE, BUSY -> false;
            };
      };
    }

    void draw(CopyContent.File file, CopyPdf pdf) throws IOException, InterruptedException {
      PageRanges wanted = file.pages();
      if (wanted == null) {
        return;
      }
      List<PageSize> sizes = PageCalls.found(pages.list(viewer(), source(file.n()))).sizes();
      List<String> mark = PageCalls.mark(exchange.caller(), now);
      for (int page : wanted.pages().toArray()) {
        int width = width(sizes.get(page - 1));
        MarkedPage drawn =
            PageCalls.found(pages.picture(viewer(), source(file.n()), page, width, mark));
        pdf.add(file.n(), page, drawn);
      }
    }

    private String viewer() {
      return exchange.caller().account();
    }

    private PageSource source(int n) {
      return PageCalls.source(holding, stored, n);
    }
  }

  /** Images that say nothing of their size have about as many dots as this asks for. */
  private static int width(PageSize size) {
    return (int) Math.clamp(size.width() * DOTS_PER_POINT, PageWidth.LEAST, PageWidth.MOST);
  }
}

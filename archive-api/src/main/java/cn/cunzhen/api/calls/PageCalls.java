package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.OwnPart;
import cn.cunzhen.core.bag.StoredPackage;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Retention;
import cn.cunzhen.indexer.page.Hindrance;
import cn.cunzhen.indexer.page.MarkedPage;
import cn.cunzhen.indexer.page.PageImages;
import cn.cunzhen.indexer.page.PageList;
import cn.cunzhen.indexer.page.PageMarks;
import cn.cunzhen.indexer.page.PageSource;
import cn.cunzhen.indexer.page.PageWidth;
import cn.cunzhen.indexer.page.PageWords.Place;
import cn.cunzhen.indexer.page.Shown;
import cn.cunzhen.indexer.page.Shown.Found;
import cn.cunzhen.indexer.page.Shown.Hidden;
import cn.cunzhen.indexer.search.Question;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pages of files as pictures, each with a mark of who looks at it. */
public final class PageCalls {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(Retention.ZONE);
  private static final String PATH = "/api/v1/records/{id}/files/{n}/pages";
  private static final int USUAL_WIDTH = 1_200;
  private static final int LONGEST_QUESTION = 64 << 10;

  private final Reading reading;
  private final PageImages pages;
  private final Clock clock;

  public PageCalls(Reading reading, PageImages pages, Clock clock) {
    this.reading = reading;
    this.pages = pages;
    this.clock = clock;
  }

  public List<Route> routes() {
    String purpose = "what the reading is for: ASCII, or UTF-8 percent-encoded";
    return List.of(
        Route.of(GET, PATH, RecordCalls.CONTENT_READERS, "The pages of a file.")
            .path("id", "record id")
            .path("n", "counts from 1, in the order of the submission")
            .header("Archive-Purpose", purpose)
            .gives(
                200,
                "application/json",
                "how many there are, their sizes, whether words show;"
                    + " `own`: which of them the caller may see, where that is not all")
            .by(this::list),
        Route.of(GET, PATH + "/{p}", RecordCalls.CONTENT_READERS, "A page as a picture.")
            .path("id", "record id")
            .path("n", "counts from 1, in the order of the submission")
            .path("p", "counts from 1")
            .query("width", "pixels, 100 to 3000, rounded up to a step; 1200 where it is absent")
            .header("Archive-Purpose", purpose)
            .gives(200, "image/png", "the page, with the viewer's mark all over it")
            .gives(200, "image/jpeg", "the same, of a page that is a photograph or a scan")
            .by(this::picture),
        Route.of(POST, PATH + "/{p}/marks", RecordCalls.CONTENT_READERS, "Words on a page.")
            .path("id", "record id")
            .path("n", "counts from 1, in the order of the submission")
            .path("p", "counts from 1")
            .header("Archive-Purpose", purpose)
            .takes("application/json", "`q`: what to look for, as in a search")
            .gives(200, "application/json", "where it stands, in fractions of the page")
            .by(this::marks));
  }

  /** Answers with the pages of a file. */
  public void list(Exchange exchange) throws IOException, InterruptedException {
    Listed listed = listed(exchange);
    PageList list = listed.list();
    ObjectNode json = Json.object();
    json.put("pages", list.sizes().size());
    ArrayNode sizes = json.putArray("sizes");
    list.sizes().forEach(size -> sizes.addObject().put("w", size.width()).put("h", size.height()));
    json.put("words", list.words());
    List<Integer> own = listed.own();
    if (own != null) {
      own.forEach(json.putArray("own")::add);
    }
    exchange.json(200, json);
  }

  /**
   * The pages of a file.
   *
   * @param own which of them the caller may see, from 1; null for all
   */
  public record Listed(PageList list, @Nullable List<Integer> own) {}

  /** The pages of the file of the path; the access is recorded. */
  public Listed listed(Exchange exchange) throws IOException, InterruptedException {
    int n = Reading.place(exchange, "n");
    Reading.Granted granted = reading.of(exchange, Action.PAGE, n);
    PageList list = found(pages.list(exchange.caller().account(), source(granted, n)));
    OwnPart part = granted.part();
    return new Listed(list, part == null ? null : ownPages(part, list));
  }

  /**
   * The pages of a form that whoever holds a part of it may see.
   *
   * @throws Problem if there are none, or it can't be that form
   */
  static List<Integer> ownPages(OwnPart part, PageList form) {
    List<Integer> own = part.pages(form.sizes().size());
    if (own.isEmpty()) {
      throw new Problem(ProblemCode.CONCERNS_OTHERS);
    }
    return own;
  }

  /** The file's pages, of which this is one that may be seen. */
  private PageSource showing(Exchange exchange, Reading.Granted granted, int n, int page)
      throws IOException, InterruptedException {
    PageSource source = source(granted, n);
    OwnPart part = granted.part();
    if (part != null) {
      PageList form = found(pages.list(exchange.caller().account(), source));
      if (!ownPages(part, form).contains(page)) {
        throw new Problem(ProblemCode.CONCERNS_OTHERS);
      }
    }
    return source;
  }

  /** Sends a page of the path as a picture; the access is recorded. */
  public void picture(Exchange exchange) throws IOException, InterruptedException {
    int page = Reading.place(exchange, "p");
    int width = width(exchange.context().queryParam("width"));
    Caller caller = exchange.caller();
    int n = Reading.place(exchange, "n");
    // Drawn and marked while the access is being recorded, and sent after that.
    MarkedPage marked =
        reading.of(
            exchange,
            Action.PAGE,
            n,
            granted ->
                found(
                    pages.picture(
                        caller.account(),
                        showing(exchange, granted, n, page),
                        page,
                        width,
                        viewer(caller))));
    exchange.context().contentType(marked.mediaType());
    exchange.context().header("Cache-Control", "private, no-store");
    exchange.context().header("Content-Security-Policy", "sandbox; default-src 'none'");
    exchange.context().disableCompression();
    exchange.context().result(marked.content().toArray());
  }

  /** Answers where on a page of the path something stands; the access is recorded. */
  public void marks(Exchange exchange) throws IOException, InterruptedException {
    int page = Reading.place(exchange, "p");
    String question = question(exchange);
    int n = Reading.place(exchange, "n");
    PageSource source = showing(exchange, reading.of(exchange, Action.PAGE, n), n, page);
    List<Place> marks =
        PageMarks.of(found(pages.words(exchange.caller().account(), source, page)), question);
    ObjectNode json = Json.object();
    ArrayNode places = json.putArray("marks");
    marks.forEach(place ->
        places
            .addObject()
            .put("x", place.x())
            .put("y", place.y())
            .put("w", place.width())
            .put("h", place.height()));
    exchange.json(200, json);
  }

  private List<String> viewer(Caller caller) {
    return mark(caller, clock.instant());
  }

  /** Who looks, where and when, to the minute. */
  static List<String> mark(Caller caller, Instant now) {
    String who =
        Stream.of(caller.account(), caller.agency(), caller.window())
            .filter(Objects::nonNull)
            .collect(Collectors.joining("  "));
    return List.of(who, MINUTE.format(now));
  }

  private PageSource source(Reading.Granted granted, int n) {
    return source(granted.holding(), reading.stored(granted.holding()), n);
  }

  /** The pages of a file of a record, wherever its package lies. */
  static PageSource source(Holding holding, StoredPackage stored, int n) {
    ArchivedFile file = holding.record().files().get(n - 1);
    return new PageSource(
        Reading.packageOf(holding),
        file.sha256(),
        file.mediaType(),
        file.submittedName(),
        file.size(),
        () -> stored.open(n));
  }

  /** What was found, or the problem with it. */
  static <T> T found(Shown<T> shown) {
    return switch (shown) {
      case Found<T>(T value) -> value;
      case Hidden<T>(Hindrance hindrance, String detail) ->
          throw new Problem(
              switch (hindrance) {
                case ENCRYPTED -> ProblemCode.PAGES_ENCRYPTED;
                case DAMAGED -> ProblemCode.PAGES_DAMAGED;
                case TOO_LARGE -> ProblemCode.PAGES_TOO_LARGE;
                case UNSUPPORTED -> ProblemCode.NO_PAGES;
                case TOO_SLOW -> ProblemCode.PAGES_TOO_SLOW;
                case NO_SUCH_PAGE -> ProblemCode.NO_SUCH_PAGE;
                case BUSY -> ProblemCode.PAGES_BUSY;
              },
              detail);
    };
  }

  private static String question(Exchange exchange) throws IOException {
    String question = Json.body(exchange, LONGEST_QUESTION, Set.of("q")).path("q").asText("");
    if (question.length() > Question.LONGEST) {
      throw new Problem(ProblemCode.MALFORMED, "q has at most " + Question.LONGEST + " characters");
    }
    return question;
  }

  private static int width(@Nullable String given) {
    if (given == null) {
      return USUAL_WIDTH;
    }
    try {
      int width = Integer.parseInt(given);
      if (width >= PageWidth.LEAST && width <= PageWidth.MOST) {
        return width;
      }
    } catch (NumberFormatException e) {
      // Said below, like a width that is out of bounds.
    }
    throw new Problem(
        ProblemCode.MALFORMED,
        "width is a whole number from " + PageWidth.LEAST + " to " + PageWidth.MOST);
  }
}

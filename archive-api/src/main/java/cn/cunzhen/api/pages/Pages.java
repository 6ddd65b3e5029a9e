package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.account.KeptQuestions;
import cn.cunzhen.api.account.SignIn;
import cn.cunzhen.api.calls.AuditCalls;
import cn.cunzhen.api.calls.CopyCalls;
import cn.cunzhen.api.calls.GrantCalls;
import cn.cunzhen.api.calls.GuardianshipCalls;
import cn.cunzhen.api.calls.ObjectionCalls;
import cn.cunzhen.api.calls.PageCalls;
import cn.cunzhen.api.calls.PlaceNames;
import cn.cunzhen.api.calls.ProofCalls;
import cn.cunzhen.api.calls.ReaderCalls;
import cn.cunzhen.api.calls.Reading;
import cn.cunzhen.api.calls.RecordCalls;
import cn.cunzhen.api.calls.ReportCalls;
import cn.cunzhen.api.calls.SearchCalls;
import cn.cunzhen.api.calls.SearchCalls.Dossier;
import cn.cunzhen.api.calls.WatchCalls;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Address;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.http.SessionCookie;
import cn.cunzhen.api.oidc.OpenId;
import cn.cunzhen.api.pages.RecordPage.Permissions;
import cn.cunzhen.core.audit.AuditRoom;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.core.catalogue.Places;
import cn.cunzhen.core.copy.Standings;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.seal.Anchors;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.Suggestion;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages: searching, a record; and those that stand for themselves. */
public final class Pages {
  private static final Access READERS = RecordCalls.READERS;
  private static final Pattern LOCAL = Pattern.compile("/[A-Za-z0-9/_-]*(\\?[A-Za-z0-9%&=._-]*)?");
  private static final Pattern LOOKING = Pattern.compile("(/records/[^/]+)/files/[^/]+(/view)?");
  private static final Templates TEMPLATES = new Templates();

  private final Reading reading;
  private final SearchCalls search;
  private final RecordCalls records;
  private final ProofCalls proofs;
  private final ReaderCalls readers;
  private final KeptPages kept;
  private final Catalogue catalogue;
  private final Places places;

  public Pages(
      Reading reading,
      SearchCalls search,
      RecordCalls records,
      ProofCalls proofs,
      ReaderCalls readers,
      KeptQuestions kept,
      Catalogue catalogue,
      Places places) {
    this.reading = reading;
    this.search = search;
    this.records = records;
    this.proofs = proofs;
    this.readers = readers;
    this.kept = new KeptPages(kept);
    this.catalogue = catalogue;
    this.places = places;
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>(Assets.routes());
    routes.add(page(GET, "/search", READERS, "The newest records.", this::search));
    routes.add(page(POST, "/search", READERS, "Search.", this::search));
    routes.add(page(POST, "/search/results", READERS, "What a search found.", this::results));
    routes.add(page(GET, "/records/{id}", READERS, "A record.", this::record));
    routes.add(page(GET, "/records/{id}/holders/{k}", READERS, "All of a holder.", this::dossier));
    routes.add(page(POST, "/records/{id}/holders/{k}", READERS, "All of a holder.", this::dossier));
    routes.add(page(POST, "/records/{id}/purpose", READERS, "Say what for.", this::purpose));
    routes.add(
        page(
            GET, "/records/{id}/files/{n}", RecordCalls.CONTENT_READERS, "A file.", records::file));
    routes.add(
        page(GET, "/records/{id}/verification", ProofCalls.PROVERS, "Verify.", this::verification));
    routes.addAll(kept.routes());
    routes.addAll(new MyPages(search, catalogue, places).routes());
    return List.copyOf(routes);
  }

  /**
   * The pages of signing in, and of one's own account.
   *
   * @param openId null where nobody signs in elsewhere
   */
  public static List<Route> ofAccounts(
      Accounts accounts,
      SignIn door,
      @Nullable OpenId openId,
      ReaderCalls readers,
      ObjectionCalls objections,
      GuardianshipCalls guardianships,
      Places places,
      Address address,
      Duration sessionTime,
      Clock clock) {
    SignInPages signIn = new SignInPages(accounts, door, openId, address, sessionTime);
    List<Route> routes = new ArrayList<>(signIn.routes());
    if (openId != null) {
      routes.addAll(new OpenIdPages(openId, address).routes());
    }
    MePages me =
        new MePages(
            accounts, door, openId, readers, objections, guardianships, places, sessionTime, clock);
    routes.addAll(me.routes());
    routes.addAll(new CodesPages(accounts, door, me).routes());
    return List.copyOf(routes);
  }

  /** The pages where transactions are handed in by hand. */
  public static List<Route> ofIntake(Catalogue catalogue, Places places, Clock clock) {
    return new IntakePages(catalogue, places, clock).routes();
  }

  /** The pages on which the files of a record are looked at. */
  public static List<Route> ofFiles(RecordCalls records, PageCalls pages) {
    return new ViewerPages(records, pages).routes();
  }

  /**
   * The pages on which anyone verifies without the archive.
   *
   * @param seals whose seals the archive says to believe
   * @param stamps whose time stamps
   */
  public static List<Route> ofVerification(Anchors seals, Anchors stamps, VerifierKey key) {
    return new VerifyPages(seals, stamps, key).routes();
  }

  /** The auditors' room. */
  public static List<Route> ofAudits(AuditRoom room, AuditCalls calls, LedgerFigures figures) {
    return new AuditPages(room, calls, figures).routes();
  }

  /**
   * The form that asks for certified copies, and the pages behind their codes. These come after the
   * pages of verification, one of which has a name where a code would stand.
   */
  public static List<Route> ofCopies(CopyCalls copies, Standings standings) {
    return new CopyPages(copies, standings).routes();
  }

  /** What the button for a probative-value report leads to. */
  public static List<Route> ofReports(ReportCalls reports) {
    return List.of(
        Route.of(
                GET,
                "/records/{id}/report",
                RecordCalls.READERS,
                "A probative-value report, by a link.")
            .path("id", "record id")
            .gives(200, "application/pdf", "the report")
            .by(exchange -> reports.send(exchange, ReportCalls.Form.PDF, null)));
  }

  /** Where grants are asked for and given. */
  public static List<Route> ofGrants(GrantCalls grants, Clock clock) {
    return new GrantPages(grants, clock).routes();
  }

  /** Where it is registered and confirmed who stands for whom. */
  public static List<Route> ofGuardianships(GuardianshipCalls guardianships, Clock clock) {
    return new GuardianshipPages(guardianships, clock).routes();
  }

  /** Where it is watched how people read. */
  public static List<Route> ofWatch(WatchCalls watch, ObjectionCalls objections, Places places) {
    return new WatchPages(watch, objections, places).routes();
  }

  /** The receipts of records, as pages and as PDF. */
  public static List<Route> ofReceipts(RecordCalls records, Places places, Clock clock) {
    return new ReceiptPages(records, places, clock).routes();
  }

  static Route page(
      Route.Method method, String path, Access access, String summary, Route.Call call) {
    return Route.of(method, path, access, summary).gives(200, "text/html", "a page").by(call);
  }

  /** Whether the page of the record asks for what is missing. */
  private static boolean isAskedFor(ProblemCode code) {
    return switch (code) {
      case PURPOSE_REQUIRED, GRANT_REQUIRED, WARRANT_REQUIRED -> true;
      default -> false;
    };
  }

  /** Shows a problem to a person; who must say what for is asked for it, and then led on. */
  public static void problem(Context context, Problem problem) {
    Matcher looking = LOOKING.matcher(context.path());
    if (isAskedFor(problem.code()) && looking.matches()) {
      String query = context.queryString() == null ? "" : "?" + context.queryString();
      String to = URLEncoder.encode(context.path() + query, StandardCharsets.UTF_8);
      context.redirect(looking.group(1) + "?to=" + to);
      return;
    }
    View view = View.of(context);
    Text hint =
        switch (problem.code()) {
          case NOT_FOUND -> Text.NOT_HERE;
          case CONCERNS_OTHERS -> Text.ASK_WINDOW;
          default -> Text.ASK_OPERATOR;
        };
    TEMPLATES.show(
        context,
        "problem",
        Map.of(
            "view", new View(view.language(), view.viewer(), "/"),
            "message", problem.code().title(view.language()),
            "hint", view.t(hint)));
  }

  static String field(Context context, String name) {
    String value = context.formParam(name);
    return value == null ? "" : value;
  }

  /** As a parameter of an address. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Only a path of this host: nobody is led elsewhere by a link that was made for it. */
  static String local(@Nullable String to) {
    if (to == null || to.startsWith("//") || !LOCAL.matcher(to).matches()) {
      return "/";
    }
    return to;
  }

  private void search(Exchange exchange) throws InterruptedException {
    show(
        exchange.context(),
        "search",
        Map.of("results", found(exchange), "kept", kept.of(exchange)));
  }

  private void results(Exchange exchange) throws InterruptedException {
    show(exchange.context(), "results", "results", found(exchange));
  }

  private Results found(Exchange exchange) throws InterruptedException {
    Context context = exchange.context();
    Asked asked = Asked.of(context);
    Answer answer = search.page(exchange, asked.fields(context.formParam("cursor")));
    View view = View.of(context);
    boolean found = answer.total() > 0 && !answer.approximate();
    List<Suggestion> suggestions =
        found || asked.text().isEmpty() ? List.of() : search.suggestions(exchange, asked.text());
    return Results.of(asked, answer, suggestions, Names.of(view, catalogue, places));
  }

  private void dossier(Exchange exchange) throws InterruptedException {
    Context context = exchange.context();
    Asked asked = Asked.of(context);
    Map<String, String> fields = asked.fields(context.formParam("cursor"));
    Dossier dossier = search.dossier(exchange, Reading.place(exchange, "k"), fields);
    Names names = Names.of(View.of(context), catalogue, places);
    Results results = Results.of(asked, dossier.answer(), List.of(), names);
    show(context, "dossier", "dossier", new DossierPage(dossier.holder(), results));
  }

  private void record(Exchange exchange) throws IOException, InterruptedException {
    Reading.Granted granted = records.granted(exchange);
    Optional<String> purpose = exchange.purpose();
    RecordPage page =
        RecordPage.of(
            granted,
            records.texts(granted),
            records.signatures(granted),
            View.of(exchange.context()),
            new PlaceNames(places, exchange.language()),
            Permissions.of(
                action -> reading.decide(exchange, action, granted), readers.areCounted()),
            purpose.orElse(null),
            exchange.context().queryParam("to"),
            readers.sentences(exchange, granted).orElse(null),
            "asked".equals(exchange.context().queryParam("grant")),
            reading.nearLimit(exchange).orElse(null));
    View view = View.of(exchange.context());
    if (view.holder()) {
      OwnRecord own =
          OwnRecord.of(page, readers.others(exchange, granted), Names.of(view, catalogue, places));
      show(exchange.context(), "own", "own", own);
    } else {
      show(exchange.context(), "record", "page", page);
    }
  }

  private void purpose(Exchange exchange) {
    String record = RecordCalls.recordId(exchange).value();
    SessionCookie.setPurpose(exchange.context(), record, field(exchange.context(), "purpose"));
    String to = exchange.context().formParam("to");
    exchange.context().redirect(local(to == null ? "/records/" + record : to));
  }

  private void verification(Exchange exchange) throws IOException, InterruptedException {
    Verdict verdict = Verdict.of(proofs.verify(exchange), exchange.language());
    if (exchange.context().header("HX-Request") != null) {
      show(exchange.context(), "verification", "verdict", verdict);
    } else {
      String record = exchange.context().pathParam("id");
      show(exchange.context(), "verified", Map.of("verdict", verdict, "record", record));
    }
  }

  /**
   * Leads on by itself, and by a link. A form's answer may not redirect to another site, and what
   * another site has redirected here gets no cookie of ours; a page of ours leads there, and does.
   */
  static void lead(Context context, String to, Text title, Text link) {
    View view = View.of(context);
    context.header("Refresh", "0; url=" + to);
    show(
        context,
        "onward",
        Map.of(
            "view", new View(view.language(), null, "/"),
            "to", to,
            "title", title,
            "link", link));
  }

  static void show(Context context, String template, String name, Object content) {
    show(context, template, Map.of(name, content));
  }

  static void show(Context context, String template, Map<String, Object> contents) {
    Map<String, Object> all = new HashMap<>(contents);
    all.putIfAbsent("view", View.of(context));
    TEMPLATES.show(context, template, all);
  }
}

package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.calls.PageCalls;
import cn.cunzhen.api.calls.ProofCalls;
import cn.cunzhen.api.calls.ReaderCalls;
import cn.cunzhen.api.calls.Reading;
import cn.cunzhen.api.calls.RecordCalls;
import cn.cunzhen.api.calls.SearchCalls;
import cn.cunzhen.api.calls.SearchCalls.Dossier;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Language;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.http.SessionCookie;
import cn.cunzhen.api.pages.RecordPage.Permissions;
import cn.cunzhen.core.catalogue.Catalogue;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.Suggestion;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages: signing in, searching, a record; and those that stand for themselves. */
public final class Pages {
  private static final Access READERS = RecordCalls.READERS;
  private static final Pattern LOCAL = Pattern.compile("/[A-Za-z0-9/_-]*(\\?[A-Za-z0-9%&=._-]*)?");
  private static final Pattern LOOKING = Pattern.compile("(/records/[^/]+)/files/[^/]+(/view)?");
  private static final int LANGUAGE_DAYS = 365;
  private static final Templates TEMPLATES = new Templates();

  private final Accounts accounts;
  private final SearchCalls search;
  private final RecordCalls records;
  private final ProofCalls proofs;
  private final ReaderCalls readers;
  private final Catalogue catalogue;
  private final Duration sessionTime;

  public Pages(
      Accounts accounts,
      SearchCalls search,
      RecordCalls records,
      ProofCalls proofs,
      ReaderCalls readers,
      Catalogue catalogue,
      Duration sessionTime) {
    this.accounts = accounts;
    this.search = search;
    this.records = records;
    this.proofs = proofs;
    this.readers = readers;
    this.catalogue = catalogue;
    this.sessionTime = sessionTime;
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>(Assets.routes());
    routes.add(page(GET, "/", Access.anyone(), "The start.", this::start));
    routes.add(page(GET, "/signin", Access.anyone(), "The form to sign in.", this::signInForm));
    routes.add(page(POST, "/signin", Access.anyone(), "Sign in.", this::signIn));
    routes.add(page(POST, "/signout", Access.anyone(), "Sign out.", this::signOut));
    routes.add(page(POST, "/language", Access.anyone(), "The other language.", this::language));
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
    return List.copyOf(routes);
  }

  /** The pages where transactions are handed in by hand. */
  public static List<Route> ofIntake(Catalogue catalogue, Clock clock) {
    return new IntakePages(catalogue, clock).routes();
  }

  /** The pages on which the files of a record are looked at. */
  public static List<Route> ofFiles(RecordCalls records, PageCalls pages) {
    return new ViewerPages(records, pages).routes();
  }

  /** The receipts of records, as pages and as PDF. */
  public static List<Route> ofReceipts(RecordCalls records, Clock clock) {
    return new ReceiptPages(records, clock).routes();
  }

  static Route page(
      Route.Method method, String path, Access access, String summary, Route.Call call) {
    return Route.of(method, path, access, summary).gives(200, "text/html", "a page").by(call);
  }

  /** Shows a problem to a person; who must say what for is asked for it, and then led on. */
  public static void problem(Context context, Problem problem) {
    Matcher looking = LOOKING.matcher(context.path());
    if (problem.code() == ProblemCode.PURPOSE_REQUIRED && looking.matches()) {
      String query = context.queryString() == null ? "" : "?" + context.queryString();
      String to = URLEncoder.encode(context.path() + query, StandardCharsets.UTF_8);
      context.redirect(looking.group(1) + "?to=" + to);
      return;
    }
    View view = View.of(context);
    Text hint = problem.code() == ProblemCode.NOT_FOUND ? Text.NOT_HERE : Text.ASK_OPERATOR;
    TEMPLATES.show(
        context,
        "problem",
        Map.of(
            "view", new View(view.language(), view.viewer(), "/"),
            "message", problem.code().title(view.language()),
            "hint", view.t(hint)));
  }

  private void start(Exchange exchange) {
    Context context = exchange.context();
    context.redirect(Exchange.whoever(context).isPresent() ? "/search" : "/signin");
  }

  private void signInForm(Exchange exchange) {
    String to = exchange.context().queryParam("to");
    signInForm(exchange, to == null ? "/search" : to, "", false);
  }

  private void signInForm(Exchange exchange, String to, String username, boolean failed) {
    TEMPLATES.show(
        exchange.context(),
        "signin",
        Map.of(
            "view", View.of(exchange.context()),
            "to", to,
            "username", username,
            "failed", failed));
  }

  private void signIn(Exchange exchange) {
    Context context = exchange.context();
    String to = local(context.formParam("to"));
    String username = field(context, "username");
    Optional<String> token = accounts.signIn(username, field(context, "password"));
    if (token.isEmpty()) {
      signInForm(exchange, to, username, true);
      context.status(401);
      return;
    }
    SessionCookie.set(context, token.get(), Math.toIntExact(sessionTime.toSeconds()));
    context.redirect(to);
  }

  private static String field(Context context, String name) {
    String value = context.formParam(name);
    return value == null ? "" : value;
  }

  /** Only a path of this host: nobody is led elsewhere by a link that was made for it. */
  private static String local(@Nullable String to) {
    if (to == null || to.startsWith("//") || !LOCAL.matcher(to).matches()) {
      return "/search";
    }
    return to;
  }

  private void signOut(Exchange exchange) {
    SessionCookie.get(exchange.context()).ifPresent(accounts::signOut);
    SessionCookie.remove(exchange.context());
    exchange.context().redirect("/signin");
  }

  private void language(Exchange exchange) {
    Language other =
        switch (exchange.language()) {
          case CHINESE -> Language.ENGLISH;
          case ENGLISH -> Language.CHINESE;
        };
    SessionCookie.setLanguage(exchange.context(), other, Duration.ofDays(LANGUAGE_DAYS));
    exchange.context().redirect(local(exchange.context().formParam("to")));
  }

  private void search(Exchange exchange) throws InterruptedException {
    show(exchange, "search");
  }

  private void results(Exchange exchange) throws InterruptedException {
    show(exchange, "results");
  }

  private void show(Exchange exchange, String template) throws InterruptedException {
    Context context = exchange.context();
    Asked asked = Asked.of(context);
    Answer answer = search.page(exchange, asked.fields(context.formParam("cursor")));
    View view = View.of(context);
    boolean found = answer.total() > 0 && !answer.approximate();
    List<Suggestion> suggestions =
        found || asked.text().isEmpty() ? List.of() : search.suggestions(exchange, asked.text());
    show(context, template, "results", Results.of(asked, answer, suggestions, view, catalogue));
  }

  private void dossier(Exchange exchange) throws InterruptedException {
    Context context = exchange.context();
    Asked asked = Asked.of(context);
    Map<String, String> fields = asked.fields(context.formParam("cursor"));
    Dossier dossier = search.dossier(exchange, Reading.place(exchange, "k"), fields);
    View view = View.of(context);
    Results results = Results.of(asked, dossier.answer(), List.of(), view, catalogue);
    show(context, "dossier", "dossier", new DossierPage(dossier.holder(), results));
  }

  private void record(Exchange exchange) throws IOException, InterruptedException {
    Reading.Granted granted = records.granted(exchange);
    Optional<String> purpose = exchange.purpose();
    RecordPage page =
        RecordPage.of(
            granted,
            Permissions.of(exchange.caller(), granted.holding().record(), purpose.isPresent()),
            purpose.orElse(null),
            exchange.context().queryParam("to"),
            readers.sentences(exchange, granted.holding()).orElse(null));
    show(exchange.context(), "record", "page", page);
  }

  private void purpose(Exchange exchange) {
    String record = exchange.context().pathParam("id");
    SessionCookie.setPurpose(exchange.context(), record, field(exchange.context(), "purpose"));
    String to = exchange.context().formParam("to");
    exchange.context().redirect(local(to == null ? "/records/" + record : to));
  }

  private void verification(Exchange exchange) throws IOException, InterruptedException {
    Verdict verdict = Verdict.of(proofs.verify(exchange), exchange.language());
    show(exchange.context(), "verification", "verdict", verdict);
  }

  static void show(Context context, String template, String name, Object content) {
    TEMPLATES.show(context, template, Map.of("view", View.of(context), name, content));
  }
}

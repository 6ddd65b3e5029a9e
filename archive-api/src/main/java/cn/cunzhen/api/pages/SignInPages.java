package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.account.SignIn;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Address;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Language;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.http.SessionCookie;
import cn.cunzhen.api.oidc.OpenId;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and the language: for anyone who comes. */
final class SignInPages {
  private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);

  private final Accounts accounts;
  private final SignIn door;
  private final @Nullable OpenId openId;
  private final Address address;
  private final Duration sessionTime;

  SignInPages(
      Accounts accounts,
      SignIn door,
      @Nullable OpenId openId,
      Address address,
      Duration sessionTime) {
    this.accounts = accounts;
    this.door = door;
    this.openId = openId;
    this.address = address;
    this.sessionTime = sessionTime;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(GET, "/", Access.anyone(), "The start.", this::start),
        Pages.page(GET, "/signin", Access.anyone(), "The form to sign in.", this::form),
        Pages.page(POST, "/signin", Access.anyone(), "Sign in.", this::signIn),
        Pages.page(
            POST, "/signin/password", Access.anyone(), "One's own first password.", this::first),
        Pages.page(POST, "/signin/code", Access.anyone(), "The code still missing.", this::code),
        Pages.page(POST, "/signout", Access.anyone(), "Sign out.", this::signOut),
        Pages.page(POST, "/language", Access.anyone(), "Another language.", this::language));
  }

  private void start(Exchange exchange) {
    exchange.context().redirect(View.of(exchange.context()).first());
  }

  private void form(Exchange exchange) {
    boolean silent = openId != null && openId.fails();
    String trouble = silent ? Text.OPENID_SILENT.in(exchange.language()) : "";
    form(exchange, openId != null, Pages.local(exchange.context().queryParam("to")), "", trouble);
  }

  /**
   * @param openId whether one can sign in at a provider too
   * @param trouble what kept the caller from signing in; empty where nothing did
   */
  static void form(Exchange exchange, boolean openId, String to, String username, String trouble) {
    View view = View.of(exchange.context());
    Pages.show(
        exchange.context(),
        "signin",
        Map.of(
            "view", new View(view.language(), view.viewer(), "/signin"),
            "to", to,
            "username", username,
            "trouble", trouble,
            "openId", openId));
  }

  private void signIn(Exchange exchange) {
    Context context = exchange.context();
    String to = Pages.local(context.formParam("to"));
    String username = Pages.field(context, "username");
    switch (door.open(username, Pages.field(context, "password"), exchange.from())) {
      case SignIn.Outcome.Opened(String token) -> enter(context, token, to);
      case SignIn.Outcome.First _ -> first(exchange, to, username, "");
      case SignIn.Outcome.ByCode(String ticket) -> code(exchange, to, ticket, "");
      case SignIn.Outcome.Wrong _ -> {
        form(exchange, openId != null, to, username, Text.WRONG_PASSWORD.in(exchange.language()));
        context.status(401);
      }
      case SignIn.Outcome.Later(Duration wait) ->
          form(exchange, openId != null, to, username, later(exchange, wait));
    }
  }

  private void enter(Context context, String token, String to) {
    SessionCookie.set(context, token, Math.toIntExact(sessionTime.toSeconds()));
    context.redirect(to);
  }

  /** Says so in the answer's head too. */
  private static String later(Exchange exchange, Duration wait) {
    Problem late = Problem.later(ProblemCode.TOO_MANY, wait);
    exchange.context().status(late.code().status()).header("Retry-After", "" + late.retryAfter());
    Language language = exchange.language();
    return Text.WRONG_TOO_OFTEN.in(language, after(late, language));
  }

  /** The form in which the code of one's app is typed. */
  private static void code(Exchange exchange, String to, String ticket, String trouble) {
    View view = View.of(exchange.context());
    Pages.show(
        exchange.context(),
        "signincode",
        Map.of(
            "view", new View(view.language(), null, "/signin"),
            "to", to,
            "ticket", ticket,
            "trouble", trouble));
  }

  private void code(Exchange exchange) {
    Context context = exchange.context();
    String to = Pages.local(context.formParam("to"));
    String ticket = Pages.field(context, "ticket");
    Optional<SignIn.Outcome> outcome =
        door.openByCode(ticket, Pages.field(context, "code"), exchange.from());
    if (outcome.isEmpty()) {
      form(exchange, openId != null, to, "", Text.CODE_OVER.in(exchange.language()));
      context.status(401);
      return;
    }
    switch (outcome.get()) {
      case SignIn.Outcome.Opened(String token) -> enter(context, token, to);
      case SignIn.Outcome.Later(Duration wait) -> code(exchange, to, ticket, later(exchange, wait));
      case SignIn.Outcome.Wrong _, SignIn.Outcome.First _, SignIn.Outcome.ByCode _ -> {
        code(exchange, to, ticket, Text.CODE_WRONG.in(exchange.language()));
        context.status(401);
      }
    }
  }

  /** The form in which a password of one's own is chosen before anything is opened. */
  private static void first(Exchange exchange, String to, String username, String trouble) {
    View view = View.of(exchange.context());
    Pages.show(
        exchange.context(),
        "firstpassword",
        Map.of(
            "view", new View(view.language(), null, "/signin"),
            "to", to,
            "username", username,
            "trouble", trouble));
  }

  private void first(Exchange exchange) {
    Context context = exchange.context();
    String to = Pages.local(context.formParam("to"));
    String username = Pages.field(context, "username");
    String fresh = Pages.field(context, "fresh");
    Optional<Text> fault =
        fresh.equals(Pages.field(context, "again"))
            ? door.choose(username, Pages.field(context, "present"), fresh, exchange.from())
                .map(MePages::words)
            : Optional.of(Text.PASSWORD_DIFFERS);
    if (fault.isPresent()) {
      first(exchange, to, username, fault.get().in(exchange.language()));
      context.status(MePages.INVALID);
      return;
    }
    switch (accounts.enter(username, fresh)) {
      case Accounts.Entry.Opened(String token) -> enter(context, token, to);
      case Accounts.Entry.ByCode(String ticket) -> code(exchange, to, ticket, "");
      case Accounts.Entry.First _, Accounts.Entry.Wrong _ -> context.redirect("/signin");
    }
  }

  private static String after(Problem late, Language language) {
    long seconds = late.retryAfter();
    return seconds < 60
        ? Text.SECONDS.in(language, seconds)
        : Text.MINUTES.in(language, (seconds + 59) / 60);
  }

  private void signOut(Exchange exchange) {
    String token = SessionCookie.get(exchange.context()).orElse("");
    SessionCookie.remove(exchange.context());
    if (openId != null && OpenId.isMine(token)) {
      URI back = URI.create(address.of(exchange, "/signin"));
      Optional<URI> on = openId.signOut(token, back);
      if (on.isPresent()) {
        Pages.lead(exchange.context(), on.get().toString(), Text.SIGNED_OUT, Text.SIGN_OUT_THERE);
        return;
      }
    } else if (!token.isEmpty()) {
      accounts.signOut(token);
    }
    exchange.context().redirect("/signin");
  }

  private void language(Exchange exchange) {
    Context context = exchange.context();
    Language language =
        chosen(context.formParam("language")).orElseGet(() -> other(exchange.language()));
    SessionCookie.setLanguage(context, language, LANGUAGE_KEPT);
    context.redirect(Pages.local(context.formParam("to")));
  }

  private static Optional<Language> chosen(@Nullable String tag) {
    return Arrays.stream(Language.values())
        .filter(language -> language.tag().equals(tag))
        .findFirst();
  }

  private static Language other(Language language) {
    return switch (language) {
      case CHINESE -> Language.ENGLISH;
      case ENGLISH -> Language.CHINESE;
    };
  }
}

package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Language;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.http.SessionCookie;
import io.javalin.http.Context;
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
  private final Duration sessionTime;

  SignInPages(Accounts accounts, Duration sessionTime) {
    this.accounts = accounts;
    this.sessionTime = sessionTime;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(GET, "/", Access.anyone(), "The start.", this::start),
        Pages.page(GET, "/signin", Access.anyone(), "The form to sign in.", this::form),
        Pages.page(POST, "/signin", Access.anyone(), "Sign in.", this::signIn),
        Pages.page(POST, "/signout", Access.anyone(), "Sign out.", this::signOut),
        Pages.page(POST, "/language", Access.anyone(), "Another language.", this::language));
  }

  private void start(Exchange exchange) {
    View view = View.of(exchange.context());
    String first = view.searches() ? "/search" : "/me";
    exchange.context().redirect(view.viewer() == null ? "/signin" : first);
  }

  private void form(Exchange exchange) {
    form(exchange, Pages.local(exchange.context().queryParam("to")), "", false);
  }

  private static void form(Exchange exchange, String to, String username, boolean failed) {
    Pages.show(
        exchange.context(), "signin", Map.of("to", to, "username", username, "failed", failed));
  }

  private void signIn(Exchange exchange) {
    Context context = exchange.context();
    String to = Pages.local(context.formParam("to"));
    String username = Pages.field(context, "username");
    Optional<String> token = accounts.signIn(username, Pages.field(context, "password"));
    if (token.isEmpty()) {
      form(exchange, to, username, true);
      context.status(401);
      return;
    }
    SessionCookie.set(context, token.get(), Math.toIntExact(sessionTime.toSeconds()));
    context.redirect(to);
  }

  private void signOut(Exchange exchange) {
    SessionCookie.get(exchange.context()).ifPresent(accounts::signOut);
    SessionCookie.remove(exchange.context());
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

package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.account.PasswordFault;
import cn.cunzhen.api.account.Session;
import cn.cunzhen.api.account.SignIn;
import cn.cunzhen.api.calls.GuardianshipCalls;
import cn.cunzhen.api.calls.ObjectionCalls;
import cn.cunzhen.api.calls.PlaceNames;
import cn.cunzhen.api.calls.ReaderCalls;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.api.http.SessionCookie;
import cn.cunzhen.api.oidc.OpenId;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.catalogue.Places;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One's own sign-in, language and password; and who has read one's own records. */
final class MePages {
  private static final int MOST_READERS = 50;
  static final int INVALID = 422;

  private final Accounts accounts;
  private final SignIn door;
  private final @Nullable OpenId openId;
  private final ReaderCalls readers;
  private final ObjectionCalls objections;
  private final GuardianshipCalls guardianships;
  private final Places places;
  private final Duration sessionTime;
  private final Clock clock;

  MePages(
      Accounts accounts,
      SignIn door,
      @Nullable OpenId openId,
      ReaderCalls readers,
      ObjectionCalls objections,
      GuardianshipCalls guardianships,
      Places places,
      Duration sessionTime,
      Clock clock) {
    this.guardianships = guardianships;
    this.clock = clock;
    this.objections = objections;
    this.accounts = accounts;
    this.door = door;
    this.openId = openId;
    this.readers = readers;
    this.places = places;
    this.sessionTime = sessionTime;
  }

  List<Route> routes() {
    Access all = Access.signedIn();
    return List.of(
        Pages.page(GET, "/me", all, "One's own sign-in and language.", this::me),
        Pages.page(POST, "/me/password", all, "Another password.", this::password),
        Pages.page(POST, "/me/sessions/end", all, "End all one's sessions.", this::endAll),
        Pages.page(
            GET,
            "/me/readers",
            ObjectionCalls.HOLDERS,
            "Who has read one's records.",
            this::readers),
        Pages.page(
            POST, "/records/{id}/objections", ObjectionCalls.HOLDERS, "Object.", this::object));
  }

  private void me(Exchange exchange) {
    show(exchange, done(exchange.context()), null, null);
  }

  private static @Nullable Text done(Context context) {
    if (context.queryParam("changed") != null) {
      return Text.PASSWORD_CHANGED;
    }
    if (context.queryParam("codes") != null) {
      return Text.CODES_SET_DONE;
    }
    return context.queryParam("nocodes") != null ? Text.CODES_END_DONE : null;
  }

  void show(
      Exchange exchange,
      @Nullable Text done,
      @Nullable Text passwordFault,
      @Nullable Text codeFault) {
    MePage page =
        new MePage(
            exchange.caller(),
            agency(exchange),
            SessionCookie.get(exchange.context()).flatMap(this::session).orElse(null),
            accounts.hasCodes(exchange.caller().account()),
            guardians(exchange),
            done,
            passwordFault,
            codeFault);
    Pages.show(exchange.context(), "me", "page", page);
  }

  private List<GuardianshipLine> guardians(Exchange exchange) {
    Caller caller = exchange.caller();
    return caller.role() == Role.CITIZEN && caller.person() != null
        ? guardianships.guardians(exchange).stream()
            .map(each -> new GuardianshipLine(each, each.state(clock.instant()), false, false))
            .toList()
        : List.of();
  }

  private Optional<Session> session(String token) {
    return openId != null && OpenId.isMine(token) ? openId.session(token) : accounts.session(token);
  }

  private @Nullable String agency(Exchange exchange) {
    String code = exchange.caller().agency();
    return code == null ? null : new PlaceNames(places, exchange.language()).agency(code);
  }

  private void password(Exchange exchange) {
    Context context = exchange.context();
    String name = exchange.caller().account();
    String fresh = Pages.field(context, "fresh");
    Optional<Text> fault =
        fresh.equals(Pages.field(context, "again"))
            ? door.change(name, Pages.field(context, "present"), fresh, exchange.from())
                .map(MePages::words)
            : Optional.of(Text.PASSWORD_DIFFERS);
    if (fault.isPresent()) {
      show(exchange, null, fault.get(), null);
      context.status(INVALID);
      return;
    }
    // Who has a session has shown all that there is to show.
    SessionCookie.set(context, accounts.open(name), Math.toIntExact(sessionTime.toSeconds()));
    context.redirect("/me?changed");
  }

  static Text words(PasswordFault fault) {
    return switch (fault) {
      case WRONG -> Text.PASSWORD_WRONG;
      case TOO_OFTEN -> Text.PASSWORD_TOO_OFTEN;
      case SAME -> Text.PASSWORD_SAME;
      case SHORT -> Text.PASSWORD_SHORT;
      case LONG -> Text.PASSWORD_LONG;
      case NAME -> Text.PASSWORD_NAME;
      case CROSSED -> Text.PASSWORD_CROSSED;
    };
  }

  private void endAll(Exchange exchange) {
    String token = SessionCookie.get(exchange.context()).orElse("");
    if (openId != null && OpenId.isMine(token)) {
      openId.endAll(token);
    } else {
      accounts.endSessions(exchange.caller().account());
    }
    SessionCookie.remove(exchange.context());
    exchange.context().redirect("/signin");
  }

  private void object(Exchange exchange) throws InterruptedException {
    Context context = exchange.context();
    objections.object(
        exchange,
        Pages.field(context, "reader"),
        Pages.field(context, "at"),
        Pages.field(context, "words").strip());
    context.redirect("/me/readers");
  }

  private void readers(Exchange exchange) throws IOException, InterruptedException {
    ReadersPage page =
        ReadersPage.of(
            readers.ofOwn(exchange, MOST_READERS),
            objections.own(exchange),
            exchange.caller(),
            View.of(exchange.context()),
            new PlaceNames(places, exchange.language()));
    Pages.show(exchange.context(), "readers", "page", page);
  }
}

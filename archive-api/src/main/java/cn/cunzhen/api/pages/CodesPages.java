package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.account.CodeFault;
import cn.cunzhen.api.account.Codes;
import cn.cunzhen.api.account.SignIn;
import cn.cunzhen.api.http.Access;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codes of an app beside one's own password: setting them up and ending them. */
final class CodesPages {
  private final Accounts accounts;
  private final SignIn door;
  private final MePages me;

  CodesPages(Accounts accounts, SignIn door, MePages me) {
    this.accounts = accounts;
    this.door = door;
    this.me = me;
  }

  List<Route> routes() {
    Access all = Access.signedIn();
    return List.of(
        Pages.page(GET, "/me/codes", all, "A secret for one's own app.", this::propose),
        Pages.page(POST, "/me/codes", all, "Codes beside one's password.", this::set),
        Pages.page(POST, "/me/codes/end", all, "No codes any more.", this::end));
  }

  private void propose(Exchange exchange) {
    String name = name(exchange);
    if (accounts.hasCodes(name)) {
      exchange.context().redirect("/me");
      return;
    }
    show(exchange, accounts.proposeCodes(name), null);
  }

  private void set(Exchange exchange) {
    Context context = exchange.context();
    String name = name(exchange);
    String ticket = Pages.field(context, "ticket");
    Optional<CodeFault> fault =
        door.setCodes(
            name,
            Pages.field(context, "present"),
            ticket,
            Pages.field(context, "code"),
            exchange.from());
    if (fault.isEmpty()) {
      context.redirect("/me?codes");
      return;
    }
    // The app has the secret already, so it is shown again for as long as it may be used.
    Codes.Proposal proposal =
        accounts.proposal(name, ticket).orElseGet(() -> accounts.proposeCodes(name));
    show(exchange, proposal, words(fault.get()));
    context.status(MePages.INVALID);
  }

  private void end(Exchange exchange) {
    Context context = exchange.context();
    Optional<CodeFault> fault =
        door.endCodes(
            name(exchange),
            Pages.field(context, "present"),
            Pages.field(context, "code"),
            exchange.from());
    if (fault.isPresent()) {
      me.show(exchange, null, null, words(fault.get()));
      context.status(MePages.INVALID);
      return;
    }
    context.redirect("/me?nocodes");
  }

  private static void show(Exchange exchange, Codes.Proposal proposal, @Nullable Text fault) {
    CodesPage page = new CodesPage(exchange.caller().account(), proposal, fault);
    Pages.show(exchange.context(), "mycodes", "page", page);
  }

  /** Whoever signs in at a provider has the codes of that. */
  private static String name(Exchange exchange) {
    String name = exchange.caller().account();
    if (!Accounts.isName(name)) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    return name;
  }

  private static Text words(CodeFault fault) {
    return switch (fault) {
      case PASSWORD -> Text.PASSWORD_WRONG;
      case CODE -> Text.CODE_WRONG;
      case TOO_OFTEN -> Text.PASSWORD_TOO_OFTEN;
      case OVER -> Text.CODE_OVER;
    };
  }
}

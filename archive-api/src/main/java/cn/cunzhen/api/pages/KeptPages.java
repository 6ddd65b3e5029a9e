package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.account.KeptFault;
import cn.cunzhen.api.account.KeptQuestions;
import cn.cunzhen.api.calls.RecordCalls;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Route;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The questions that somebody keeps, as a piece of the search page. */
final class KeptPages {
  private final KeptQuestions questions;

  KeptPages(KeptQuestions questions) {
    this.questions = questions;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(POST, "/search/kept", RecordCalls.READERS, "Keep a question.", this::keep),
        Pages.page(
            POST, "/search/kept/remove", RecordCalls.READERS, "Keep it no more.", this::remove));
  }

  /** What the caller keeps. */
  Kept of(Exchange exchange) {
    return kept(exchange, null);
  }

  private Kept kept(Exchange exchange, @Nullable Text fault) {
    return new Kept(questions.of(exchange.caller().account()), fault);
  }

  private void keep(Exchange exchange) {
    Context context = exchange.context();
    Asked asked = Asked.of(context);
    String given = Pages.field(context, "name").strip();
    String name = given.isEmpty() ? beginning(asked.text()) : given;
    Optional<KeptFault> fault = questions.keep(exchange.caller().account(), name, asked.form());
    show(exchange, fault.map(KeptPages::words).orElse(null));
  }

  /** What was typed is the name of what has none. */
  private static String beginning(String words) {
    int length = words.codePointCount(0, words.length());
    int end = words.offsetByCodePoints(0, Math.min(length, KeptQuestions.LONGEST_NAME));
    return words.substring(0, end);
  }

  private void remove(Exchange exchange) {
    questions.remove(exchange.caller().account(), Pages.field(exchange.context(), "id"));
    show(exchange, null);
  }

  private void show(Exchange exchange, @Nullable Text fault) {
    Pages.show(exchange.context(), "kept", "kept", kept(exchange, fault));
  }

  private static Text words(KeptFault fault) {
    return switch (fault) {
      case EMPTY -> Text.KEPT_EMPTY;
      case LONG -> Text.KEPT_LONG;
      case NAMELESS -> Text.KEPT_NAMELESS;
      case LONG_NAME -> Text.KEPT_LONG_NAME;
      case NAME_TAKEN -> Text.KEPT_NAME_TAKEN;
      case FULL -> Text.KEPT_FULL;
    };
  }
}

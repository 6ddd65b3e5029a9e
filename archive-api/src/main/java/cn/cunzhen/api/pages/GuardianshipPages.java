package cn.cunzhen.api.pages;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.calls.GuardianshipCalls;
import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Language;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Caller;
import cn.cunzhen.core.access.Guardianship;
import cn.cunzhen.core.form.Fault;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where it is registered, confirmed and looked up who stands for whom. */
final class GuardianshipPages {
  private static final String PAGE = "/guardianships";
  private static final List<String> FIELDS =
      List.of(
          "guardianIdType",
          "guardianIdNumber",
          "wardIdType",
          "wardIdNumber",
          "kind",
          "papers",
          "until");

  private final GuardianshipCalls guardianships;
  private final Clock clock;

  GuardianshipPages(GuardianshipCalls guardianships, Clock clock) {
    this.guardianships = guardianships;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Pages.page(GET, PAGE, GuardianshipCalls.CONCERNED, "Guardianships.", this::all),
        Pages.page(POST, PAGE, GuardianshipCalls.REGISTERING, "Register one.", this::ask),
        Pages.page(
            POST, PAGE + "/search", GuardianshipCalls.CONCERNED, "A guardian's.", this::search),
        Pages.page(
            POST,
            PAGE + "/{guardianship}/answer",
            GuardianshipCalls.ANSWERING,
            "Answer.",
            this::answer),
        Pages.page(
            POST, PAGE + "/{guardianship}/end", GuardianshipCalls.CONCERNED, "End.", this::end));
  }

  private void all(Exchange exchange) {
    show(exchange, false, Map.of(), List.of(), null);
  }

  private void ask(Exchange exchange) {
    Map<String, String> values = values(exchange.context());
    try {
      guardianships.ask(exchange, json(values));
    } catch (Problem problem) {
      refuse(exchange, false, values, problem);
      return;
    }
    exchange.context().redirect(PAGE);
  }

  private void search(Exchange exchange) {
    Map<String, String> values = values(exchange.context());
    List<Guardianship> found;
    try {
      found = guardianships.of(exchange, json(values));
    } catch (Problem problem) {
      refuse(exchange, true, values, problem);
      return;
    }
    show(exchange, true, values, List.of(), found);
  }

  /** What is wrong with a field is said beside it, and nothing has to be written again. */
  private void refuse(
      Exchange exchange, boolean looksUp, Map<String, String> values, Problem problem) {
    if (problem.code() != ProblemCode.INVALID) {
      throw problem;
    }
    exchange.context().status(problem.code().status());
    show(exchange, looksUp, values, problem.faults(), null);
  }

  private void answer(Exchange exchange) {
    boolean given = Pages.field(exchange.context(), "given").equals("true");
    guardianships.answer(exchange, given, Pages.field(exchange.context(), "words").strip());
    exchange.context().redirect(PAGE);
  }

  private void end(Exchange exchange) {
    guardianships.end(exchange);
    exchange.context().redirect(PAGE);
  }

  private void show(
      Exchange exchange,
      boolean looksUp,
      Map<String, String> values,
      List<Fault> faults,
      @Nullable List<Guardianship> found) {
    Caller caller = exchange.caller();
    Pages.show(
        exchange.context(),
        "guardianships",
        "page",
        new GuardianshipPage(
            GuardianshipCalls.REGISTERING.admits(caller.role()),
            looksUp,
            values,
            words(faults, exchange.language()),
            lines(guardianships.waiting(), caller),
            found == null ? null : lines(found, caller)));
  }

  private List<GuardianshipLine> lines(List<Guardianship> list, Caller caller) {
    return list.stream().map(each -> line(each, caller)).toList();
  }

  private GuardianshipLine line(Guardianship each, Caller caller) {
    Guardianship.State state = each.state(clock.instant());
    boolean asked = state == Guardianship.State.ASKED;
    boolean own = each.asked().account().equals(caller.account());
    return new GuardianshipLine(
        each,
        state,
        asked && each.isAnsweredBy(caller),
        state == Guardianship.State.HOLDS || (asked && own));
  }

  private static Map<String, String> words(List<Fault> faults, Language language) {
    Map<String, String> words = new LinkedHashMap<>();
    for (Fault fault : faults) {
      words.putIfAbsent(
          fault.pointer().replaceFirst("^/", ""), language.choose(fault.zh(), fault.en()));
    }
    return words;
  }

  /** What was filled in. */
  private static Map<String, String> values(Context context) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String field : FIELDS) {
      String value = Pages.field(context, field).strip();
      if (!value.isEmpty()) {
        values.put(field, value);
      }
    }
    return values;
  }

  private static ObjectNode json(Map<String, String> values) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    values.forEach(json::put);
    return json;
  }
}

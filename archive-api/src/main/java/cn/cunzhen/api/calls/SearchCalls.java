package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.access.Policy;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.record.Holder;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.Question.Numbers;
import cn.cunzhen.indexer.search.Search;
import cn.cunzhen.indexer.search.SearchResult;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Behind;
import cn.cunzhen.indexer.search.Suggestion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Search: the same question as a URL, and as JSON for what must not stand in one. */
public final class SearchCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int LONGEST_QUESTION = 64 << 10;
  private static final int SUGGESTIONS = 8;

  private final Search search;
  private final Reading reading;

  public SearchCalls(Search search, Reading reading) {
    this.search = search;
    this.reading = reading;
  }

  public List<Route> routes() {
    Route.Builder url =
        Route.of(GET, "/api/v1/records", RecordCalls.READERS, "Find records.")
            .header("Archive-Position", "how many entries of the ledger the answer must cover")
            .gives(200, "application/json", "hits, total, facets, and where the next page begins");
    QuestionForm.FIELDS.forEach(url::query);
    return List.of(
        url.by(exchange -> find(exchange, QuestionForm.ofQuery(exchange.context()))),
        Route.of(POST, "/api/v1/records/search", RecordCalls.READERS, "Find records.")
            .takes("application/json", "the fields of the other search call")
            .header("Archive-Position", "how many entries of the ledger the answer must cover")
            .gives(200, "application/json", "hits, total, facets, and where the next page begins")
            .by(this::findByJson),
        Route.of(
                POST,
                "/api/v1/records/suggestions",
                RecordCalls.READERS,
                "Suggest names and numbers to somebody who is typing.")
            .takes("application/json", "`q`: what has been typed so far")
            .gives(200, "application/json", "`suggestions`: kind, text, count of records")
            .by(this::suggest),
        ofHolder());
  }

  private Route ofHolder() {
    Route.Builder dossier =
        Route.of(
                GET,
                "/api/v1/records/{id}/holders/{k}/records",
                RecordCalls.READERS,
                "All records of a holder of this record, over all agencies and years.")
            .path("id", "record id")
            .path("k", "which of its holders, from 1")
            .header("Archive-Position", "how many entries of the ledger the answer must cover")
            .gives(200, "application/json", "the holder, and what a search answers");
    QuestionForm.FIELDS.forEach(dossier::query);
    return dossier.by(this::dossier);
  }

  private void findByJson(Exchange exchange) throws IOException, InterruptedException {
    JsonNode body = Json.body(exchange, LONGEST_QUESTION);
    find(exchange, QuestionForm.ofJson(body));
  }

  private void find(Exchange exchange, QuestionForm form) throws InterruptedException {
    exchange.json(200, SearchJson.answer(answer(exchange, form.question(numbers(exchange)))));
  }

  private void suggest(Exchange exchange) throws IOException, InterruptedException {
    String typed = QuestionForm.typed(Json.body(exchange, LONGEST_QUESTION));
    exchange.json(200, SearchJson.suggestions(suggestions(exchange, typed)));
  }

  /** What the caller who has typed so much may mean; recorded as a search is. */
  public List<Suggestion> suggestions(Exchange exchange, String typed) throws InterruptedException {
    return reading.search(
        exchange,
        () -> search.suggest(typed, Policy.sight(exchange.caller()).records(), SUGGESTIONS));
  }

  private void dossier(Exchange exchange) throws InterruptedException {
    int k = Reading.place(exchange, "k");
    Dossier dossier = dossier(exchange, k, QuestionForm.ofQuery(exchange.context()).values());
    ObjectNode json = SearchJson.answer(dossier.answer());
    json.set("holder", Json.holders(List.of(dossier.holder())).get(0));
    exchange.json(200, json);
  }

  /**
   * All that the caller may see of a holder.
   *
   * @param holder the number masked, unless the caller is a holder
   */
  public record Dossier(Holder holder, Answer answer) {}

  /**
   * The records of the kth holder, from 1, of the record that the path names by its {@code id}: so
   * no number of a person stands in a URL. The newest come first, counted by year, item and agency,
   * unless the fields say otherwise, which are those of a search.
   *
   * @throws Problem if the caller may not find that record, or it has no such holder
   */
  public Dossier dossier(Exchange exchange, int k, Map<String, String> fields)
      throws InterruptedException {
    List<Holder> holders = reading.of(exchange, Action.SEARCH, null).holding().record().holders();
    if (k < 1 || k > holders.size()) {
      throw new Problem(ProblemCode.NOT_FOUND);
    }
    Holder holder = holders.get(k - 1);
    Map<String, String> all = new HashMap<>(Map.of("sort", "newest", "facets", "year,item,agency"));
    all.putAll(fields);
    Numbers numbers = numbers(exchange);
    Question question = new QuestionForm(all).question(numbers);
    Answer answer =
        unrecorded(
            exchange, question.with(question.filter().heldBy(holder.idType(), holder.number())));
    return new Dossier(numbers == Numbers.PLAIN ? holder : Masking.mask(holder), answer);
  }

  /** A holder's own numbers are no secret to the holder; staff see them masked in a list. */
  private static Numbers numbers(Exchange exchange) {
    Role role = exchange.caller().role();
    return role == Role.CITIZEN || role == Role.EMPLOYER ? Numbers.PLAIN : Numbers.MASKED;
  }

  /** Asks on behalf of the caller; the access is durable before the answer is given. */
  private Answer answer(Exchange exchange, Question question) throws InterruptedException {
    reading.reach(exchange.position());
    return reading.search(exchange, () -> unrecorded(exchange, question));
  }

  /**
   * Answers the fields of a page's form, which are those of a search; the access is durable before.
   *
   * @throws Problem with every fault in them
   */
  public Answer page(Exchange exchange, Map<String, String> fields) throws InterruptedException {
    return answer(exchange, new QuestionForm(fields).question(numbers(exchange)));
  }

  /** Answers a narrower question than one that the same call has asked already, and recorded. */
  public Answer narrower(Exchange exchange, Map<String, String> fields)
      throws InterruptedException {
    return unrecorded(exchange, new QuestionForm(fields).question(numbers(exchange)));
  }

  /** Asks on behalf of the caller what is not shown, only used. */
  Answer unrecorded(Exchange exchange, Question question) throws InterruptedException {
    reading.reach(exchange.position());
    SearchResult result =
        search.search(question, Policy.sight(exchange.caller()), exchange.position(), PATIENCE);
    return switch (result) {
      case Behind behind -> {
        exchange.covers(behind.position());
        throw new Problem(ProblemCode.BEHIND);
      }
      case Answer answer -> {
        exchange.covers(answer.position());
        yield answer;
      }
    };
  }
}

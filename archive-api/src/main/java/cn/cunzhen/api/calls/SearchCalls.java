package cn.cunzhen.api.calls;

import static cn.cunzhen.api.http.Route.Method.GET;
import static cn.cunzhen.api.http.Route.Method.POST;

import cn.cunzhen.api.http.Exchange;
import cn.cunzhen.api.http.Problem;
import cn.cunzhen.api.http.ProblemCode;
import cn.cunzhen.api.http.Route;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Policy;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.indexer.search.Description;
import cn.cunzhen.indexer.search.Highlight;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.Question;
import cn.cunzhen.indexer.search.Question.Numbers;
import cn.cunzhen.indexer.search.Search;
import cn.cunzhen.indexer.search.SearchResult;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.SearchResult.Behind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Search: the same question as a URL, and as JSON for what must not stand in one. */
public final class SearchCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int LONGEST_QUESTION = 64 << 10;

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
            .by(this::findByJson));
  }

  private void findByJson(Exchange exchange) throws IOException, InterruptedException {
    JsonNode body = SessionCalls.body(exchange, LONGEST_QUESTION);
    find(exchange, QuestionForm.ofJson(body));
  }

  private void find(Exchange exchange, QuestionForm form) throws InterruptedException {
    exchange.json(200, json(answer(exchange, form.question(numbers(exchange)))));
  }

  /** A holder's own numbers are no secret to the holder; staff see them masked in a list. */
  private static Numbers numbers(Exchange exchange) {
    Role role = exchange.caller().role();
    return role == Role.CITIZEN || role == Role.EMPLOYER ? Numbers.PLAIN : Numbers.MASKED;
  }

  /** Asks on behalf of the caller; the access is durable before the answer is given. */
  private Answer answer(Exchange exchange, Question question) throws InterruptedException {
    Answer answer = unrecorded(exchange, question);
    reading.record(exchange, Action.SEARCH, null, null, exchange.purpose().orElse(null), true);
    return answer;
  }

  /** One page of what was typed into the page's one box. */
  public Answer page(Exchange exchange, String typed, @Nullable String cursor)
      throws InterruptedException {
    Map<String, String> fields = new HashMap<>(Map.of("q", typed));
    if (typed.isEmpty()) {
      fields.put("sort", "newest");
    }
    if (cursor != null) {
      fields.put("cursor", cursor);
    }
    return answer(exchange, new QuestionForm(fields).question(numbers(exchange)));
  }

  /** Asks on behalf of the caller what is not shown, only used. */
  Answer unrecorded(Exchange exchange, Question question) throws InterruptedException {
    reading.reach(exchange.position());
    SearchResult result =
        search.search(
            question, Policy.visibility(exchange.caller()), exchange.position(), PATIENCE);
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

  private static ObjectNode json(Answer answer) {
    ObjectNode json = Json.object();
    json.put("total", answer.total());
    json.put("position", answer.position());
    json.put("approximate", answer.approximate());
    ArrayNode hits = json.putArray("hits");
    answer.hits().forEach(hit -> hits.add(json(hit)));
    ObjectNode facets = json.putObject("facets");
    answer
        .facets()
        .forEach((facet, counts) -> {
          ArrayNode values = facets.putArray(Json.word(facet));
          counts.forEach(count ->
              values.addObject().put("value", count.value()).put("count", count.records()));
        });
    if (answer.next() != null) {
      json.put("next", answer.next().format());
    }
    return json;
  }

  private static ObjectNode json(Hit hit) {
    ObjectNode json = Json.object();
    json.put("recordId", hit.record().value());
    json.put("version", hit.version());
    Description about = hit.description();
    if (about != null) {
      json.put("archiveNumber", about.archiveNumber());
      json.put("transactionId", about.transactionId());
      json.putObject("item").put("code", about.itemCode()).put("name", about.itemName());
      json.set("holders", Json.holders(about.holders()));
      json.put("agency", about.agency());
      json.put("region", about.region());
      json.put("channel", Json.word(about.channel()));
      json.put("outcome", Json.word(about.outcome()));
      json.put("completedAt", about.completedAt().toString());
    }
    ArrayNode highlights = json.putArray("highlights");
    for (Highlight highlight : hit.highlights()) {
      ObjectNode each = highlights.addObject();
      each.put("field", Json.word(highlight.field()));
      if (highlight.file() != null) {
        each.put("file", highlight.file());
      }
      if (highlight.page() != null) {
        each.put("page", highlight.page());
      }
      each.put("text", highlight.text());
      ArrayNode marks = each.putArray("marks");
      highlight
          .marks()
          .forEach(mark -> marks.addObject().put("from", mark.from()).put("to", mark.to()));
    }
    return json;
  }
}

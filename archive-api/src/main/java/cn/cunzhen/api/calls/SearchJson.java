package cn.cunzhen.api.calls;

import cn.cunzhen.indexer.search.Description;
import cn.cunzhen.indexer.search.Highlight;
import cn.cunzhen.indexer.search.Hit;
import cn.cunzhen.indexer.search.SearchResult.Answer;
import cn.cunzhen.indexer.search.Suggestion;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the search calls answer, as JSON. */
final class SearchJson {
  private SearchJson() {}

  static ObjectNode suggestions(List<Suggestion> suggestions) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("suggestions");
    for (Suggestion each : suggestions) {
      list.addObject()
          .put("kind", Json.word(each.kind()))
          .put("text", each.text())
          .put("count", each.count());
    }
    return json;
  }

  static ObjectNode answer(Answer answer) {
    ObjectNode json = Json.object();
    json.put("total", answer.total());
    json.put("position", answer.position());
    json.put("approximate", answer.approximate());
    ArrayNode hits = json.putArray("hits");
    answer.hits().forEach(hit -> hits.add(hit(hit)));
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

  private static ObjectNode hit(Hit hit) {
    ObjectNode json = Json.object();
    json.put("recordId", hit.record().value());
    json.put("version", hit.version());
    Description about = hit.description();
    if (about != null) {
      json.put("archiveNumber", about.archiveNumber());
      json.put("transactionId", about.transactionId());
      json.putObject("item").put("code", about.itemCode()).put("name", about.itemName());
      json.set("holders", Json.holders(about.holders()));
      if (about.others() > 0) {
        json.put("others", about.others());
      }
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

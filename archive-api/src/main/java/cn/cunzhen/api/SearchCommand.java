package cn.cunzhen.api;

import cn.cunzhen.api.client.RefusedException;
import cn.cunzhen.api.client.RemoteArchive;
import cn.cunzhen.core.record.Retention;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Finds records in a running archive. None is found in a folder: what may be seen rests on who
 * asks, and every access is recorded.
 */
@Command(name = "search")
final class SearchCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "WORD")
  private List<String> words = List.of();

  @Option(names = "--holder", paramLabel = "TEXT")
  private @Nullable String holder;

  @Option(names = "--item", paramLabel = "CODE")
  private List<String> items = List.of();

  @Option(names = "--agency", paramLabel = "CODE")
  private List<String> agencies = List.of();

  @Option(names = "--region", paramLabel = "CODE")
  private List<String> regions = List.of();

  @Option(names = "--from", paramLabel = "DATE")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DATE")
  private @Nullable String to;

  @Option(names = "--sort", paramLabel = "ORDER")
  private @Nullable String sort;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "20")
  private int limit;

  @Option(names = "--cursor", paramLabel = "CURSOR")
  private @Nullable String cursor;

  @Option(names = "--json")
  private boolean json;

  @Mixin private ConnectionOptions connection;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Voice voice = new Voice(spec);
    try (RemoteArchive archive = connection.signIn(voice)) {
      JsonNode answer = archive.search(question());
      if (json) {
        voice.print(answer.toString());
      } else {
        show(voice, answer);
      }
      return 0;
    } catch (RefusedException e) {
      throw voice.failure("search.refused", e.refused().inFull());
    }
  }

  private ObjectNode question() {
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    question.put("q", String.join(" ", words));
    question.put("limit", limit);
    put(question, "holder", holder);
    put(question, "item", items);
    put(question, "agency", agencies);
    put(question, "region", regions);
    put(question, "from", from);
    put(question, "to", to);
    put(question, "sort", sort == null && words.isEmpty() ? "newest" : sort);
    put(question, "cursor", cursor);
    return question;
  }

  private static void put(ObjectNode question, String field, @Nullable String value) {
    if (value != null) {
      question.put(field, value);
    }
  }

  private static void put(ObjectNode question, String field, List<String> values) {
    if (!values.isEmpty()) {
      question.put(field, String.join(",", values));
    }
  }

  private static void show(Voice voice, JsonNode answer) {
    Table table = new Table();
    answer.path("hits").forEach(hit -> table.row(row(hit)));
    table.lines().forEach(voice::print);
    voice.say(
        answer.path("approximate").asBoolean() ? "search.approximate" : "search.total",
        answer.path("total").asLong());
    if (answer.hasNonNull("next")) {
      voice.say("search.next", answer.path("next").asText());
    }
  }

  private static List<String> row(JsonNode hit) {
    String completed = hit.path("completedAt").asText();
    return List.of(
        hit.path("recordId").asText(),
        hit.path("archiveNumber").asText(),
        completed.isEmpty() ? "" : day(completed),
        hit.path("item").path("name").asText(),
        hit.path("holders")
            .valueStream()
            .map(holder -> holder.path("name").asText() + " " + holder.path("idNumber").asText())
            .collect(Collectors.joining(", ")));
  }

  private static String day(String instant) {
    return Instant.parse(instant).atZone(Retention.ZONE).toLocalDate().toString();
  }
}

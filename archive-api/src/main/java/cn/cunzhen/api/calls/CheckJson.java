package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.NamedFile;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Verdict;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Every check of a verification as JSON: {@code valid} where none fails and one holds, {@code
 * complete} where none is {@linkplain Check#isOpen() open}.
 */
public final class CheckJson {
  private CheckJson() {}

  public static ObjectNode of(List<Check> checks, Language language) {
    ObjectNode json = Json.object();
    boolean holds = checks.stream().anyMatch(check -> check.verdict() == Verdict.HOLDS);
    boolean fails = checks.stream().anyMatch(check -> check.verdict() == Verdict.FAILS);
    json.put("valid", holds && !fails);
    json.put("complete", checks.stream().noneMatch(Check::isOpen));
    ArrayNode each = json.putArray("checks");
    for (Check check : checks) {
      ObjectNode line = each.addObject();
      line.put("check", check.name().code())
          .put("verdict", Json.word(check.verdict()))
          .put(
              "meaning",
              switch (language) {
                case CHINESE -> check.name().chinese();
                case ENGLISH -> check.name().english();
              });
      if (check.time() != null) {
        line.put("time", check.time().toString());
      }
    }
    return json;
  }

  /** Adds where a single file is named; gives what was added. */
  public static ObjectNode addPlace(ObjectNode json, NamedFile.Place place) {
    ObjectNode found = json.putObject("found");
    found.put("record", place.record().id().value()).put("version", place.record().version());
    if (place.number() > 0) {
      found.put("number", place.number()).put("name", place.name());
    }
    return found.put("path", place.path());
  }
}

package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.proof.Check.Verdict;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Every check of a verification as JSON: {@code valid} where none fails, {@code complete} where
 * none is unknown.
 */
public final class CheckJson {
  private CheckJson() {}

  public static ObjectNode of(List<Check> checks, Language language) {
    ObjectNode json = Json.object();
    json.put("valid", checks.stream().noneMatch(check -> check.verdict() == Verdict.FAILS));
    json.put("complete", checks.stream().noneMatch(check -> check.verdict() == Verdict.UNKNOWN));
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
}

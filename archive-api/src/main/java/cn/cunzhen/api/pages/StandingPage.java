package cn.cunzhen.api.pages;

import cn.cunzhen.core.copy.Standing;
import cn.cunzhen.core.copy.Standing.Entered;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a certified copy's record, as anyone may know who holds the copy: what stands
 * on the cover, and what has become of it.
 *
 * @param status its word in JSON
 * @param says the same to people
 * @param version null where the code is unknown
 * @param disposedAt null where it was not disposed of
 */
public record StandingPage(
    String status, Text says, Text means, @Nullable Entered version, @Nullable Instant disposedAt) {
  static StandingPage of(Standing standing) {
    return switch (standing) {
      case Standing.Current(Entered version) ->
          new StandingPage("current", Text.COPY_CURRENT, Text.COPY_CURRENT_MEANS, version, null);
      case Standing.Superseded(Entered version) ->
          new StandingPage(
              "superseded", Text.COPY_SUPERSEDED, Text.COPY_SUPERSEDED_MEANS, version, null);
      case Standing.Disposed(Entered version, Instant at) ->
          new StandingPage("disposed", Text.COPY_DISPOSED, Text.COPY_DISPOSED_MEANS, version, at);
      case Standing.Unknown() ->
          new StandingPage("unknown", Text.COPY_UNKNOWN, Text.COPY_UNKNOWN_MEANS, null, null);
    };
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", status);
    Entered entered = version;
    if (entered != null) {
      json.put("version", entered.version());
      json.put("enteredAt", entered.at().toString());
      json.put("position", entered.position());
      json.put("digest", entered.digest().hex());
    }
    if (disposedAt != null) {
      json.put("disposedAt", disposedAt.toString());
    }
    return json;
  }
}

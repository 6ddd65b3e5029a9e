package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.indexer.search.RecordIndex;
import cn.cunzhen.indexer.search.TextState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What came of reading the files of a record for search. */
final class FileTexts {
  private final RecordIndex index;

  FileTexts(RecordIndex index) {
    this.index = index;
  }

  /** Of each file, in the record's order; empty while they are still to be read. */
  List<TextState> of(Holding holding) {
    try {
      return index.textStates(holding.record().id(), holding.entry().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds it to the metadata of the files. */
  void addTo(JsonNode files, Holding holding, Language language) {
    List<TextState> states = of(holding);
    for (int i = 0; i < files.size(); i++) {
      ObjectNode text = ((ObjectNode) files.get(i)).putObject("text");
      if (i < states.size() && !states.get(i).more()) {
        add(states.get(i), text, language);
      } else {
        text.put("state", "pending");
      }
    }
  }

  private static void add(TextState state, ObjectNode text, Language language) {
    if (state.reason() == null) {
      text.put("state", state.truncated() ? "partial" : "read").put("pages", state.pages());
    } else {
      text.put("state", "none")
          .put("reason", state.reason().word())
          .put("message", language == Language.CHINESE ? state.reason().zh() : state.reason().en());
    }
  }
}

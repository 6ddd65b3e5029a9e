package cn.cunzhen.api.calls;

import cn.cunzhen.api.http.Language;
import cn.cunzhen.core.signed.FileSignature;
import cn.cunzhen.core.signed.Reason;
import cn.cunzhen.core.signed.SignaturesJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What intake found of the signatures inside of a record's files, as metadata of those.
 *
 * @param plain whether to say who signed: that may be the holder, or tell who that is
 */
record FileSignatures(List<List<FileSignature>> signatures, boolean plain, Language language) {
  /** Adds it to the metadata of the files; nothing to a file without signatures. */
  void addTo(JsonNode files) {
    for (int i = 0; i < files.size() && i < signatures.size(); i++) {
      if (!signatures.get(i).isEmpty()) {
        ((ObjectNode) files.get(i)).set("signatures", json(signatures.get(i)));
      }
    }
  }

  private ArrayNode json(List<FileSignature> of) {
    ArrayNode json = SignaturesJson.format(of);
    for (int i = 0; i < of.size(); i++) {
      ObjectNode each = (ObjectNode) json.get(i);
      Reason reason = of.get(i).reason();
      if (reason != null) {
        each.put("message", language == Language.CHINESE ? reason.chinese() : reason.english());
      }
      if (!plain) {
        each.remove("signer");
      }
    }
    return json;
  }
}

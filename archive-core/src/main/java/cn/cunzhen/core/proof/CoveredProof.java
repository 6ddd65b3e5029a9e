package cn.cunzhen.core.proof;

import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof as evidence records cover it: it never changes, whoever signs the checkpoint later on.
 *
 * @param checkpoint its text, without signatures
 * @param record the bytes of record.json; null of an entry that names no package that is kept
 * @param seal the P-256 seal over them; null likewise
 */
public record CoveredProof(
    Bytes leaf,
    InclusionProof inclusion,
    String checkpoint,
    @Nullable Bytes record,
    @Nullable Bytes seal,
    List<Bytes> timestamps) {
  public CoveredProof {
    timestamps = List.copyOf(timestamps);
  }

  /** What evidence is made of: RFC 8785 JSON. */
  public Bytes format() {
    return CanonicalJson.format(json());
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("leaf", leaf.base64());
    json.put("index", inclusion.index());
    json.put("treeSize", inclusion.treeSize());
    ArrayNode hashes = json.putArray("hashes");
    inclusion.hashes().forEach(hash -> hashes.add(hash.bytes().base64()));
    json.put("checkpoint", checkpoint);
    if (record != null && seal != null) {
      json.put("record", record.base64());
      json.put("seal", seal.base64());
    }
    ArrayNode tokens = json.putArray("timestamps");
    timestamps.forEach(token -> tokens.add(token.base64()));
    return json;
  }
}

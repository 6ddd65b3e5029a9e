package cn.cunzhen.core.proof;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.TlogProof;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * All that proves that a record is what the archive sealed, and that its ledger holds it: it needs
 * no archive to be checked.
 *
 * @param leaf the entry's bytes
 * @param record the bytes of record.json
 * @param seal the P-256 seal over them, DER
 * @param timestamps RFC 3161 tokens over the checkpoint, DER; none as long as none was stamped
 */
public record ProofBundle(
    Bytes leaf,
    InclusionProof inclusion,
    Note checkpoint,
    Bytes record,
    Bytes seal,
    List<Bytes> timestamps) {
  public ProofBundle {
    timestamps = List.copyOf(timestamps);
  }

  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("leaf", leaf.base64());
    json.put("index", inclusion.index());
    json.put("treeSize", inclusion.treeSize());
    ArrayNode hashes = json.putArray("hashes");
    inclusion.hashes().forEach(hash -> hashes.add(hash.bytes().base64()));
    json.put("checkpoint", checkpoint.format().utf8());
    json.put("record", record.base64());
    json.put("seal", seal.base64());
    ArrayNode tokens = json.putArray("timestamps");
    timestamps.forEach(token -> tokens.add(token.base64()));
    return json;
  }

  /**
   * Reads what {@link #json()} writes; other fields are passed over.
   *
   * @throws IllegalArgumentException if a field is missing or can't be read
   */
  public static ProofBundle parse(Bytes text) {
    JsonNode json = UntrustedJson.parse(text);
    List<Sha256> hashes = new ArrayList<>();
    json.path("hashes").forEach(hash -> hashes.add(new Sha256(Bytes.ofBase64(hash.asText()))));
    List<Bytes> tokens = new ArrayList<>();
    json.path("timestamps").forEach(token -> tokens.add(Bytes.ofBase64(token.asText())));
    return new ProofBundle(
        Bytes.ofBase64(field(json, "leaf").asText()),
        new InclusionProof(field(json, "index").asLong(), field(json, "treeSize").asLong(), hashes),
        Note.parse(Bytes.utf8(field(json, "checkpoint").asText())),
        Bytes.ofBase64(field(json, "record").asText()),
        Bytes.ofBase64(field(json, "seal").asText()),
        tokens);
  }

  private static JsonNode field(JsonNode json, String name) {
    if (!json.has(name)) {
      throw new IllegalArgumentException("a proof has a field " + name);
    }
    return json.get(name);
  }

  /** Its inclusion proof and checkpoint alone, as C2SP tlog-proof words them. */
  public TlogProof tlogProof() {
    return new TlogProof(inclusion.index(), inclusion.hashes(), Bytes.of(new byte[0]), checkpoint);
  }
}

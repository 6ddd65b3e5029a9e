package cn.cunzhen.core.proof;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.log.TlogProof;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that proves that a record is what the archive sealed, and that its ledger holds it: it needs
 * no archive to be checked.
 *
 * @param leaf the entry's bytes
 * @param record the bytes of record.json
 * @param seal the P-256 seal over them, DER
 * @param timestamps RFC 3161 tokens over the checkpoint, DER; none as long as none was stamped
 * @param evidence an evidence record (RFC 4998) over all this and the package, DER; null as long as
 *     the proof was not renewed
 */
public record ProofBundle(
    Bytes leaf,
    InclusionProof inclusion,
    Note checkpoint,
    Bytes record,
    Bytes seal,
    List<Bytes> timestamps,
    @Nullable Bytes evidence) {
  public ProofBundle {
    timestamps = List.copyOf(timestamps);
  }

  /** A proof that was never renewed. */
  public ProofBundle(
      Bytes leaf,
      InclusionProof inclusion,
      Note checkpoint,
      Bytes record,
      Bytes seal,
      List<Bytes> timestamps) {
    this(leaf, inclusion, checkpoint, record, seal, timestamps, null);
  }

  /** The same with an evidence record; null takes it away. */
  public ProofBundle with(@Nullable Bytes other) {
    return new ProofBundle(leaf, inclusion, checkpoint, record, seal, timestamps, other);
  }

  /** What its evidence covers of it. */
  public CoveredProof covered() {
    return new CoveredProof(leaf, inclusion, checkpoint.text(), record, seal, timestamps);
  }

  public ObjectNode json() {
    ObjectNode json = covered().json();
    json.put("checkpoint", checkpoint.format().utf8());
    if (evidence != null) {
      json.put("evidence", evidence.base64());
    }
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
        tokens,
        json.has("evidence") ? Bytes.ofBase64(json.get("evidence").asText()) : null);
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

package cn.cunzhen.api.calls;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.head.LogHead;
import cn.cunzhen.core.head.ServedLog;
import cn.cunzhen.core.log.ConsistencyProof;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.storage.StorageException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The proof that one tree of a ledger begins with another (RFC 9162 §2.1.4), verified.
 *
 * @param checkpoint the newest; no checkpoint is signed of sizes that no head had
 */
public record Growth(ConsistencyProof proof, Sha256 fromRoot, Sha256 toRoot, Note checkpoint) {
  /**
   * Makes it.
   *
   * @throws StorageException where the ledger is damaged, so that it can't be proved
   */
  public static Growth of(ServedLog ledger, LogHead head, long from, long to) {
    ConsistencyProof proof = ConsistencyProof.of(from, to, ledger.log().hashes(head));
    Sha256 fromRoot = ledger.log().rootAt(head, from);
    Sha256 toRoot = ledger.log().rootAt(head, to);
    if (!proof.proves(fromRoot, toRoot)) {
      throw new StorageException("the ledger of " + to + " entries does not continue " + from);
    }
    return new Growth(proof, fromRoot, toRoot, ledger.checkpoint(head));
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.putObject("from").put("size", proof.oldSize()).put("root", fromRoot.bytes().base64());
    json.putObject("to").put("size", proof.newSize()).put("root", toRoot.bytes().base64());
    proof.hashes().forEach(hash -> json.withArray("hashes").add(hash.bytes().base64()));
    json.withArray("hashes");
    json.put("checkpoint", checkpoint.format().utf8());
    return json;
  }
}

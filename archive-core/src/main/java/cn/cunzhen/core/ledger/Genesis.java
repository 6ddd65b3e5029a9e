package cn.cunzhen.core.ledger;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Write;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What an archive is known by: put once beside the head, before the first entry, and never changed.
 *
 * @param anchors SHA-256 of each trust anchor
 */
public record Genesis(Origin origin, VerifierKey verifierKey, List<Sha256> anchors) {
  private static final ObjectKey KEY = ObjectKey.of("ledger/genesis");

  public Genesis {
    anchors = List.copyOf(anchors);
  }

  Bytes format() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("origin", origin.value());
    json.put("verifierKey", verifierKey.format());
    anchors.forEach(anchor -> json.withArray("anchors").add(anchor.hex()));
    return CanonicalJson.format(json);
  }

  /** What the ledger's followers know it by. */
  public Sha256 digest() {
    return Sha256.of(format());
  }

  /** Whether the store already belongs to an archive. */
  public static boolean exists(Heads heads) {
    return heads.get(KEY).isPresent();
  }

  /**
   * Makes this the store's genesis where it has none.
   *
   * @throws StorageException.Unfit if the store belongs to another archive, or to this one with
   *     other keys
   */
  public void establish(Heads heads) {
    if (heads.get(KEY).isEmpty()
        && heads.putOnce(KEY, format()) instanceof Write.Unknown unknown
        && heads.get(KEY).isEmpty()) {
      throw unknown.cause();
    }
    Optional<Bytes> found = heads.get(KEY).map(head -> head.value());
    if (!found.equals(Optional.of(format()))) {
      throw new StorageException.Unfit(
          "the store belongs to an archive with other keys than this node's;"
              + " give this node that archive's key file");
    }
  }
}

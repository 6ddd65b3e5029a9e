package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What was gathered to validate seals and time stamps later, as it is stored and as an entry of the
 * ledger names it: digests of objects that lie beside it, each in DER.
 *
 * @param to how many entries of the ledger were looked through for certificates
 * @param certificates all that were in use among them, and those that stand behind them, up to the
 *     roots
 * @param lists revocation lists (RFC 5280) that were gathered this time
 * @param answers OCSP answers (RFC 6960) that were gathered this time
 */
public record ValidationData(
    long to, List<Sha256> certificates, List<Sha256> lists, List<Sha256> answers)
    implements EvidenceObject {
  public ValidationData {
    certificates = ordered(certificates);
    lists = ordered(lists);
    answers = ordered(answers);
    if (to < 0 || certificates.isEmpty()) {
      throw new IllegalArgumentException("nothing was gathered");
    }
  }

  private static List<Sha256> ordered(Collection<Sha256> digests) {
    return digests.stream().distinct().sorted(Comparator.comparing(Sha256::hex)).toList();
  }

  @Override
  public Bytes format() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json.putArray("answers"), answers);
    put(json.putArray("certificates"), certificates);
    put(json.putArray("lists"), lists);
    json.put("to", to);
    return CanonicalJson.format(json);
  }

  private static void put(ArrayNode array, List<Sha256> digests) {
    digests.forEach(digest -> array.add(digest.hex()));
  }

  /**
   * The strict inverse of {@link #format}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  static ValidationData parse(Bytes text) {
    JsonNode json = CanonicalJson.parse(text);
    ValidationData parsed =
        new ValidationData(
            json.path("to").asLong(-1),
            digests(json.path("certificates")),
            digests(json.path("lists")),
            digests(json.path("answers")));
    if (!parsed.format().equals(text)) {
      throw new IllegalArgumentException("no validation data");
    }
    return parsed;
  }

  private static List<Sha256> digests(JsonNode array) {
    List<Sha256> digests = new ArrayList<>();
    array.forEach(digest -> digests.add(Sha256.ofHex(digest.asText())));
    return digests;
  }
}

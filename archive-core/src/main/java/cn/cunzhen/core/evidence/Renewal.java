package cn.cunzhen.core.evidence;

import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A renewal as it is stored and as an entry of the ledger names it: one token, and what it covers.
 *
 * <p>What its tree was made of lies beside it, as {@link Rows}.
 */
public sealed interface Renewal extends EvidenceObject {
  DigestAlgorithm algorithm();

  /** The digest of the object that holds the {@link Rows}. */
  Sha256 rows();

  TimeStamp stamp();

  /** The numbers of the renewals that this one follows. */
  List<Integer> renews();

  /**
   * Covers entries of the ledger and the packages that they name: a hash tree made anew, or for the
   * first time (RFC 4998 §5.3).
   *
   * @param from the first entry's index
   * @param to one more than the last one's
   * @param stamped the sizes of the stamped checkpoints that the entries' proofs lead to, each
   *     entry to the first that holds it: stamps of smaller ones may come later
   * @param renews the newest renewal of these entries so far; none for the first time
   */
  record OfEntries(
      DigestAlgorithm algorithm,
      long from,
      long to,
      List<Long> stamped,
      List<Integer> renews,
      Sha256 rows,
      TimeStamp stamp)
      implements Renewal {
    public OfEntries {
      stamped = List.copyOf(stamped);
      renews = List.copyOf(renews);
      if (from < 0
          || to <= from
          || renews.size() > 1
          || stamped.isEmpty()
          || stamped.getLast() < to) {
        throw new IllegalArgumentException("no renewal of entries");
      }
    }

    /** The size of the checkpoint that the proof of an entry leads to. */
    public long stampedFor(long index) {
      return stamped.stream().filter(size -> size > index).findFirst().orElseThrow();
    }
  }

  /**
   * Covers the tokens of other renewals (RFC 4998 §5.2).
   *
   * @param renews in the order of the rows
   */
  record OfTokens(DigestAlgorithm algorithm, List<Integer> renews, Sha256 rows, TimeStamp stamp)
      implements Renewal {
    public OfTokens {
      renews = List.copyOf(renews);
      if (renews.isEmpty()) {
        throw new IllegalArgumentException("no renewal of tokens");
      }
    }
  }

  @Override
  default Bytes format() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("algorithm", algorithm().word());
    if (this instanceof OfEntries entries) {
      json.put("from", entries.from());
      json.put("to", entries.to());
      entries.stamped().forEach(json.withArray("stamped")::add);
    }
    json.put("rows", rows().hex());
    json.put("token", stamp().der().base64());
    renews().forEach(json.withArray("renews")::add);
    return CanonicalJson.format(json);
  }

  /**
   * The strict inverse of {@link #format}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  static Renewal parse(Bytes text) {
    JsonNode json = CanonicalJson.parse(text);
    DigestAlgorithm algorithm =
        DigestAlgorithm.ofWord(json.path("algorithm").asText())
            .orElseThrow(() -> new IllegalArgumentException("no digest known here"));
    List<Integer> renews = new ArrayList<>();
    List<Long> stamped = new ArrayList<>();
    json.path("stamped").forEach(size -> stamped.add(size.asLong()));
    json.path("renews").forEach(number -> renews.add(number.asInt()));
    Sha256 rows = Sha256.ofHex(json.path("rows").asText());
    TimeStamp stamp = TimeStamp.parse(Bytes.ofBase64(json.path("token").asText()));
    Renewal parsed =
        json.has("from")
            ? new OfEntries(
                algorithm,
                json.path("from").asLong(),
                json.path("to").asLong(),
                stamped,
                renews,
                rows,
                stamp)
            : new OfTokens(algorithm, renews, rows, stamp);
    if (!parsed.format().equals(text)) {
      throw new IllegalArgumentException("not a renewal");
    }
    return parsed;
  }
}

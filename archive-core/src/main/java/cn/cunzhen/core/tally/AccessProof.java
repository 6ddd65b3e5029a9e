package cn.cunzhen.core.tally;

import cn.cunzhen.core.access.AccessBody;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.Origin;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All accesses to a record that are covered by tallies, with what shows that there are no more. It
 * may come from anywhere and hold anything; {@link AccessProofVerifier} judges it.
 *
 * @param tallies from number 1 on
 */
public record AccessProof(Origin archive, RecordId record, List<OfTally> tallies) {
  public AccessProof {
    tallies = List.copyOf(tallies);
  }

  /**
   * What one tally says of the record.
   *
   * @param entries the record's own, or those between which it is missing
   * @param opened what the record's own entry stands for
   * @param accesses those whose bodies were there, in the order of their places
   */
  record OfTally(
      Statement statement,
      List<TallyLog.Proved> entries,
      Optional<Opened> opened,
      List<Shown> accesses) {
    OfTally {
      entries = List.copyOf(entries);
      accesses = List.copyOf(accesses);
    }
  }

  /**
   * What an entry stands for.
   *
   * @param salt of its commitment
   */
  record Opened(Bytes salt, TallyCount count) {}

  /**
   * An access with where it stands.
   *
   * @param open the body's open form
   */
  record Shown(String node, Bytes open, InclusionProof inclusion) implements Comparable<Shown> {
    Place place() {
      return new Place(node, inclusion.index(), AccessBody.leafOf(open));
    }

    @Override
    public int compareTo(Shown other) {
      return place().compareTo(other.place());
    }
  }

  /** As a file. */
  public Bytes format() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("origin", archive.value());
    json.put("record", record.value());
    ArrayNode parts = json.putArray("tallies");
    for (OfTally tally : tallies) {
      ObjectNode part = parts.addObject();
      part.put("statement", tally.statement().note().format().utf8());
      ArrayNode entries = part.putArray("entries");
      for (TallyLog.Proved proved : tally.entries()) {
        ObjectNode entry = entries.addObject();
        entry.put("entry", proved.entry().format().utf8());
        put(entry, proved.inclusion());
      }
      tally
          .opened()
          .ifPresent(opened ->
              part.put("count", opened.count().format()).put("salt", opened.salt().hex()));
      ArrayNode accesses = part.putArray("accesses");
      for (Shown shown : tally.accesses()) {
        ObjectNode access = accesses.addObject();
        access.put("node", shown.node());
        access.set("body", CanonicalJson.parse(shown.open()));
        put(access, shown.inclusion());
      }
    }
    return CanonicalJson.format(json);
  }

  private static void put(ObjectNode json, InclusionProof inclusion) {
    json.put("index", inclusion.index());
    ArrayNode hashes = json.putArray("hashes");
    inclusion.hashes().forEach(hash -> hashes.add(hash.bytes().base64()));
  }

  /**
   * The strict inverse of {@link #format()}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static AccessProof parse(Bytes file) {
    JsonNode json = CanonicalJson.parse(file);
    List<OfTally> tallies = new ArrayList<>();
    for (JsonNode part : json.path("tallies")) {
      Statement statement = Statement.parse(Bytes.utf8(part.path("statement").asText()));
      List<TallyLog.Proved> entries = new ArrayList<>();
      for (JsonNode entry : part.path("entries")) {
        entries.add(
            new TallyLog.Proved(
                TallyEntry.parse(Bytes.utf8(entry.path("entry").asText())),
                inclusion(entry, statement.tally().size())));
      }
      List<Shown> accesses = new ArrayList<>();
      for (JsonNode access : part.path("accesses")) {
        String node = access.path("node").asText();
        Span span =
            statement
                .tally()
                .plan()
                .span(node)
                .orElseThrow(() -> new IllegalArgumentException("an access of no ledger: " + node));
        accesses.add(
            new Shown(
                node, CanonicalJson.format(access.path("body")), inclusion(access, span.size())));
      }
      tallies.add(new OfTally(statement, entries, opened(part), accesses));
    }
    AccessProof proof =
        new AccessProof(
            new Origin(json.path("origin").asText()),
            new RecordId(json.path("record").asText()),
            tallies);
    if (!proof.format().equals(file)) {
      throw new IllegalArgumentException("not a proof of accesses in its canonical form");
    }
    return proof;
  }

  private static Optional<Opened> opened(JsonNode part) {
    return part.has("count")
        ? Optional.of(
            new Opened(
                Bytes.ofHex(part.path("salt").asText()),
                TallyCount.parse(part.path("count").asText())))
        : Optional.empty();
  }

  private static InclusionProof inclusion(JsonNode json, long size) {
    List<Sha256> hashes = new ArrayList<>();
    json.path("hashes").forEach(hash -> hashes.add(new Sha256(Bytes.ofBase64(hash.asText()))));
    return new InclusionProof(json.path("index").asLong(), size, hashes);
  }
}

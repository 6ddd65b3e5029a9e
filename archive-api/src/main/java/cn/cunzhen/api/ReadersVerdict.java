package cn.cunzhen.api;

import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.log.VerifierKey;
import cn.cunzhen.core.tally.AccessProof;
import cn.cunzhen.core.tally.AccessProofVerifier;
import cn.cunzhen.core.tally.AccessVerdict;
import cn.cunzhen.core.tally.AccessVerdict.Kind;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges proofs of accesses, in the form in which all files are judged. */
final class ReadersVerdict {
  /** A statement a month for a century, and some hundred thousand readings. */
  private static final int LARGEST = 256 << 20;

  private static final Bytes BEGINNING = Bytes.utf8("{\"origin\":");

  private final Voice voice;
  private final @Nullable VerifierKey ledger;
  private final List<VerifierKey> auditors;

  /**
   * @param ledger null where none is at hand
   */
  ReadersVerdict(Voice voice, @Nullable VerifierKey ledger, List<VerifierKey> auditors) {
    this.voice = voice;
    this.ledger = ledger;
    this.auditors = auditors;
  }

  /** What is looked at, in this order: what stands behind a fault was not looked at any more. */
  private enum Part {
    SIGNED,
    FOLLOW,
    COUNTED,
    AUDITED;

    static Part of(Kind kind) {
      return switch (kind) {
        case EMPTY, ARCHIVE, SIGNATURE -> SIGNED;
        case ORDER -> FOLLOW;
        case ENTRY, NEIGHBOURS, ACCESS, COUNT -> COUNTED;
      };
    }
  }

  /** The proof of accesses in a file; empty where it holds none. */
  static Optional<AccessProof> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST || !begins(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(AccessProof.parse(Bytes.of(Files.readAllBytes(file))));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // judged as any file
    }
  }

  private static boolean begins(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Bytes.of(in.readNBytes(BEGINNING.size())).equals(BEGINNING);
    }
  }

  /** A verdict in JSON. */
  JsonNode of(Path file, AccessProof proof) {
    Map<Part, String> parts = new EnumMap<>(Part.class);
    Optional<AccessVerdict> verdict =
        Optional.ofNullable(ledger)
            .map(key -> new AccessProofVerifier(key, auditors).verify(proof));
    Optional<Part> fault =
        verdict.flatMap(AccessVerdict::fault).map(AccessVerdict.Fault::kind).map(Part::of);
    for (Part part : Part.values()) {
      boolean looked = verdict.isPresent() && fault.map(at -> part.compareTo(at) < 0).orElse(true);
      parts.put(part, looked ? "holds" : "unknown");
    }
    fault.ifPresent(at -> parts.put(at, "fails"));
    if (verdict.map(each -> each.auditors().isEmpty()).orElse(true)) {
      parts.put(Part.AUDITED, "unknown");
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file.toString());
    json.put("valid", verdict.isPresent() && fault.isEmpty());
    boolean told = verdict.map(each -> each.untold().isEmpty()).orElse(false);
    json.put("complete", told && parts.values().stream().allMatch("holds"::equals));
    ArrayNode checks = json.putArray("checks");
    parts.forEach((part, said) -> {
      String word = part.name().toLowerCase(Locale.ROOT);
      checks
          .addObject()
          .put("check", "readers-" + word)
          .put("verdict", said)
          .put("meaning", voice.text("verify.readers." + word));
    });
    verdict.filter(each -> each.fault().isEmpty()).ifPresent(each -> add(json, each));
    return json;
  }

  private static void add(ObjectNode json, AccessVerdict verdict) {
    ObjectNode readers = json.putObject("readers");
    readers.put("record", verdict.record().value());
    readers.put("count", verdict.count());
    verdict.until().ifPresent(until -> readers.put("until", until.toString()));
    ArrayNode auditors = readers.putArray("auditors");
    verdict.auditors().forEach(auditor -> auditors.add(auditor.value()));
    ArrayNode untold = readers.putArray("untold");
    verdict
        .untold()
        .forEach(
            each -> untold.addObject().put("node", each.node()).put("entries", each.entries()));
    ArrayNode accesses = readers.putArray("accesses");
    verdict.accesses().forEach(body -> accesses.add(CanonicalJson.parse(body)));
  }

  /** What was shown, in words. */
  static void print(Voice voice, JsonNode readers) {
    JsonNode accesses = readers.path("accesses");
    voice.say(
        "verify.readers.count",
        readers.path("count").asLong(),
        readers.path("record").asText(),
        readers.path("until").asText());
    Table table = new Table();
    for (JsonNode each : accesses) {
      table.row(
          List.of(
              "   ",
              each.path("at").asText(),
              each.path("role").asText(),
              each.path("account").asText(),
              each.path("window").asText(),
              each.path("action").asText(),
              each.path("purpose").asText()));
    }
    table.lines().forEach(voice::print);
    long erased = readers.path("count").asLong() - accesses.size();
    if (erased > 0) {
      voice.say("verify.readers.erased", erased);
    }
    readers
        .path("untold")
        .forEach(each ->
            voice.say(
                "verify.readers.untold",
                each.path("entries").asLong(),
                each.path("node").asText()));
  }
}

package cn.cunzhen.core.report;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.access.Action;
import cn.cunzhen.core.access.Role;
import cn.cunzhen.core.bag.PackageDefect;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.digest.DigestAlgorithm;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.log.InclusionProof;
import cn.cunzhen.core.log.Note;
import cn.cunzhen.core.proof.Check;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.report.ProbativeReport.Drawn;
import cn.cunzhen.core.report.ProbativeReport.Event;
import cn.cunzhen.core.report.ProbativeReport.Readers;
import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.SealSuite;
import cn.cunzhen.core.seal.SealVerdict;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report from its tree of JSON. What is surplus or derived is the caller's to notice. */
final class ReportReader {
  private static final String ZEROS = "00".repeat(32);

  private ReportReader() {}

  static ProbativeReport read(JsonNode json) {
    RecordId record = new RecordId(json.path("record").asText());
    JsonNode drawn = json.path("drawn");
    return new ProbativeReport(
        new Drawn(
            instant(drawn, "at"),
            drawn.path("archive").asText(),
            drawn.path("software").asText(),
            drawn.path("position").asLong()),
        record,
        json.path("version").asInt(),
        json.has("source") ? source(json.get("source")) : null,
        list(json, "seals", ReportReader::seal),
        list(json, "entries", ReportReader::event),
        list(json, "chains", ReportReader::chain),
        json.has("readers") ? readers(json.get("readers"), record) : null,
        list(json, "checks", ReportReader::judged),
        list(json, "damage", ReportReader::damage));
  }

  private static Source source(JsonNode json) {
    if (!(json.path("record") instanceof ObjectNode record)) {
      throw new IllegalArgumentException("a source has a record");
    }
    ObjectNode whole = record.deepCopy();
    ReportJson.LEFT_OUT.forEach(each -> whole.put(each, ZEROS));
    return new Source(
        ArchiveNumber.parse(json.path("archiveNumber").asText()),
        json.path("masked").asBoolean(),
        RecordJson.parse(CanonicalJson.format(whole)),
        CanonicalJson.format(json.path("checks")));
  }

  private static SealVerdict seal(JsonNode json) {
    return new SealVerdict(
        Words.parse(SealSuite.class, json.path("suite").asText()),
        text(json, "signer"),
        json.has("signedAt") ? instant(json, "signedAt") : null,
        json.has("certifiedUntil") ? instant(json, "certifiedUntil") : null,
        list(json, "faults", fault -> Words.parse(SealFault.class, fault.asText())));
  }

  private static Event event(JsonNode json) {
    return new Event(
        json.path("index").asLong(), LedgerEntry.parse(CanonicalJson.format(json.path("leaf"))));
  }

  private static EntryChain chain(JsonNode json) {
    return new EntryChain(
        new InclusionProof(
            json.path("index").asLong(),
            json.path("treeSize").asLong(),
            list(json, "hashes", hash -> new Sha256(Bytes.ofBase64(hash.asText())))),
        Note.parse(Bytes.utf8(json.path("checkpoint").asText())),
        list(
            json,
            "timestamps",
            each -> TimeStamp.parse(Bytes.ofBase64(each.path("token").asText()))),
        list(
            json,
            "witnesses",
            each -> new EntryChain.Witness(each.path("name").asText(), instant(each, "time"))),
        list(json, "renewals", ReportReader::renewed),
        json.has("evidence") ? Sha256.ofHex(json.get("evidence").asText()) : null);
  }

  private static EntryChain.Renewed renewed(JsonNode json) {
    return new EntryChain.Renewed(
        json.path("chain").asInt(),
        DigestAlgorithm.ofWord(json.path("algorithm").asText())
            .orElseThrow(() -> new IllegalArgumentException("no digest known here")),
        instant(json, "time"),
        json.path("authority").asText(),
        instant(json, "certifiedUntil"));
  }

  private static Readers readers(JsonNode json, RecordId record) {
    return new Readers(
        list(json, "accesses", each -> access(each, record)), json.path("more").asBoolean());
  }

  private static Access access(JsonNode json, RecordId record) {
    return new Access(
        instant(json, "at"),
        json.path("account").asText(),
        Role.of(json.path("role").asText()),
        text(json, "agency"),
        text(json, "window"),
        Words.parse(Action.class, json.path("action").asText()),
        record,
        json.has("file") ? json.get("file").asInt() : null,
        text(json, "purpose"),
        Words.parse(Access.Outcome.class, json.path("outcome").asText()),
        null);
  }

  private static Judged judged(JsonNode json) {
    return new Judged(
        json.path("entry").asLong(),
        new Check(
            Words.parse(Check.Name.class, json.path("check").asText()),
            Words.parse(Check.Verdict.class, json.path("verdict").asText()),
            json.has("time") ? instant(json, "time") : null));
  }

  private static PackageFinding damage(JsonNode json) {
    String code = json.path("code").asText();
    String where = json.path("where").asText();
    Stream<PackageFinding> defects =
        Stream.of(PackageDefect.values())
            .map(defect -> new PackageFinding.Defective(defect, where));
    Stream<PackageFinding> faults =
        Stream.of(SealSuite.values())
            .flatMap(suite ->
                Stream.of(SealFault.values())
                    .map(fault -> new PackageFinding.Unsealed(suite, fault)));
    return Stream.concat(defects, faults)
        .filter(each -> each.code().equals(code) && each.where().equals(where))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no finding known here"));
  }

  private static <T> List<T> list(JsonNode json, String name, Function<JsonNode, T> reader) {
    List<T> list = new ArrayList<>();
    json.path(name).forEach(each -> list.add(reader.apply(each)));
    return list;
  }

  private static Instant instant(JsonNode json, String name) {
    try {
      return Instant.parse(json.path(name).asText());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time", e);
    }
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.has(name) ? json.get(name).asText() : null;
  }
}

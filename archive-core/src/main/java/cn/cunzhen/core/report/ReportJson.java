package cn.cunzhen.core.report;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.Words;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.json.UntrustedJson;
import cn.cunzhen.core.record.RecordJson;
import cn.cunzhen.core.seal.SealFault;
import cn.cunzhen.core.seal.SealVerdict;
import cn.cunzhen.core.seal.TimeStamp;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A probative-value report in its one form: RFC 8785 JSON, format version 1 (docs/formats.md).
 *
 * <p>What is absent is left out, never null.
 */
public final class ReportJson {
  static final int FORMAT_VERSION = 1;
  static final String KIND = "probative-value-report";

  /** Of a record, what is left out: see {@link Source}. */
  static final List<String> LEFT_OUT = List.of("checks", "salt", "submission");

  private ReportJson() {}

  /** Writes the report. */
  public static Bytes format(ProbativeReport report) {
    ObjectNode json = object();
    json.put("kind", KIND);
    json.put("formatVersion", FORMAT_VERSION);
    json.putObject("drawn")
        .put("at", report.drawn().at().toString())
        .put("archive", report.drawn().archive())
        .put("software", report.drawn().software())
        .put("position", report.drawn().position());
    json.put("record", report.record().value());
    json.put("version", report.version());
    json.put("state", Words.of(report.state()));
    if (report.source() != null) {
      json.set("source", source(report.source()));
    }
    report.seals().forEach(each -> json.withArray("seals").add(seal(each)));
    ArrayNode entries = json.putArray("entries");
    report
        .events()
        .forEach(each ->
            entries
                .addObject()
                .put("index", each.index())
                .set("leaf", CanonicalJson.parse(each.entry().format())));
    report.chains().forEach(each -> json.withArray("chains").add(chain(each)));
    if (report.readers() != null) {
      ObjectNode readers = json.putObject("readers").put("more", report.readers().more());
      ArrayNode accesses = readers.putArray("accesses");
      report.readers().accesses().forEach(each -> accesses.add(access(each)));
    }
    ArrayNode checks = json.putArray("checks");
    report.checks().forEach(each -> checks.add(judged(each)));
    report.damage().forEach(each -> json.withArray("damage").add(damage(each)));
    json.put("valid", report.valid());
    json.put("complete", report.complete());
    return CanonicalJson.format(json);
  }

  /**
   * The strict inverse of {@link #format}.
   *
   * @throws IllegalArgumentException for anything that {@code format} does not write
   */
  public static ProbativeReport parse(Bytes text) {
    ProbativeReport report = ReportReader.read(UntrustedJson.parse(text));
    if (!format(report).equals(text)) {
      throw new IllegalArgumentException("not a probative-value report in its canonical form");
    }
    return report;
  }

  private static ObjectNode source(Source source) {
    ObjectNode record = (ObjectNode) CanonicalJson.parse(RecordJson.format(source.record()));
    ObjectNode json = object();
    json.put("archiveNumber", source.number().format());
    json.put("masked", source.masked());
    json.set("record", record.remove(LEFT_OUT));
    json.set("checks", CanonicalJson.parse(source.checks()));
    return json;
  }

  private static ObjectNode seal(SealVerdict seal) {
    ObjectNode json = object();
    json.put("suite", Words.of(seal.suite()));
    put(json, "signer", seal.signer());
    put(json, "signedAt", seal.signedAt());
    put(json, "certifiedUntil", seal.certifiedUntil());
    for (SealFault fault : seal.faults()) {
      json.withArray("faults").add(Words.of(fault));
    }
    return json;
  }

  private static ObjectNode chain(EntryChain chain) {
    ObjectNode json = object();
    json.put("index", chain.inclusion().index());
    json.put("treeSize", chain.inclusion().treeSize());
    ArrayNode hashes = json.putArray("hashes");
    chain.inclusion().hashes().forEach(hash -> hashes.add(hash.bytes().base64()));
    json.put("checkpoint", chain.checkpoint().format().utf8());
    ArrayNode stamps = json.putArray("timestamps");
    chain.stamps().forEach(each -> stamps.add(stamp(each)));
    for (EntryChain.Witness witness : chain.witnesses()) {
      json.withArray("witnesses")
          .addObject()
          .put("name", witness.name())
          .put("time", witness.at().toString());
    }
    for (EntryChain.Renewed renewed : chain.renewals()) {
      json.withArray("renewals")
          .addObject()
          .put("chain", renewed.chain())
          .put("algorithm", renewed.algorithm().word())
          .put("authority", renewed.authority())
          .put("time", renewed.at().toString())
          .put("certifiedUntil", renewed.certifiedUntil().toString());
    }
    Sha256 evidence = chain.evidence();
    put(json, "evidence", evidence == null ? null : evidence.hex());
    return json;
  }

  private static ObjectNode stamp(TimeStamp stamp) {
    return object()
        .put("authority", stamp.authority())
        .put("time", stamp.time().toString())
        .put("certifiedUntil", stamp.certifiedUntil().toString())
        .put("token", stamp.der().base64());
  }

  private static ObjectNode access(Access access) {
    ObjectNode json = object();
    json.put("at", access.at().toString());
    json.put("account", access.account());
    json.put("role", access.role().word());
    put(json, "agency", access.agency());
    put(json, "window", access.window());
    json.put("action", access.action().word());
    if (access.file() != null) {
      json.put("file", access.file());
    }
    put(json, "purpose", access.purpose());
    json.put("outcome", Words.of(access.outcome()));
    return json;
  }

  private static ObjectNode judged(Judged judged) {
    ObjectNode json = object();
    json.put("check", judged.check().name().code());
    json.put("entry", judged.entry());
    json.put("nature", Words.of(judged.grounds().nature()));
    json.put("basis", judged.grounds().basis());
    json.put("input", judged.grounds().input());
    json.put("verdict", Words.of(judged.check().verdict()));
    put(json, "time", judged.check().time());
    return json;
  }

  private static ObjectNode damage(PackageFinding finding) {
    return object().put("code", finding.code()).put("where", finding.where());
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}

package cn.cunzhen.core.audit;

import cn.cunzhen.core.seal.Seal;
import cn.cunzhen.core.zip.FixedZip;
import cn.cunzhen.storage.Bytes;
import java.util.List;

/**
 * A report with its seals.
 *
 * @param json in canonical form (RFC 8785)
 */
public record SealedReport(AuditId id, Bytes json, List<Seal> seals) {
  /** What the report is called in the ZIP and in the store. */
  static final String NAME = "report.json";

  public SealedReport {
    seals = List.copyOf(seals);
  }

  /** Report and seals as one ZIP; always the same bytes. */
  public Bytes zip() {
    FixedZip zip = new FixedZip().put(NAME, json);
    seals.forEach(seal -> zip.put(seal.suite().fileName(), seal.der()));
    return zip.format();
  }
}

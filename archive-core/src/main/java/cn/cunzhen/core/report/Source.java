package cn.cunzhen.core.report;

import cn.cunzhen.core.access.Masking;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.json.CanonicalJson;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.storage.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a record says of itself, as far as the reader of a report may know it.
 *
 * <p>Salt and digests over the whole are left out: with them, a number of which ten digits are
 * hidden is found by trying.
 *
 * @param masked whether numbers are masked, and those who signed within files left out
 * @param record with zeros for salt and for the digests of submission and checks
 * @param checks {@code checks.json}
 */
public record Source(ArchiveNumber number, boolean masked, ArchivalRecord record, Bytes checks) {
  private static final Bytes NO_SALT = Bytes.of(new byte[32]);
  private static final Sha256 NO_DIGEST = new Sha256(NO_SALT);

  public Source {
    if (!record.equals(shown(record, masked)) || !checks.equals(shown(checks, masked))) {
      throw new IllegalArgumentException("more than the reader of a report may know");
    }
  }

  /**
   * What is shown of a record.
   *
   * @param plain whether numbers are shown in full
   * @param checks {@code checks.json} as it stands in the package
   */
  public static Source of(
      ArchiveNumber number, ArchivalRecord record, Bytes checks, boolean plain) {
    return new Source(number, !plain, shown(record, !plain), shown(checks, !plain));
  }

  private static Bytes shown(Bytes checks, boolean masked) {
    JsonNode json = CanonicalJson.parse(checks);
    if (masked) {
      for (JsonNode file : json.path("files")) {
        file.path("signatures")
            .forEach(each -> {
              if (each instanceof ObjectNode signature) {
                signature.remove("signer");
              }
            });
      }
    }
    return CanonicalJson.format(json);
  }

  private static ArchivalRecord shown(ArchivalRecord record, boolean masked) {
    return new ArchivalRecord(
        record.id(),
        record.version(),
        record.previous(),
        record.sourceSystem(),
        record.transactionId(),
        NO_DIGEST,
        record.item(),
        masked ? record.holders().stream().map(Masking::mask).toList() : record.holders(),
        record.agency(),
        record.region(),
        record.window(),
        record.channel(),
        record.handler(),
        record.acceptedAt(),
        record.completedAt(),
        record.outcome(),
        record.process(),
        record.retention(),
        record.confidentiality(),
        record.files(),
        record.cited(),
        NO_DIGEST,
        record.seals(),
        NO_SALT,
        record.sealedAt());
  }
}

package cn.cunzhen.core.record;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a record (档案): all that {@code metadata/record.json} says.
 *
 * @param version 1 for the first, one more for every amendment
 * @param previous digest of the version before; null in version 1
 * @param submission digest of the submission that this version was made from
 * @param checks digest of {@code metadata/checks.json}
 * @param seals what the seals of its package are called, such as {@code seal.p7s}: they say of
 *     themselves how many they are, so that none can be taken away
 * @param salt 32 random bytes, so that the record's digest says nothing about its content
 */
public record ArchivalRecord(
    RecordId id,
    int version,
    @Nullable Sha256 previous,
    String sourceSystem,
    String transactionId,
    Sha256 submission,
    Item item,
    List<Holder> holders,
    String agency,
    String region,
    @Nullable String window,
    Channel channel,
    @Nullable String handler,
    OffsetDateTime acceptedAt,
    OffsetDateTime completedAt,
    Outcome outcome,
    List<ProcessStep> process,
    Retention retention,
    Confidentiality confidentiality,
    List<ArchivedFile> files,
    List<Citation> cited,
    Sha256 checks,
    List<String> seals,
    Bytes salt,
    Instant sealedAt) {
  public ArchivalRecord {
    holders = List.copyOf(holders);
    process = List.copyOf(process);
    files = List.copyOf(files);
    cited = List.copyOf(cited);
    seals = List.copyOf(seals);
    if (version < 1 || (version == 1) != (previous == null)) {
      throw new IllegalArgumentException("version 1, and only it, has no predecessor");
    }
    if (salt.size() != 32) {
      throw new IllegalArgumentException("the salt has 32 bytes");
    }
  }
}

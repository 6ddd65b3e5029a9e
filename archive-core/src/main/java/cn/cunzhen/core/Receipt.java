package cn.cunzhen.core;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.ledger.Registered;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchiveNumber;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.RecordId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the archive gives for what it took: the record is durable, and found at this position.
 *
 * @param position how many entries of the ledger an answer must cover to hold the record
 */
public record Receipt(
    RecordId record,
    ArchiveNumber archiveNumber,
    int version,
    Sha256 digest,
    long position,
    Instant sealedAt,
    List<FileReceipt> files) {
  public Receipt {
    files = List.copyOf(files);
  }

  /**
   * A file of the receipt.
   *
   * @param n counts from 1, in the order of the submission
   */
  public record FileReceipt(int n, Sha256 sha256, long size) {}

  static Receipt of(ArchivalRecord record, Registered entry, ArchiveNumber number) {
    List<FileReceipt> files =
        IntStream.range(0, record.files().size())
            .mapToObj(i -> file(i + 1, record.files().get(i)))
            .toList();
    return new Receipt(
        record.id(),
        number,
        record.version(),
        entry.digest(),
        entry.index() + 1,
        record.sealedAt(),
        files);
  }

  private static FileReceipt file(int n, ArchivedFile file) {
    return new FileReceipt(n, file.sha256(), file.size());
  }
}

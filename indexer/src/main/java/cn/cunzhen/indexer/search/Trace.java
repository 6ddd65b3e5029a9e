package cn.cunzhen.indexer.search;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.Citation;
import cn.cunzhen.core.record.RecordId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a record's document knows of the ledger, and hands on from version to version.
 *
 * @param first index of the record's first entry
 * @param last index of the entry of its latest version
 * @param digest of the latest version
 * @param archiveNumber as the first version that could be read gives it; null before
 * @param cites the records that any version cites
 * @param unread the versions that can't be read for now
 */
record Trace(
    RecordId record,
    long first,
    long last,
    int version,
    Sha256 digest,
    @Nullable String archiveNumber,
    Set<RecordId> cites,
    List<Unread> unread) {
  Trace {
    cites = Set.copyOf(cites);
    unread = List.copyOf(unread);
  }

  /** A version that can't be read for now, and why. */
  record Unread(int version, Sha256 digest, String reason) {}

  /** The trace of a version that nothing is known of but its entry. */
  static Trace of(@Nullable Trace before, long index, RecordId record, int version, Sha256 digest) {
    return before == null || version == 1
        ? new Trace(record, index, index, version, digest, null, Set.of(), List.of())
        : new Trace(
            record,
            before.first,
            index,
            version,
            digest,
            before.archiveNumber,
            before.cites,
            before.unread);
  }

  /** The trace after one of the versions has been read. */
  Trace having(ArchivalRecord content, Numbering numbering) {
    String number =
        archiveNumber == null || content.version() == 1
            ? numbering.of(content, first).format()
            : archiveNumber;
    Set<RecordId> cited =
        Stream.concat(cites.stream(), content.cited().stream().map(Citation::record))
            .collect(Collectors.toUnmodifiableSet());
    return new Trace(
        record, first, last, version, digest, number, cited, unreadBut(content.version()));
  }

  /** The trace after one of the versions could not be read. */
  Trace lacking(int missing, Sha256 missingDigest, String reason) {
    Unread another = new Unread(missing, missingDigest, reason);
    List<Unread> all = Stream.concat(unreadBut(missing).stream(), Stream.of(another)).toList();
    return new Trace(record, first, last, version, digest, archiveNumber, cites, all);
  }

  /** Whether the latest version can't be read for now. */
  boolean isStub() {
    return unread.stream().anyMatch(missing -> missing.version() == version);
  }

  private List<Unread> unreadBut(int version) {
    return unread.stream().filter(missing -> missing.version() != version).toList();
  }
}

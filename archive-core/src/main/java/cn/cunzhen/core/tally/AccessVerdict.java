package cn.cunzhen.core.tally;

import cn.cunzhen.core.log.KeyName;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.storage.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a proof of accesses shows.
 *
 * @param fault what keeps it from showing anything; empty where nothing does
 * @param count how many accesses to the record were recorded
 * @param accesses the open forms of those that are in the proof; fewer where bodies were erased
 * @param until when the newest tally was begun; all that was recorded some minutes before is in it
 * @param auditors the known ones of whom one at least stands for each tally; none where one has
 *     none
 * @param untold the entries of ledgers, by node, that no tally covers
 */
public record AccessVerdict(
    RecordId record,
    Optional<Fault> fault,
    long count,
    List<Bytes> accesses,
    Optional<Instant> until,
    List<KeyName> auditors,
    List<Untold> untold) {
  public AccessVerdict {
    accesses = List.copyOf(accesses);
    auditors = List.copyOf(auditors);
    untold = List.copyOf(untold);
  }

  /** The first {@code entries} of a node's ledger, which were erased before there were tallies. */
  public record Untold(String node, long entries) {}

  /**
   * What is wrong.
   *
   * @param tally the number that the tally should have; 0 where it is none's
   */
  public record Fault(Kind kind, long tally) {}

  /** The kinds of faults. */
  public enum Kind {
    /** There is no tally in it. */
    EMPTY,
    /** It is of another archive than the key. */
    ARCHIVE,
    /** The archive has not signed a statement, or what names a known key is wrong. */
    SIGNATURE,
    /** The statements do not follow one another. */
    ORDER,
    /** An entry does not stand in the tally where it is said to. */
    ENTRY,
    /** The entries are neither the record's nor those between which it is missing. */
    NEIGHBOURS,
    /** An access does not stand in the ledger where it is said to, or is not to this record. */
    ACCESS,
    /** The accesses are not those that the entry counts. */
    COUNT
  }
}

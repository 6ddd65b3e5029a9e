package cn.cunzhen.core.ledger;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An entry that somebody wants in the ledger.
 *
 * @param previous digest of the version that an amendment follows; null for every other type
 * @param cites the records whose files the package refers to
 * @param attempts the digests of all objects that were ever put for the same command, so that a
 *     command whose answer was lost is recognised in the register; asked anew for every attempt
 */
public record Proposal(
    EntryType type,
    RecordId record,
    int version,
    Sha256 digest,
    @Nullable Sha256 previous,
    Set<RecordId> cites,
    Supplier<Set<Sha256>> attempts) {
  public Proposal {
    cites = Set.copyOf(cites);
    if ((type == EntryType.AMENDED) != (previous != null)) {
      throw new IllegalArgumentException("an amendment, and nothing else, names its predecessor");
    }
  }

  /** The first version of a record. */
  public static Proposal archive(RecordId record, Sha256 digest, Set<RecordId> cites) {
    return new Proposal(EntryType.ARCHIVED, record, 1, digest, null, cites, () -> Set.of(digest));
  }

  /** A further version of a record. */
  public static Proposal amend(
      RecordId record, int version, Sha256 digest, Sha256 previous, Set<RecordId> cites) {
    return new Proposal(
        EntryType.AMENDED, record, version, digest, previous, cites, () -> Set.of(digest));
  }

  /**
   * An event of a record: a hold, a release, a disposal and the like.
   *
   * @param digest of the event object
   */
  public static Proposal event(
      EntryType type, RecordId record, int version, Sha256 digest, Supplier<Set<Sha256>> attempts) {
    return new Proposal(type, record, version, digest, null, Set.of(), attempts);
  }

  /**
   * A renewal of evidence.
   *
   * @param number of all renewals, from 1
   * @param digest of the renewal as it is stored
   */
  public static Proposal renew(int number, Sha256 digest) {
    return new Proposal(
        EntryType.RENEWED, RecordId.ARCHIVE, number, digest, null, Set.of(), () -> Set.of(digest));
  }

  /** Whether the registered entry is this very proposal, its time aside. */
  boolean is(Registered entry) {
    return entry.type() == type && entry.version() == version && entry.digest().equals(digest);
  }
}

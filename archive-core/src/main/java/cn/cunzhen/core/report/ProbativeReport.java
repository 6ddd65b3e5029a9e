package cn.cunzhen.core.report;

import cn.cunzhen.core.access.Access;
import cn.cunzhen.core.bag.PackageFinding;
import cn.cunzhen.core.ledger.EntryType;
import cn.cunzhen.core.ledger.LedgerEntry;
import cn.cunzhen.core.proof.Check.Verdict;
import cn.cunzhen.core.record.RecordId;
import cn.cunzhen.core.seal.SealVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that speaks for one version of a record at one moment: where it came from, every check from
 * deposit to now, the proofs and who has read it.
 *
 * @param source what the record itself says; null where it was disposed of or can't be read
 * @param seals of the package, as they were found now
 * @param events all entries of the record, in the order of the ledger
 * @param chains what proves the version's entry and, of a disposed record, that of the disposal
 * @param readers null where the reader of the report may not know them
 * @param checks each that was made now, in the order of the chain from the package to the time
 * @param damage what exactly is wrong with the package; none where nothing is
 */
public record ProbativeReport(
    Drawn drawn,
    RecordId record,
    int version,
    @Nullable Source source,
    List<SealVerdict> seals,
    List<Event> events,
    List<EntryChain> chains,
    @Nullable Readers readers,
    List<Judged> checks,
    List<PackageFinding> damage) {
  public ProbativeReport {
    seals = List.copyOf(seals);
    events = List.copyOf(events);
    chains = List.copyOf(chains);
    checks = List.copyOf(checks);
    damage = List.copyOf(damage);
    if (events.stream().noneMatch(event -> event.isVersion(version))) {
      throw new IllegalArgumentException("no entry of the version that is reported on");
    }
  }

  /**
   * When and by what it was drawn up.
   *
   * @param archive what the archive calls itself in its ledger
   * @param software version of the program
   * @param position how many entries of the ledger it covers
   */
  public record Drawn(Instant at, String archive, String software, long position) {}

  /** An entry of the ledger, and where it stands. */
  public record Event(long index, LedgerEntry entry) {
    boolean isVersion() {
      return entry.type().isOfVersion();
    }

    boolean isVersion(int version) {
      return isVersion() && entry.version() == version;
    }
  }

  /**
   * Who has read the record, the newest first.
   *
   * @param more whether there are earlier ones that are not listed
   */
  public record Readers(List<Access> accesses, boolean more) {
    public Readers {
      accesses = List.copyOf(accesses);
    }
  }

  /** How it stands with the version. */
  public enum State {
    CURRENT,
    SUPERSEDED,
    DISPOSED
  }

  public State state() {
    if (disposal().isPresent()) {
      return State.DISPOSED;
    }
    boolean later =
        events.stream().anyMatch(each -> each.isVersion() && each.entry().version() > version);
    return later ? State.SUPERSEDED : State.CURRENT;
  }

  /** The entry of the version. */
  public Event entered() {
    return events.stream().filter(event -> event.isVersion(version)).findFirst().orElseThrow();
  }

  /** The entry that says that the record was disposed of. */
  public Optional<Event> disposal() {
    return events.stream().filter(each -> each.entry().type() == EntryType.DISPOSED).findFirst();
  }

  /** Whether nothing fails that was looked at now. */
  public boolean valid() {
    return count(Verdict.FAILS) == 0;
  }

  /** Whether everything could be looked at. */
  public boolean complete() {
    return open() == 0;
  }

  /** How many checks were asked for and could not be made. */
  public long open() {
    return checks.stream().filter(each -> each.check().isOpen()).count();
  }

  /** How many checks ended so. */
  public long count(Verdict verdict) {
    return checks.stream().filter(each -> each.check().verdict() == verdict).count();
  }
}

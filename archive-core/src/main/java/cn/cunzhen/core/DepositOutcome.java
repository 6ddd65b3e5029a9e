package cn.cunzhen.core;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.form.Fault;
import cn.cunzhen.core.ledger.Commit;
import java.util.List;

/** What became of a transaction that was handed in. */
public sealed interface DepositOutcome {
  /** It is in the archive now. */
  record Archived(Receipt receipt) implements DepositOutcome {}

  /** The same submission was in the archive already; this is its receipt. */
  record Repeated(Receipt receipt) implements DepositOutcome {}

  /** It breaks rules; nothing was kept. */
  record Refused(List<Fault> faults) implements DepositOutcome {
    public Refused {
      faults = List.copyOf(faults);
    }
  }

  /** Another submission is in the archive under this transaction's number. */
  record Conflict() implements DepositOutcome {}

  /** The record was disposed of. */
  record Disposed() implements DepositOutcome {}

  /** There is no record to amend. */
  record Absent() implements DepositOutcome {}

  /** The record has another last version than the one that was to be amended. */
  record Stale(Sha256 last) implements DepositOutcome {}

  /** Nobody knows yet: whoever hands in the same again learns it. */
  record Undecided(Commit.Cause cause) implements DepositOutcome {}
}

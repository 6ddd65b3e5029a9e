package cn.cunzhen.core.ledger;

/** What the register says to a proposal. */
public sealed interface Ruling {
  /** It may follow the entries that are there. */
  record Fits() implements Ruling {}

  /** It, or an earlier attempt at the same command, is in the ledger already. */
  record Present(Registered entry) implements Ruling {}

  /** It may not be appended. */
  record Declined(Reason reason) implements Ruling {}

  /** Why a proposal may not be appended. */
  enum Reason {
    /** The record is in the archive already. */
    EXISTS,
    /** The record was disposed of; nothing follows that. */
    DISPOSED,
    /** There is no such record. */
    ABSENT,
    /** Another version than the proposal's is the last one. */
    STALE,
    /** A hold forbids the disposal. */
    HELD,
    /** There is no hold to release. */
    NOT_HELD,
    /** A record that it cites was disposed of. */
    CITES_DISPOSED,
    /** A kept record cites it. */
    CITED
  }
}

package cn.cunzhen.core.ledger;

/** How the attempt to append a proposal ended. */
public sealed interface Commit {
  /** The entry is in the ledger, and on stable storage. */
  record Committed(Registered entry) implements Commit {}

  /** The ledger's state forbids the entry; nothing was appended. */
  record Declined(Ruling.Reason reason) implements Commit {}

  /**
   * Nobody can say in time whether the entry is, or will be, in the ledger.
   *
   * <p>Whoever proposes the same again gets the answer.
   */
  record Undecided(Cause cause) implements Commit {}

  /** Why an attempt was given up. */
  enum Cause {
    /** The store did not answer, or did not confirm, in time. */
    STORE_SILENT,
    /** The package was put too long ago; the sweeper may be about to take it. */
    PUT_TOO_LONG_AGO,
    /** This node's clock and the store's disagree. */
    CLOCK_UNSURE,
    /** The store shows an older ledger than this node has already seen. */
    ROLLED_BACK,
    /** This node is going down. */
    CLOSING
  }
}

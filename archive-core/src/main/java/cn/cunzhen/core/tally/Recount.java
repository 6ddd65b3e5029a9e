package cn.cunzhen.core.tally;

/**
 * What came of counting again what a tally counts.
 *
 * @param records how many records it counts accesses to
 */
public record Recount(Statement statement, Outcome outcome, long records) {
  /** How it came out. */
  public enum Outcome {
    /** All bodies were read again and give the same. */
    AGREES,
    /** It is not signed by the archive, or does not follow the tally before. */
    UNFIT,
    /** The entries of an access ledger do not give the tree that it names. */
    OTHER_LEDGER,
    /** Accesses from before its time are left out of it. */
    LEFT_OUT,
    /** The bodies give another tally. */
    OTHER_COUNT,
    /** Bodies are missing: they were erased, or are lost. */
    MISSING
  }
}

package cn.cunzhen.core.audit;

/**
 * Something that is not as it has to be.
 *
 * <p>What it quotes of something damaged is made harmless: no control characters, no lone
 * surrogates, not endless.
 */
public record Defect(Kind kind, String where, String detail) {
  private static final int LONGEST = 500;

  public Defect {
    where = harmless(where);
    detail = harmless(detail);
  }

  /** What is wrong. */
  public enum Kind {
    /** The entries do not make the tree that the head names. */
    TREE,
    /** A time stamp does not hold, or is over what the ledger does not have. */
    STAMP,
    /** What a renewal of the evidence consists of is missing, damaged or not to be believed. */
    EVIDENCE,
    /**
     * A list of revoked certificates is missing, or says less than the one that the ledger names.
     */
    REVOCATION,
    /** An entry's time is earlier than the one before, or in the future. */
    TIME,
    /** The ledger names a package that is not there. */
    MISSING,
    /** A package is not what the ledger names, or not whole. */
    DAMAGED,
    /** The store fails to read it again and again, though it answers otherwise. */
    UNREADABLE,
    /** A record was disposed of, and is still there. */
    PRESENT_AFTER_DISPOSAL,
    /** A package without an entry, or what was made from one, too old to be on its way. */
    UNKNOWN,
    /** The register does not say of a record what the ledger says. */
    REGISTER,
    /** The index does not say of a record what the ledger says. */
    INDEX
  }

  private static String harmless(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}

package cn.cunzhen.core.access;

/** What the policy says to a caller. */
public enum Decision {
  /** Yes, with id numbers and the like in full. */
  ALLOWED,
  /** Yes, with id numbers and the like masked. */
  MASKED,
  /** Yes, but of nothing that concerns others ({@link OwnPart}). */
  PART,
  /** No: it concerns others too, and what concerns the caller alone can't be told apart. */
  CONCERNS_OTHERS,
  /** Not before the caller says what for. */
  NEEDS_PURPOSE,
  /** Not before a second person grants it, for a while. */
  NEEDS_GRANT,
  /** Not without a warrant that names the record. */
  NEEDS_WARRANT,
  /** No, and the caller may not even learn that there is such a record. */
  HIDDEN,
  /** Never, for this role. */
  FORBIDDEN;

  /** Whether that is a yes, to whatever extent. */
  public boolean isYes() {
    return this == ALLOWED || this == MASKED || this == PART;
  }
}

package cn.cunzhen.core.access;

/** What the policy says to a caller. */
public enum Decision {
  /** Yes, with id numbers and the like in full. */
  ALLOWED,
  /** Yes, with id numbers and the like masked. */
  MASKED,
  /** Not before the caller says what for. */
  NEEDS_PURPOSE,
  /** Not before a second person grants it, for a while. */
  NEEDS_GRANT,
  /** Not without a warrant that names the record. */
  NEEDS_WARRANT,
  /** No, and the caller may not even learn that there is such a record. */
  HIDDEN,
  /** Never, for this role. */
  FORBIDDEN
}

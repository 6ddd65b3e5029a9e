package cn.cunzhen.core.access;

import java.util.Locale;

/** What a caller does with a record, or with the archive. */
public enum Action {
  SEARCH,
  METADATA,
  FILE,
  PAGE,
  COPY,
  PACKAGE,
  PROOF,
  VERIFICATION,
  REPORT,
  ACCESSES,
  ACCESS_PROOF,
  GRANT_ASKED,
  GRANT_GIVEN,
  GRANT_REFUSED,
  GRANT_ENDED,
  RELEASE,
  OBJECTION,
  ANSWER,
  GUARDIANSHIP;

  /** Its name in the access ledger. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

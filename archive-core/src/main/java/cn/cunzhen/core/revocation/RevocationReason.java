package cn.cunzhen.core.revocation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a certificate was revoked (RFC 5280 §5.3.1), as far as a signer's certificate goes. */
public enum RevocationReason {
  UNSPECIFIED(0),
  KEY_COMPROMISE(1),
  AFFILIATION_CHANGED(3),
  SUPERSEDED(4),
  CESSATION_OF_OPERATION(5);

  private final int code;

  RevocationReason(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Its name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one of this name; empty where there is none. */
  public static Optional<RevocationReason> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** The one of this code; others, which issuers outside may give, are unspecified here. */
  static RevocationReason of(int code) {
    return Arrays.stream(values())
        .filter(each -> each.code == code)
        .findFirst()
        .orElse(UNSPECIFIED);
  }
}

package cn.cunzhen.core.revocation;

import java.util.Locale;

/** Why what is said of a certificate does not count. */
public enum RevocationFault {
  /** It comes from another issuer than the certificate's, or is not signed by it. */
  ISSUER,
  /** It leaves this certificate out: a part of a list, changes to one, another certificate. */
  SCOPE,
  /** It is not valid yet. */
  EARLY,
  /** It was to be replaced by now. */
  STALE,
  /** The issuer does not know the certificate. */
  UNKNOWN;

  /** Its stable name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

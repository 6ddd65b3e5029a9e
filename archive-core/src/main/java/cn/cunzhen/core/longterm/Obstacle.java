package cn.cunzhen.core.longterm;

import java.util.Locale;

/** Why a seal can't be given in a form. */
public record Obstacle(String subject, Why why) {
  /** What is wrong with a certificate. */
  public enum Why {
    /** It has ended: a stamp that is made now says nothing of the time before. */
    ENDED,
    /** It was revoked: the same. */
    REVOKED,
    /** Nothing that counts today was gathered of what its issuer says. */
    NOT_GATHERED,
    /** Nobody who is believed stands behind it. */
    NO_CHAIN;

    /** Its stable name. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}

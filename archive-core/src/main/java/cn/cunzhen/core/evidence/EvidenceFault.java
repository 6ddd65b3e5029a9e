package cn.cunzhen.core.evidence;

import java.util.Locale;

/** What may be wrong with a time stamp of an evidence record. */
public enum EvidenceFault {
  /** It does not cover what it should: the thing, the token before, the chains before. */
  NOT_COVERED,
  /** What it covers does not lead to what the token was given for. */
  ROOT,
  /** The token does not hold, or nobody who is believed has given it. */
  TOKEN,
  /** It gives an earlier time than the one before. */
  ORDER,
  /** It came after the certificates of the token before had run out. */
  TOO_LATE,
  /** Another digest than the chain began with. */
  DIGEST;

  /** Its stable name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

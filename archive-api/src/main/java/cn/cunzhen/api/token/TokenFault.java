package cn.cunzhen.api.token;

/** Why a token is not believed. */
public enum TokenFault {
  MALFORMED("is no signed JWT"),
  TYPE("is of another type than it is used for"),
  ALGORITHM("has an algorithm that is not taken"),
  KEY("names no key that is known"),
  SIGNATURE("has a signature that does not hold"),
  ISSUER("is of another issuer"),
  AUDIENCE("is for somebody else"),
  EXPIRED("has expired"),
  EARLY("does not hold yet"),
  INCOMPLETE("lacks a claim that it must have"),
  BOUND("is bound to a key of its holder, which a bearer does not show"),
  NONCE("answers another sign-in"),
  SUBJECT("is of another person"),
  LASTING("holds for more than five minutes"),
  REPEATED("was shown before");

  private final String words;

  TokenFault(String words) {
    this.words = words;
  }

  /** What stands after "the token". */
  public String words() {
    return words;
  }
}

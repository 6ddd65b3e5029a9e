package cn.cunzhen.api.account;

import java.util.Optional;

/** What keeps a password from being changed. */
public enum PasswordFault {
  /** The present password is another. */
  WRONG,
  /** Too many were tried before, so that nobody has looked at this one; wait a little. */
  TOO_OFTEN,
  /** The new one is the present one. */
  SAME,
  /** Fewer than {@link #SHORTEST} characters. */
  SHORT,
  /** More than {@link #LONGEST} characters. */
  LONG,
  /** It is the account's name. */
  NAME,
  /** Somebody else has changed the account at the same moment; nothing was changed. */
  CROSSED;

  public static final int SHORTEST = 8;
  public static final int LONGEST = 200;

  /** What is wrong with this password for this account, whatever it was before. */
  public static Optional<PasswordFault> of(String account, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Optional.of(SHORT);
    }
    if (length > LONGEST) {
      return Optional.of(LONG);
    }
    return password.equals(account) ? Optional.of(NAME) : Optional.empty();
  }
}

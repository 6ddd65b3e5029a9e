package cn.cunzhen.api.account;

/** What keeps a key from being given to an account, or taken from it. */
public enum KeyFault {
  /** There is no such account. */
  ACCOUNT,
  /** Only source systems have keys. */
  ROLE,
  /** The account has this key already. */
  KNOWN,
  /** The account has no such key. */
  UNKNOWN,
  /** It has as many as it may have. */
  MANY
}

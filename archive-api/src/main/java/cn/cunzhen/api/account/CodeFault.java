package cn.cunzhen.api.account;

/** What keeps codes from being set up, or ended. */
public enum CodeFault {
  /** The present password is another. */
  PASSWORD,
  /** The code is another, or has counted before. */
  CODE,
  /** Too many were tried before, so that nobody has looked at these; wait a little. */
  TOO_OFTEN,
  /** It took too long, or somebody else has changed the account meanwhile; begin anew. */
  OVER
}

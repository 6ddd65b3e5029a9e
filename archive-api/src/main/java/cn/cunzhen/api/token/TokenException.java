package cn.cunzhen.api.token;

/** A token is not believed. */
public final class TokenException extends Exception {
  private static final long serialVersionUID = 1;

  private final TokenFault fault;

  public TokenException(TokenFault fault) {
    super("the token " + fault.words());
    this.fault = fault;
  }

  public TokenFault fault() {
    return fault;
  }
}

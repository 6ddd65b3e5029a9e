package cn.cunzhen.api.oidc;

/** A token is not believed. */
final class TokenException extends Exception {
  private static final long serialVersionUID = 1;

  private final TokenFault fault;

  TokenException(TokenFault fault) {
    super("the token " + fault.words());
    this.fault = fault;
  }

  TokenFault fault() {
    return fault;
  }
}

package cn.cunzhen.api.oidc;

/** The provider refuses a grant: the code or the refresh token holds no longer. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }
}

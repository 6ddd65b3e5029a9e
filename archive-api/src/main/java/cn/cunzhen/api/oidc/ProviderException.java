package cn.cunzhen.api.oidc;

/** The provider does not answer, or not with what it should. */
final class ProviderException extends Exception {
  private static final long serialVersionUID = 1;

  ProviderException(String message) {
    super(message);
  }

  ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}

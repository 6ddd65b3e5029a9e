package cn.cunzhen.core.signed;

/** What should be a signature is none. */
public final class MalformedSignatureException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedSignatureException(String message) {
    super(message);
  }

  MalformedSignatureException(String message, Throwable cause) {
    super(message, cause);
  }
}

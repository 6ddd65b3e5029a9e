package cn.cunzhen.core.copy;

/** A PDF is not sealed as certified copies are. */
final class MalformedCopyException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedCopyException(String message) {
    super(message);
  }
}

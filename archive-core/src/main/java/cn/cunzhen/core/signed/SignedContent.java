package cn.cunzhen.core.signed;

import java.io.IOException;
import java.io.OutputStream;

/** What was signed, to be read as often as there are digests to take. */
@FunctionalInterface
public interface SignedContent {
  /** Writes all of it, in pieces; what stops the reading stops the verification. */
  void writeTo(OutputStream to) throws IOException;

  /** Bytes at hand. */
  static SignedContent of(byte[] bytes) {
    return to -> to.write(bytes);
  }
}

package cn.cunzhen.indexer.signed;

import cn.cunzhen.core.signed.FileSignature.Kind;
import cn.cunzhen.indexer.inspect.BoundedFile;
import java.io.IOException;

/** A form in which files carry signatures. */
interface SignedForm {
  Kind kind();

  /** Whether the file may hold one, from a cheap look: most files don't. */
  boolean maybeIn(BoundedFile file) throws IOException;

  /**
   * Verifies all that the file holds.
   *
   * @throws cn.cunzhen.indexer.inspect.BoundReached if that takes too much; the verdicts until then
   *     stand
   */
  void verify(BoundedFile file, Verdicts to) throws IOException;
}

package cn.cunzhen.indexer.child;

import java.io.DataInputStream;
import java.io.IOException;

/** Reads an answer as the child wrote it, believing no length that is too great. */
@FunctionalInterface
public interface AnswerReader<T> {
  /**
   * Reads one answer to its end and no further.
   *
   * @throws NonsenseException if it is not what was agreed
   */
  T read(DataInputStream in) throws IOException;
}

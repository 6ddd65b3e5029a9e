package cn.cunzhen.indexer.text;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file whose text is wanted, wherever its bytes lie.
 *
 * @param name the name it was submitted with; a hint only
 * @param content opened once for every attempt to read it, and closed by the reader
 */
public record SourceFile(String name, Content content) {
  /** Opens a file's bytes from their beginning. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }
}

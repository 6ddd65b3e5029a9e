package cn.cunzhen.indexer.child;

import cn.cunzhen.storage.Bytes;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a child is asked.
 *
 * @param question in whatever form asker and child agree on; at most 64 KiB
 * @param content bytes that the child finds in a file; opened at most once, and closed
 */
public record Request(Bytes question, Content content) {
  static final int LONGEST_QUESTION = 1 << 16;

  public Request {
    if (question.size() > LONGEST_QUESTION) {
      throw new IllegalArgumentException("a question of " + question.size() + " bytes");
    }
  }

  /** A request without content. */
  public Request(Bytes question) {
    this(question, InputStream::nullInputStream);
  }

  /** Opens bytes from their beginning. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }
}

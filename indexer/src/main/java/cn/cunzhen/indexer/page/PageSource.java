package cn.cunzhen.indexer.page;

import cn.cunzhen.core.bag.PackageKey;
import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.RecordId;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file of a record whose pages are wanted, wherever its bytes lie.
 *
 * @param within the package that holds it
 * @param sha256 of its content
 * @param mediaType what its content was found to be
 * @param name the name it was submitted with; a hint only
 * @param size in bytes
 * @param content opened at most once, and closed
 */
public record PageSource(
    PackageKey within, Sha256 sha256, String mediaType, String name, long size, Content content) {
  /** Opens a file's bytes from their beginning. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /** Whose file it is. */
  RecordId record() {
    return within.id();
  }
}

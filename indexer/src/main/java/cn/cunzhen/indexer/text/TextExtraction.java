package cn.cunzhen.indexer.text;

import java.io.IOException;
import java.util.Set;

/** Reads the text of files. */
@FunctionalInterface
public interface TextExtraction {
  /**
   * Reads one file, and returns when that is done or has failed.
   *
   * <p>Whatever is wrong with the file is in the answer; nothing about it is thrown. Safe for use
   * by many threads, served in the order of their calls.
   *
   * @throws IOException where the file's bytes could not be had, or no reading process can be
   *     started: the file is not to blame, and may be tried again
   */
  Extraction extract(SourceFile file) throws IOException, InterruptedException;

  /** Reads one file as {@link #extract} does, and tells where recognised words stand, too. */
  default Extracted read(SourceFile file) throws IOException, InterruptedException {
    return Extracted.of(extract(file));
  }

  /**
   * Reads what one file says but for its pictures, which take minutes where this takes a second.
   */
  default Extracted readWithoutPictures(SourceFile file) throws IOException, InterruptedException {
    return read(file);
  }

  /** The languages in which pictures are recognised; none where they are not. */
  default Set<String> languages() {
    return Set.of();
  }
}

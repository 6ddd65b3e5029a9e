package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.text.Extraction;

/**
 * What came of reading the text of one of a record's files.
 *
 * @param file counts from 1, in the record's order
 * @param more whether its pictures are still to be recognised
 */
public record FileText(int file, Extraction outcome, boolean more) {
  public FileText {
    if (file < 1) {
      throw new IllegalArgumentException("files count from 1");
    }
  }

  /** Of a file that was read to its end. */
  public FileText(int file, Extraction outcome) {
    this(file, outcome, false);
  }
}

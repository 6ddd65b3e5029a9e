package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.text.Extraction;

/**
 * What came of reading the text of one of a record's files.
 *
 * @param file counts from 1, in the record's order
 */
public record FileText(int file, Extraction outcome) {
  public FileText {
    if (file < 1) {
      throw new IllegalArgumentException("files count from 1");
    }
  }
}

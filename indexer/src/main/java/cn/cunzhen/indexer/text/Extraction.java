package cn.cunzhen.indexer.text;

import java.util.List;

/** What came of reading a file's text. */
public sealed interface Extraction {
  /**
   * Text was found.
   *
   * @param pages in the order of the file; a page without characters is left out
   * @param truncated whether the file holds more than this: a limit was reached, or the rest could
   *     not be read
   * @param mediaType what the reader took the file for
   */
  record Text(List<Page> pages, boolean truncated, String mediaType) implements Extraction {
    public Text {
      pages = List.copyOf(pages);
    }
  }

  /**
   * There is no text, for a reason.
   *
   * @param detail technical, in English, and without a word of the file's content
   */
  record NoText(Reason reason, String detail) implements Extraction {}

  /**
   * The text of one page, slide or sheet.
   *
   * @param number counts from 1; a file without pages is page 1
   */
  record Page(int number, String text) {}

  /** Why there is no text. */
  enum Reason {
    /** No bytes, or a document without a character in it. */
    EMPTY,
    /** It needs a password. */
    ENCRYPTED,
    /** It is not whole, or breaks the rules of its format. */
    DAMAGED,
    /** Its format holds no text that can be read, such as an image without recognition. */
    UNSUPPORTED,
    /** It has more bytes than are read. */
    TOO_LARGE,
    /** Reading took longer than it may. */
    TIMED_OUT,
    /** Reading took more memory than it may. */
    OUT_OF_MEMORY,
    /** The reading process ended, or answered nonsense. */
    CRASHED
  }
}

package cn.cunzhen.indexer.search;

import cn.cunzhen.indexer.text.Extraction;
import cn.cunzhen.indexer.text.Extraction.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading one of a record's files, in short.
 *
 * @param file counts from 1, in the record's order
 * @param pages how many of its pages have text
 * @param truncated whether it says more than is found
 * @param reason why it has no text; null where it has some
 * @param more whether its pictures are still to be recognised, so that none of this is the last
 *     word
 */
public record TextState(
    int file, int pages, boolean truncated, @Nullable Reason reason, boolean more) {
  static TextState of(FileText text) {
    return switch (text.outcome()) {
      case Extraction.Text found ->
          new TextState(text.file(), found.pages().size(), found.truncated(), null, text.more());
      case Extraction.NoText none ->
          new TextState(text.file(), 0, false, none.reason(), text.more());
    };
  }

  /** As it is kept in the record's document. */
  String format() {
    String why = reason == null ? "" : reason.name();
    return file + " " + pages + " " + truncated + " " + more + " " + why;
  }

  static TextState parse(String text) {
    String[] words = text.split(" ", -1);
    return new TextState(
        Integer.parseInt(words[0]),
        Integer.parseInt(words[1]),
        Boolean.parseBoolean(words[2]),
        words[4].isEmpty() ? null : Reason.valueOf(words[4]),
        Boolean.parseBoolean(words[3]));
  }
}

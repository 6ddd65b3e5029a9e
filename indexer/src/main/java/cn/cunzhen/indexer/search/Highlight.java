package cn.cunzhen.indexer.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place that says what was asked for, with some words around it.
 *
 * @param file which of the record's files, from 1; null for what stands in its metadata
 * @param page which page of the file's text; null for a title or a name
 * @param marks what to emphasise in the text, in order, without overlap
 */
public record Highlight(
    Field field, @Nullable Integer file, @Nullable Integer page, String text, List<Mark> marks) {
  public Highlight {
    marks = List.copyOf(marks);
  }

  /** Where the place is. */
  public enum Field {
    ITEM,
    TITLE,
    FILE_NAME,
    TEXT
  }

  /** A part of the text, in UTF-16 code units: from the first, to before the second. */
  public record Mark(int from, int to) {}
}

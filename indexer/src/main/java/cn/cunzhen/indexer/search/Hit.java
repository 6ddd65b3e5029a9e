package cn.cunzhen.indexer.search;

import cn.cunzhen.core.record.RecordId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that was found, in its latest version.
 *
 * @param description what it is about; null where its package could not be read yet
 * @param highlights where it says what was asked for, a few only
 */
public record Hit(
    RecordId record, int version, @Nullable Description description, List<Highlight> highlights) {
  public Hit {
    highlights = List.copyOf(highlights);
  }
}

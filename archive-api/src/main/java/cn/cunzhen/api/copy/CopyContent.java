package cn.cunzhen.api.copy;

import cn.cunzhen.core.record.ArchivedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a certified copy holds.
 *
 * @param files each that is named on the cover
 */
public record CopyContent(List<File> files) {
  public CopyContent {
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param n counts from 1, in the order of the submission
   * @param pages that are drawn; null for none
   * @param of how many pages it has; 0 where it has none to draw
   */
  public record File(int n, ArchivedFile file, @Nullable PageRanges pages, int of) {
    int count() {
      return pages == null ? 0 : pages.count();
    }
  }

  /** How many pages are drawn. */
  public int pages() {
    return files.stream().mapToInt(File::count).sum();
  }
}

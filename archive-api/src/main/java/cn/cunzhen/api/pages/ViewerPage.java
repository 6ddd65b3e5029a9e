package cn.cunzhen.api.pages;

import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.indexer.page.PageList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is looked at.
 *
 * @param n which of the record's files, from 1
 * @param page which of its pages comes first
 * @param pages how many it has
 * @param words whether words can be found on them
 * @param why what keeps its pages from being shown; null where they are
 */
public record ViewerPage(
    String record,
    String item,
    List<RecordPage.File> files,
    int n,
    int page,
    int pages,
    boolean words,
    @Nullable String why) {
  static ViewerPage of(ArchivalRecord record, int n, int page, PageList list) {
    return new ViewerPage(
        record.id().value(),
        record.item().name(),
        RecordPage.files(record),
        n,
        page,
        list.sizes().size(),
        list.words(),
        null);
  }

  static ViewerPage without(ArchivalRecord record, int n, String why) {
    return new ViewerPage(
        record.id().value(), record.item().name(), RecordPage.files(record), n, 1, 0, false, why);
  }

  public RecordPage.File file() {
    return files.get(n - 1);
  }

  /** Where the file lies. */
  public String path() {
    return "/records/" + record + "/files/" + n;
  }
}

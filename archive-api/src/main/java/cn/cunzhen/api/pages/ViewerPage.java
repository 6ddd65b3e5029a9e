package cn.cunzhen.api.pages;

import cn.cunzhen.api.calls.PageCalls.Listed;
import cn.cunzhen.api.calls.Reading;
import cn.cunzhen.core.record.ArchivalRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is looked at.
 *
 * @param n which of the record's files, from 1
 * @param page which of its pages comes first
 * @param pages how many it has
 * @param own the pages that the viewer may see, null for all
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
    @Nullable List<Integer> own,
    boolean words,
    @Nullable String why) {
  public ViewerPage {
    files = List.copyOf(files);
    own = own == null ? null : List.copyOf(own);
  }

  static ViewerPage of(Reading.Granted granted, int n, int page, Listed listed) {
    return new ViewerPage(
        granted.holding().record().id().value(),
        granted.holding().record().item().name(),
        RecordPage.files(granted),
        n,
        page,
        listed.list().sizes().size(),
        listed.own(),
        listed.list().words(),
        null);
  }

  static ViewerPage without(Reading.Granted granted, int n, String why) {
    ArchivalRecord record = granted.holding().record();
    return new ViewerPage(
        record.id().value(),
        record.item().name(),
        RecordPage.files(granted),
        n,
        1,
        0,
        granted.part() == null ? null : List.of(),
        false,
        why);
  }

  /** The file that is looked at. */
  public RecordPage.File file() {
    return files.stream().filter(file -> file.n() == n).findFirst().orElseThrow();
  }

  /** Whether it is given to the viewer whole. */
  public boolean whole() {
    return own == null;
  }

  /** Where the file lies. */
  public String path() {
    return "/records/" + record + "/files/" + n;
  }
}

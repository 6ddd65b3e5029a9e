package cn.cunzhen.api.pages;

import cn.cunzhen.core.Archive.Holding;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import cn.cunzhen.core.record.Holder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as its page shows it.
 *
 * @param holders masked or not, as the viewer may see them
 * @param needsPurpose whether the viewer must say what for before a file opens
 * @param readers who has read it, in sentences; null where the viewer may not know
 */
public record RecordPage(
    ArchivalRecord record,
    String number,
    long position,
    String digest,
    List<Holder> holders,
    List<File> files,
    boolean needsPurpose,
    boolean mayOpen,
    boolean mayVerify,
    @Nullable List<String> readers) {
  /** A file of the record. */
  public record File(int n, String name, String mediaType, long size) {}

  static RecordPage of(
      Holding holding,
      List<Holder> holders,
      boolean needsPurpose,
      boolean mayOpen,
      boolean mayVerify,
      @Nullable List<String> readers) {
    List<File> files = new ArrayList<>();
    for (ArchivedFile file : holding.record().files()) {
      files.add(new File(files.size() + 1, file.submittedName(), file.mediaType(), file.size()));
    }
    return new RecordPage(
        holding.record(),
        holding.number().format(),
        holding.entry().index() + 1,
        holding.entry().digest().hex(),
        holders,
        files,
        needsPurpose,
        mayOpen,
        mayVerify,
        readers);
  }
}

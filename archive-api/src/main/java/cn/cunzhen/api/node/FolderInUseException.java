package cn.cunzhen.api.node;

import java.nio.file.Path;

/** Another process of the archive runs with the same data folder. */
public final class FolderInUseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Path folder;

  FolderInUseException(Path folder) {
    super(
        "another process of the archive uses the data folder "
            + folder
            + "; give this one its own (ARCHIVE_DATA)");
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }
}

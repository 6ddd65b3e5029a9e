package cn.cunzhen.indexer;

import cn.cunzhen.core.digest.Sha256;
import cn.cunzhen.core.record.ArchivalRecord;
import cn.cunzhen.core.record.ArchivedFile;
import java.io.IOException;
import java.io.InputStream;

/** Where the files of records are read. */
@FunctionalInterface
public interface FileSource {
  /**
   * Opens a file from its beginning.
   *
   * @param digest of the record, which names the package together with id and version
   * @throws cn.cunzhen.storage.StorageException.Missing if the package is not there
   */
  InputStream open(ArchivalRecord record, Sha256 digest, ArchivedFile file) throws IOException;
}

package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.file.FileStore;
import cn.cunzhen.storage.s3.S3Credentials;
import cn.cunzhen.storage.s3.S3Settings;
import cn.cunzhen.storage.s3.S3Store;
import java.nio.file.Path;

/** Opens the store that a configuration names. */
final class Stores {
  private static final String FILE = "file:";

  private Stores() {}

  /** A store, and where packages for it are best made. */
  record Opened(Store store, Path spool) {}

  static Opened open(Configuration configuration, NodeFolder folder) {
    String location = configuration.store();
    if (location.startsWith("s3://")) {
      S3Credentials credentials =
          new S3Credentials(
              configuration.credentials().accessKey(), configuration.credentials().secretKey());
      return new Opened(S3Store.open(S3Settings.parse(location, credentials)), folder.spool());
    }
    Path root = location.isEmpty() ? folder.store() : Path.of(location.substring(FILE.length()));
    FileStore store = FileStore.open(root);
    return new Opened(store, store.spool());
  }
}

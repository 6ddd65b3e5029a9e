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
    Store store = open(configuration);
    return new Opened(store, store instanceof FileStore own ? own.spool() : folder.spool());
  }

  static Store open(Configuration configuration) {
    String location = configuration.store();
    if (location.startsWith("s3://")) {
      S3Credentials credentials =
          new S3Credentials(
              configuration.credentials().accessKey(), configuration.credentials().secretKey());
      return S3Store.open(S3Settings.parse(location, credentials));
    }
    return FileStore.open(
        location.isEmpty()
            ? NodeFolder.store(configuration.data())
            : Path.of(location.substring(FILE.length())));
  }
}

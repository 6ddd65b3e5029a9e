package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.revocation.OwnLists;
import cn.cunzhen.core.seal.ArchiveKeys;
import cn.cunzhen.core.seal.KeyFile;
import cn.cunzhen.storage.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * The certificates of an archive and the lists of those that were revoked, whether nodes serve it
 * just now or not.
 */
public final class KeyDesk implements AutoCloseable {
  private final Store store;
  private final ArchiveKeys keys;
  private final OwnLists lists;

  private KeyDesk(Store store, ArchiveKeys keys, OwnLists lists) {
    this.store = store;
    this.keys = keys;
    this.lists = lists;
  }

  /**
   * Opens it; the keys must be there.
   *
   * @throws IOException if they can't be read
   */
  public static KeyDesk open(Configuration configuration) throws IOException {
    Clock clock = Clock.systemUTC();
    ArchiveKeys keys = keyFile(configuration).load(clock);
    Store store = Stores.open(configuration);
    return new KeyDesk(store, keys, new OwnLists(store.heads(), keys.issuers(), clock));
  }

  /**
   * Puts new keys in place of those of these names, in the key file alone; see {@link
   * KeyFile#renew}.
   *
   * @return where the file with the keys before is kept
   */
  public static Path renew(Configuration configuration, List<String> names) throws IOException {
    return keyFile(configuration)
        .renew(names, new SecureRandom(), Clock.systemUTC(), configuration.copies().address());
  }

  private static KeyFile keyFile(Configuration configuration) {
    return new KeyFile(configuration.keys(), configuration.keysPasswordFile());
  }

  public ArchiveKeys keys() {
    return keys;
  }

  public OwnLists lists() {
    return lists;
  }

  @Override
  public void close() {
    store.close();
  }
}

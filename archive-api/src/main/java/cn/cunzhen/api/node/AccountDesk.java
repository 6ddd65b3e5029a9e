package cn.cunzhen.api.node;

import cn.cunzhen.api.account.Accounts;
import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Store;
import java.security.SecureRandom;
import java.time.Clock;

/** The accounts of a store, whether nodes serve it just now or not. */
public final class AccountDesk implements AutoCloseable {
  private final Store store;
  private final Accounts accounts;

  private AccountDesk(Store store, Accounts accounts) {
    this.store = store;
    this.accounts = accounts;
  }

  public static AccountDesk open(Configuration configuration) {
    Store store = Stores.open(configuration);
    SecureRandom random = new SecureRandom();
    // Nobody's codes are looked at here, so any key will do.
    byte[] key = new byte[32];
    random.nextBytes(key);
    return new AccountDesk(
        store,
        new Accounts(
            store.heads(), Bytes.of(key), random, Clock.systemUTC(), configuration.sessionTime()));
  }

  public Accounts accounts() {
    return accounts;
  }

  @Override
  public void close() {
    store.close();
  }
}

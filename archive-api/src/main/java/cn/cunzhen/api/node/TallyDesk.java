package cn.cunzhen.api.node;

import cn.cunzhen.api.config.Configuration;
import cn.cunzhen.core.head.SeenHeads;
import cn.cunzhen.core.seal.KeyFile;
import cn.cunzhen.core.tally.Tallies;
import cn.cunzhen.storage.Store;
import cn.cunzhen.storage.memory.MemoryStore;
import java.io.IOException;
import java.time.Clock;

/** The tallies of accesses of a store, whether nodes serve it just now or not. */
public final class TallyDesk implements AutoCloseable {
  private final Store store;
  private final Tallies tallies;

  private TallyDesk(Store store, Tallies tallies) {
    this.store = store;
    this.tallies = tallies;
  }

  /** Opens them with the archive's own keys. */
  public static TallyDesk open(Configuration configuration) throws IOException {
    Clock clock = Clock.systemUTC();
    Identity identity =
        Identity.of(
            new KeyFile(configuration.keys(), configuration.keysPasswordFile()).load(clock));
    Store store = Stores.open(configuration);
    SeenHeads nothingBefore = new SeenHeads(new MemoryStore(clock).heads());
    return new TallyDesk(store, Tallying.open(store, identity, nothingBefore, clock));
  }

  public Tallies tallies() {
    return tallies;
  }

  @Override
  public void close() {
    store.close();
  }
}

package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.HeadsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** As long as its power is on, the fake keeps the contract as a real disk does. */
class PowerCutHeadsTest extends HeadsContract {
  @TempDir(factory = RamFolder.class)
  Path ram;

  private PowerCutStore store;

  @BeforeEach
  void open() {
    store = PowerCutStore.in(ram);
  }

  @Override
  protected Heads heads() {
    return store.heads();
  }
}

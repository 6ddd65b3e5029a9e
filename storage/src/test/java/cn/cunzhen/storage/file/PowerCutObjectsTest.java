package cn.cunzhen.storage.file;

import cn.cunzhen.storage.LocksContract;
import cn.cunzhen.storage.Objects;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** As long as its power is on, the fake keeps the contract as a real disk does. */
class PowerCutObjectsTest extends LocksContract {
  @TempDir(factory = RamFolder.class)
  Path ram;

  private PowerCutStore store;

  @BeforeEach
  void open() {
    store = PowerCutStore.in(ram);
  }

  @Override
  protected Objects objects() {
    return store.objects();
  }
}

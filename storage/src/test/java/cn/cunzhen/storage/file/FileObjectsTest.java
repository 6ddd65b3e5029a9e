package cn.cunzhen.storage.file;

import cn.cunzhen.storage.LocksContract;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.Objects;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;

class FileObjectsTest extends LocksContract {
  private final MovableClock clock = new MovableClock();
  private FileStore store;

  @BeforeEach
  void open() {
    store = FileStore.open(folder.resolve("store"), new LocalDisk(), clock);
  }

  @Override
  protected Objects objects() {
    return store.objects();
  }

  @Override
  protected void passTimeUntil(Instant time) {
    clock.advanceTo(time);
  }
}

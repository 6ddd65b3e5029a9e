package cn.cunzhen.storage.file;

import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.HeadsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileHeadsTest extends HeadsContract {
  @TempDir Path folder;
  private FileStore store;

  @BeforeEach
  void open() {
    store = FileStore.open(folder);
  }

  @Override
  protected Heads heads() {
    return store.heads();
  }
}

package cn.cunzhen.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.LocksContract;
import cn.cunzhen.storage.MovableClock;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryObjectsTest extends LocksContract {
  private final MovableClock clock = new MovableClock();
  private final Objects objects = new MemoryStore(clock).objects();

  @Override
  protected Objects objects() {
    return objects;
  }

  @Override
  protected void passTimeUntil(Instant time) {
    clock.advanceTo(time);
  }

  @Test
  void otherBytesOfTheSameSizeAreAConflict() {
    objects.put(key("one"), Content.of(Bytes.utf8("these")));

    assertThatExceptionOfType(StorageException.Conflict.class)
        .isThrownBy(() -> objects.put(key("one"), Content.of(Bytes.utf8("those"))));

    assertThat(objects.get(key("one"))).hasContent("these");
  }

  @Test
  void aKeyThatIsAFolderOfAnotherIsAConflict() {
    objects.put(key("a/b"), Content.of(Bytes.utf8("b")));

    assertThatExceptionOfType(StorageException.Conflict.class)
        .isThrownBy(() -> objects.put(key("a"), Content.of(Bytes.utf8("a"))));
    assertThatExceptionOfType(StorageException.Conflict.class)
        .isThrownBy(() -> objects.put(key("a/b/c"), Content.of(Bytes.utf8("c"))));
    assertThat(objects.stat(key("a"))).isEmpty();
    assertThat(objects.stat(key("a/b/c"))).isEmpty();
  }
}

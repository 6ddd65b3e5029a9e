package cn.cunzhen.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.HeadsContract;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Version;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class MemoryHeadsTest extends HeadsContract {
  private final Heads heads = new MemoryStore(Clock.systemUTC()).heads();

  @Override
  protected Heads heads() {
    return heads;
  }

  @Test
  void aValueThatRecursIsADefectOfTheCaller() {
    Version first = done(heads.putOnce(key("one"), Bytes.utf8("first")));
    Version second = done(heads.swap(key("one"), first, Bytes.utf8("second")));

    assertThatIllegalStateException()
        .isThrownBy(() -> heads.swap(key("one"), second, Bytes.utf8("first")));
    assertThatIllegalStateException()
        .isThrownBy(() -> heads.swap(key("one"), second, Bytes.utf8("second")));
    heads.delete(key("one"));
    assertThatIllegalStateException()
        .isThrownBy(() -> heads.putOnce(key("one"), Bytes.utf8("first")));

    assertThat(heads.get(key("one"))).isEmpty();
  }

  @Test
  void aKeyThatIsAFolderOfAnotherIsAConflict() {
    done(heads.putOnce(key("a/b"), Bytes.utf8("b")));

    assertThatExceptionOfType(StorageException.Conflict.class)
        .isThrownBy(() -> heads.putOnce(key("a"), Bytes.utf8("a")));
  }
}

package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.ObjectsContract;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Objects in a plain bucket, which can not lock. */
@SuppressWarnings("NullAway.Init")
class PlainBucketObjectsTest extends ObjectsContract {
  private static S3Store store;

  @BeforeAll
  static void open() {
    store = S3Store.open(S3Server.shared().plain());
  }

  @AfterAll
  static void close() {
    if (store != null) {
      store.close();
    }
  }

  @Override
  protected Objects objects() {
    return store.objects();
  }

  @Test
  void aStoreThatCanNotLockSaysSo() {
    putAll("one");
    Instant inAMinute = Instant.now().plusSeconds(60);

    assertThat(objects().locks()).isFalse();
    assertThat(objects().lockedUntil(key("one"))).isEmpty();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> objects().lock(key("one"), inAMinute));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> objects().hold(key("one"), true));
  }
}

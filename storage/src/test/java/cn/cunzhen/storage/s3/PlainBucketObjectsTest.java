package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.ObjectsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

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

  @Override
  protected boolean canLock() {
    return false;
  }
}

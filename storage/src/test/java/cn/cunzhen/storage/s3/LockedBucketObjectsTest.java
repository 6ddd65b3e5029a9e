package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.LocksContract;
import cn.cunzhen.storage.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Objects in a versioned bucket with object lock. */
@SuppressWarnings("NullAway.Init")
class LockedBucketObjectsTest extends LocksContract {
  private static S3Store store;

  @BeforeAll
  static void open() {
    store = S3Store.open(S3Server.shared().locked());
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
}

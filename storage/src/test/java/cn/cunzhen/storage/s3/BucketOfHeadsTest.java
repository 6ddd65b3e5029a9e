package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.HeadsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Heads in a bucket of their own, beside a locked one. */
@SuppressWarnings("NullAway.Init")
class BucketOfHeadsTest extends HeadsContract {
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
  protected Heads heads() {
    return store.heads();
  }

  /** Over a network a winner may hear nothing, or of its own success as a refusal. */
  @Override
  protected boolean tellsEveryWinner() {
    return false;
  }
}

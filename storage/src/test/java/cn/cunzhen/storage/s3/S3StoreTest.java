package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class S3StoreTest {
  @Test
  void opensOnAPlainBucket() {
    try (S3Store store = S3Store.open(S3Server.shared().plain())) {
      assertThat(store.objects().locks()).isFalse();
    }
  }

  @Test
  void opensOnALockedBucketWithHeadsApart() {
    try (S3Store store = S3Store.open(S3Server.shared().locked())) {
      assertThat(store.objects().locks()).isTrue();
    }
  }
}

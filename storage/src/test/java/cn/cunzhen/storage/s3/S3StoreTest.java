package cn.cunzhen.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Write;
import io.minio.SetBucketVersioningArgs;
import io.minio.SetObjectLockConfigurationArgs;
import io.minio.errors.MinioException;
import io.minio.messages.ObjectLockConfiguration;
import io.minio.messages.RetentionMode;
import io.minio.messages.VersioningConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a store opens, and on what it refuses to. */
class S3StoreTest {
  private final S3Server server = S3Server.shared();

  @Test
  void aStoreKeepsWhatItHoldsWhenItIsOpenedAgain() {
    S3Settings settings = server.locked();
    ObjectKey key = ObjectKey.of("kept");
    try (S3Store store = S3Store.open(settings)) {
      store.objects().put(key, Content.of(Bytes.utf8("object")));
      assertThat(store.heads().putOnce(key, Bytes.utf8("head"))).isInstanceOf(Write.Done.class);
    }

    try (S3Store again = S3Store.open(settings)) {
      assertThat(again.objects().get(key)).hasContent("object");
      assertThat(again.heads().get(key).orElseThrow().value()).isEqualTo(Bytes.utf8("head"));
    }
  }

  @Test
  void whatWasTriedAtStartIsRemovedAgain() {
    for (S3Settings settings : new S3Settings[] {server.plain(), server.locked()}) {
      try (S3Store store = S3Store.open(settings);
          Stream<ObjectInfo> objects = store.objects().list("");
          Stream<ObjectKey> heads = store.heads().list("")) {
        assertThat(objects.map(ObjectInfo::key).filter(key -> !isLockedFor10Seconds(key)))
            .isEmpty();
        assertThat(heads).isEmpty();
      }
    }
  }

  private static boolean isLockedFor10Seconds(ObjectKey key) {
    return key.value().matches("probe/[0-9a-f]{16}/10/locked");
  }

  @Test
  void missingBucketsAreNamedWithTheWayToMakeThem() {
    String missing = "missing-" + UUID.randomUUID();

    assertThatExceptionOfType(StorageException.Unfit.class)
        .isThrownBy(() -> S3Store.open(server.settings(missing, missing + "-heads")))
        .withMessageContaining("mc mb --with-lock ALIAS/" + missing)
        .withMessageContaining("mc mb ALIAS/" + missing + "-heads")
        .withMessageContaining("create=true");
  }

  @Test
  void missingBucketsAreMadeWhereThatIsAskedFor() {
    String name = "made-" + UUID.randomUUID();
    String location = server.settings(name, name + "-heads").location() + "&create=true";

    try (S3Store store = S3Store.open(S3Settings.parse(location, server.credentials()))) {
      assertThat(store.objects().locks()).isTrue();
    }
  }

  @Test
  void aVersionedBucketIsRefusedForHeadsAndTakenForObjects() throws MinioException {
    String versioned = server.newBucket(false);
    version(versioned, VersioningConfiguration.Status.ENABLED);

    assertThatExceptionOfType(StorageException.Unfit.class)
        .isThrownBy(() -> S3Store.open(server.settings(versioned, versioned)))
        .withMessageContaining("bucket " + versioned + " is or was versioned")
        .withMessageContaining("heads=<bucket>");
    try (S3Store store = S3Store.open(server.settings(versioned, server.newBucket(false)))) {
      assertThat(store.objects().locks()).isFalse();
    }
  }

  @Test
  void aBucketThatWasOnceVersionedIsRefusedForHeads() throws MinioException {
    String suspended = server.newBucket(false);
    version(suspended, VersioningConfiguration.Status.ENABLED);
    version(suspended, VersioningConfiguration.Status.SUSPENDED);

    assertThatExceptionOfType(StorageException.Unfit.class)
        .isThrownBy(() -> S3Store.open(server.settings(suspended, suspended)))
        .withMessageContaining("is or was versioned");
  }

  @Test
  void aBucketThatLocksByItselfIsRefused() throws MinioException {
    String locking = server.newBucket(true);
    server
        .client()
        .setObjectLockConfiguration(
            SetObjectLockConfigurationArgs.builder()
                .bucket(locking)
                .config(
                    new ObjectLockConfiguration(
                        RetentionMode.GOVERNANCE,
                        new ObjectLockConfiguration.RetentionDurationDays(1)))
                .build());

    assertThatExceptionOfType(StorageException.Unfit.class)
        .isThrownBy(() -> S3Store.open(server.settings(locking, server.newBucket(false))))
        .withMessageContaining("default retention");
  }

  @Test
  void aServerThatIsNotThereIsNotCalledUnfit() {
    S3Settings nowhere =
        S3Settings.parse("s3://archive?endpoint=http://127.0.0.1:1", server.credentials())
            .withPatience(
                new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(300)));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> S3Store.open(nowhere))
        .isNotInstanceOf(StorageException.Unfit.class)
        .withMessageContaining(URI.create("http://127.0.0.1:1").toString());
  }

  private void version(String bucket, VersioningConfiguration.Status status) throws MinioException {
    server
        .client()
        .setBucketVersioning(
            SetBucketVersioningArgs.builder()
                .bucket(bucket)
                .config(new VersioningConfiguration(status, null, null, null))
                .build());
  }
}

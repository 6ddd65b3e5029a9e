package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.StorageException;
import io.minio.BucketExistsArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.GetObjectLockConfigurationArgs;
import io.minio.MakeBucketArgs;
import io.minio.messages.ObjectLockConfiguration;
import io.minio.messages.VersioningConfiguration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The two buckets of a store, which may be one: whether they are there, and made as they must. */
record Buckets(Bucket objects, Bucket heads, Attempts attempts) {

  /** Makes each bucket that is missing: the objects' with object lock, the heads' without. */
  void create() throws Failure {
    for (Bucket bucket : missing()) {
      MakeBucketArgs request =
          MakeBucketArgs.builder().bucket(bucket.name()).objectLock(!bucket.equals(heads)).build();
      attempts.once(() -> Bucket.await(bucket.client().makeBucket(request)));
    }
  }

  /**
   * The state of the objects' bucket.
   *
   * @throws StorageException.Unfit naming everything that is wrong with both
   */
  BucketState examine() throws Failure {
    Findings findings = new Findings();
    for (Bucket bucket : missing()) {
      findings.fault(
          "there is no bucket %1$s: make it (mc mb %2$sALIAS/%1$s) or add create=true"
              .formatted(bucket.name(), bucket.equals(heads) ? "" : "--with-lock "));
    }
    findings.refuse();
    BucketState state = state(objects);
    if (state(heads).versioned()) {
      findings.fault(
          "bucket "
              + heads.name()
              + " is or was versioned, where conditional writes need not exclude each other, so the"
              + " ledger can't be kept there: name an unversioned one by heads=<bucket>");
    }
    if (state.locksByDefault()) {
      findings.fault(
          "bucket "
              + objects.name()
              + " locks every new object, so nothing could be erased when the law asks for it:"
              + " remove its default retention");
    }
    findings.refuse();
    return state;
  }

  private Set<Bucket> missing() throws Failure {
    Set<Bucket> missing = new LinkedHashSet<>();
    for (Bucket bucket : List.of(objects, heads)) {
      if (!exists(bucket)) {
        missing.add(bucket);
      }
    }
    return missing;
  }

  private boolean exists(Bucket bucket) throws Failure {
    BucketExistsArgs request = BucketExistsArgs.builder().bucket(bucket.name()).build();
    return attempts.repeat(() -> Bucket.await(bucket.client().bucketExists(request)));
  }

  private BucketState state(Bucket bucket) throws Failure {
    GetBucketVersioningArgs request =
        GetBucketVersioningArgs.builder().bucket(bucket.name()).build();
    VersioningConfiguration versioning =
        attempts.repeat(() -> Bucket.await(bucket.client().getBucketVersioning(request)));
    boolean versioned = versioning.status() != VersioningConfiguration.Status.OFF;
    return versioned ? lockState(bucket) : new BucketState(false, false, false);
  }

  private BucketState lockState(Bucket bucket) throws Failure {
    GetObjectLockConfigurationArgs request =
        GetObjectLockConfigurationArgs.builder().bucket(bucket.name()).build();
    try {
      ObjectLockConfiguration lock =
          attempts.repeat(() -> Bucket.await(bucket.client().getObjectLockConfiguration(request)));
      return new BucketState(true, true, lock.duration() != null);
    } catch (Failure failure) {
      if (failure.isMissing() || failure.isNotSupported()) {
        return new BucketState(true, false, false);
      }
      throw failure;
    }
  }
}

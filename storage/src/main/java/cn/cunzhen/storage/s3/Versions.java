package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.ObjectKey;
import io.minio.DisableObjectLegalHoldArgs;
import io.minio.EnableObjectLegalHoldArgs;
import io.minio.ListObjectVersionsArgs;
import io.minio.SetObjectRetentionArgs;
import io.minio.messages.Item;
import io.minio.messages.ListVersionsResult;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The versions of the objects in a versioned bucket, and what keeps one from being deleted. */
record Versions(Bucket bucket) {

  /** The objects' versions under the key, and the markers that hide them. */
  record Of(List<String> objects, List<String> markers) {
    Stream<String> all() {
      return Stream.concat(markers.stream(), objects.stream());
    }
  }

  Of of(ObjectKey key) throws Failure {
    List<ListVersionsResult> pages = new ArrayList<>();
    pages.add(page(key, null, null));
    while (pages.getLast().isTruncated() && key.value().equals(pages.getLast().nextKeyMarker())) {
      ListVersionsResult last = pages.getLast();
      pages.add(page(key, last.nextKeyMarker(), last.nextVersionIdMarker()));
    }
    return new Of(
        versions(key, pages.stream().flatMap(page -> page.contents().stream())),
        versions(key, pages.stream().flatMap(page -> page.deleteMarkers().stream())));
  }

  private ListVersionsResult page(ObjectKey key, @Nullable String after, @Nullable String version)
      throws Failure {
    ListObjectVersionsArgs request =
        ListObjectVersionsArgs.builder()
            .bucket(bucket.name())
            .prefix(key.value())
            .keyMarker(after)
            .versionIdMarker(version)
            .build();
    return Bucket.await(bucket.client().listObjectVersions(request)).result();
  }

  private static List<String> versions(ObjectKey key, Stream<? extends Item> items) {
    return items
        .filter(item -> item.objectName().equals(key.value()))
        .map(Item::versionId)
        .toList();
  }

  /** Locks one version until a time, to the millisecond; S3 refuses where that shortens a lock. */
  void lock(ObjectKey key, String version, Instant until) throws Failure {
    Retention retention = new Retention(RetentionMode.COMPLIANCE, until.atZone(ZoneOffset.UTC));
    SetObjectRetentionArgs request =
        SetObjectRetentionArgs.builder()
            .bucket(bucket.name())
            .object(key.value())
            .versionId(version)
            .config(retention)
            .build();
    Bucket.await(bucket.client().setObjectRetention(request));
  }

  void hold(ObjectKey key, String version) throws Failure {
    EnableObjectLegalHoldArgs request =
        EnableObjectLegalHoldArgs.builder()
            .bucket(bucket.name())
            .object(key.value())
            .versionId(version)
            .build();
    Bucket.await(bucket.client().enableObjectLegalHold(request));
  }

  void release(ObjectKey key, String version) throws Failure {
    DisableObjectLegalHoldArgs request =
        DisableObjectLegalHoldArgs.builder()
            .bucket(bucket.name())
            .object(key.value())
            .versionId(version)
            .build();
    Bucket.await(bucket.client().disableObjectLegalHold(request));
  }
}

package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.ObjectKey;
import io.minio.GetObjectArgs;
import io.minio.HeadObjectArgs;
import io.minio.ListObjectsV2Args;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.messages.ListBucketResultV2;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One bucket: each method is one request, sent once. */
record Bucket(Clients clients, String name) {
  private static final String BYTES = "application/octet-stream";

  /** Puts the value in one piece and returns its ETag, without quotes. */
  String put(ObjectKey key, byte[] value, Map<String, String> condition) throws Failure {
    PutObjectAPIArgs request =
        PutObjectAPIArgs.builder()
            .bucket(name)
            .object(key.value())
            .data(value, value.length)
            .contentType(BYTES)
            .extraHeaders(condition)
            .build();
    return await(client().putObject(request)).etag();
  }

  /** Opens the object, to be read within the time that a request has. */
  Body openSmall(ObjectKey key) throws Failure {
    return open(client(), key, Map.of());
  }

  /** Opens the object, to be read at any pace. */
  Body open(ObjectKey key) throws Failure {
    return open(clients.streaming(), key, Map.of());
  }

  /** Opens the bytes from {@code start} up to {@code end}, or to the object's end before that. */
  Body open(ObjectKey key, long start, long end) throws Failure {
    return open(clients.streaming(), key, Map.of("Range", range(start, end)));
  }

  /** The same, of the object that had this ETag. */
  Body open(ObjectKey key, long start, long end, String etag) throws Failure {
    return open(clients.streaming(), key, Map.of("Range", range(start, end), "If-Match", etag));
  }

  private static String range(long start, long end) {
    return "bytes=" + start + "-" + (end - 1);
  }

  private Body open(MinioAsyncClient client, ObjectKey key, Map<String, String> headers)
      throws Failure {
    GetObjectArgs request =
        GetObjectArgs.builder().bucket(name).object(key.value()).extraHeaders(headers).build();
    return Body.of(await(client.getObject(request)));
  }

  /** What is stored under the key; of all versions the newest where none is named. */
  Optional<Stored> stat(ObjectKey key, @Nullable String version) throws Failure {
    HeadObjectArgs request =
        HeadObjectArgs.builder().bucket(name).object(key.value()).versionId(version).build();
    try {
      return Optional.of(Stored.of(await(client().headObject(request))));
    } catch (Failure failure) {
      if (failure.isMissing()) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** Removes one version; where none is named, the object of an unversioned bucket. */
  void remove(ObjectKey key, @Nullable String version) throws Failure {
    RemoveObjectArgs request =
        RemoveObjectArgs.builder().bucket(name).object(key.value()).versionId(version).build();
    await(client().removeObject(request));
  }

  /** Up to a thousand objects, in the order of their keys, after the given one. */
  ListBucketResultV2 list(String prefix, @Nullable String after) throws Failure {
    ListObjectsV2Args request =
        ListObjectsV2Args.builder().bucket(name).prefix(prefix).startAfter(after).build();
    return await(client().listObjectsV2(request)).result();
  }

  MinioAsyncClient client() {
    return clients.whole();
  }

  /** Waits for the answer; how long that may take is the client's affair. */
  static <T> T await(CompletableFuture<T> answer) throws Failure {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw Failure.of(e.getCause() == null ? e : e.getCause());
    }
  }
}

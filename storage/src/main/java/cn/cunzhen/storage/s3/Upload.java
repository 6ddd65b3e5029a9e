package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectKey;
import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.UploadPartArgs;
import io.minio.messages.ListMultipartUploadsResult;
import io.minio.messages.Part;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a large object in parts, of which it holds one at a time in memory. */
final class Upload {
  /** Within S3's bounds of 5 MiB a part and 10,000 parts for anything below 80 GiB. */
  static final int PART = 8 << 20;

  private static final Logger log = LoggerFactory.getLogger(Upload.class);

  private final Bucket bucket;
  private final Attempts attempts;
  private final ObjectKey key;
  private final String id;

  private Upload(Bucket bucket, Attempts attempts, ObjectKey key, String id) {
    this.bucket = bucket;
    this.attempts = attempts;
    this.key = key;
    this.id = id;
  }

  /**
   * Uploads the content; nothing is visible under the key before all of it is there.
   *
   * <p>Where the last request is not answered the parts are left as they are: to abort an upload
   * that S3 is just putting together can cost the object its parts.
   */
  static void of(Bucket bucket, Attempts attempts, ObjectKey key, Content content)
      throws Failure, IOException {
    Upload upload = new Upload(bucket, attempts, key, attempts.repeat(() -> begin(bucket, key)));
    List<Part> parts;
    try (InputStream in = content.open()) {
      parts = upload.parts(in, content.size());
    } catch (Failure | IOException | RuntimeException e) {
      upload.abort();
      throw e;
    }
    upload.complete(parts);
  }

  private static String begin(Bucket bucket, ObjectKey key) throws Failure {
    CreateMultipartUploadArgs request =
        CreateMultipartUploadArgs.builder().bucket(bucket.name()).object(key.value()).build();
    return Bucket.await(bucket.client().createMultipartUpload(request)).result().uploadId();
  }

  private List<Part> parts(InputStream in, long size) throws Failure, IOException {
    List<Part> parts = new ArrayList<>();
    byte[] buffer = new byte[PART];
    for (long left = size; left > 0; left -= PART) {
      int length = (int) Math.min(PART, left);
      boolean whole = in.readNBytes(buffer, 0, length) == length;
      if (!whole || left == length) {
        requireEnd(in, whole);
      }
      int number = parts.size() + 1;
      parts.add(attempts.repeat(() -> send(number, buffer, length)));
    }
    return parts;
  }

  /** A content that is not as long as it says has changed since it was measured. */
  static void requireEnd(InputStream in, boolean whole) throws IOException {
    if (!whole || in.read() >= 0) {
      throw new EOFException("it is not as long as it says");
    }
  }

  private Part send(int number, byte[] buffer, int length) throws Failure {
    UploadPartArgs request =
        UploadPartArgs.builder()
            .bucket(bucket.name())
            .object(key.value())
            .uploadId(id)
            .partNumber(number)
            .data(buffer, length)
            .build();
    return Bucket.await(bucket.client().uploadPart(request)).part();
  }

  private void complete(List<Part> parts) throws Failure {
    CompleteMultipartUploadArgs request =
        CompleteMultipartUploadArgs.builder()
            .bucket(bucket.name())
            .object(key.value())
            .uploadId(id)
            .parts(parts.toArray(Part[]::new))
            .maxRetries(1)
            .build();
    try {
      attempts.once(() -> Bucket.await(bucket.client().completeMultipartUpload(request)));
    } catch (Failure failure) {
      if (failure.hadNoEffect()) {
        abort();
      }
      throw failure;
    }
  }

  private void abort() {
    try {
      abort(bucket, attempts, key.value(), id);
    } catch (Failure failure) {
      log.warn("parts of an upload of {} are left behind: {}", key, failure.getMessage());
    }
  }

  private static void abort(Bucket bucket, Attempts attempts, String key, String id)
      throws Failure {
    AbortMultipartUploadArgs request =
        AbortMultipartUploadArgs.builder().bucket(bucket.name()).object(key).uploadId(id).build();
    attempts.repeat(() -> Bucket.await(bucket.client().abortMultipartUpload(request)));
  }

  /** Removes the parts of uploads that were begun before the given time and never ended. */
  static void sweep(Bucket bucket, Attempts attempts, Instant before) {
    ListMultipartUploadsArgs request =
        ListMultipartUploadsArgs.builder().bucket(bucket.name()).build();
    try {
      for (ListMultipartUploadsResult.Upload upload :
          attempts
              .repeat(() -> Bucket.await(bucket.client().listMultipartUploads(request)))
              .result()
              .uploads()) {
        if (upload.initiated().toInstant().isBefore(before)) {
          abort(bucket, attempts, upload.objectName(), upload.uploadId());
        }
      }
    } catch (Failure failure) {
      log.warn("unfinished uploads in {} are left: {}", bucket.name(), failure.getMessage());
    }
  }
}

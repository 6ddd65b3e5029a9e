package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Bytes;
import cn.cunzhen.storage.Head;
import cn.cunzhen.storage.Heads;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import cn.cunzhen.storage.Version;
import cn.cunzhen.storage.Write;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Heads in an unversioned bucket, each written whole by one conditional request (RFC 9110 §13.1).
 *
 * <p>A head's version is its ETag. A write is sent once: what became of one that was not answered
 * is for the caller to read.
 */
final class S3Heads implements Heads {
  private static final Map<String, String> WHERE_ABSENT = Map.of("If-None-Match", "*");

  private final Bucket bucket;
  private final Attempts attempts;

  S3Heads(Bucket bucket, Attempts attempts) {
    this.bucket = bucket;
    this.attempts = attempts;
  }

  @Override
  public Optional<Head> get(ObjectKey key) {
    try {
      return Optional.of(attempts.repeat(() -> read(key)));
    } catch (Failure failure) {
      if (failure.isMissing()) {
        return Optional.empty();
      }
      throw failure.reading("can't read head " + key);
    }
  }

  private Head read(ObjectKey key) throws Failure {
    try (Body body = bucket.openSmall(key)) {
      if (body.size() > MAX_SIZE) {
        throw Failure.silent("it is larger than a head");
      }
      return new Head(
          Bytes.of(body.answer().readAllBytes()),
          new Version(body.etag()),
          HttpDate.of(body.answer().headers(), "Last-Modified"),
          HttpDate.of(body.answer().headers(), "Date"));
    } catch (IOException e) {
      throw Failure.of(e);
    }
  }

  @Override
  public Write putOnce(ObjectKey key, Bytes value) {
    return write(key, value, WHERE_ABSENT);
  }

  /** Ceph compares the ETag as it stands, so it goes without the quotes of RFC 9110. */
  @Override
  public Write swap(ObjectKey key, Version expected, Bytes value) {
    return write(key, value, Map.of("If-Match", expected.tag()));
  }

  private Write write(ObjectKey key, Bytes value, Map<String, String> condition) {
    if (value.size() > MAX_SIZE) {
      throw new IllegalArgumentException("a head of " + value.size() + " bytes is too large");
    }
    byte[] bytes = value.toArray();
    try {
      return new Write.Done(new Version(attempts.once(() -> bucket.put(key, bytes, condition))));
    } catch (Failure failure) {
      return outcome(key, failure);
    }
  }

  private static Write outcome(ObjectKey key, Failure failure) {
    // 409: another write of this key was under way; 404: there is nothing to swap.
    if (failure.is(412) || failure.is(409) || failure.isMissing()) {
      return new Write.Refused();
    }
    StorageException told = failure.writing("can't write head " + key);
    if (failure.hadNoEffect()) {
      throw told;
    }
    return new Write.Unknown(told);
  }

  @Override
  public Stream<ObjectKey> list(String prefix) {
    return Listing.of(bucket, attempts, prefix).map(ObjectInfo::key);
  }

  @Override
  public void delete(ObjectKey key) {
    try {
      attempts.repeat(() -> bucket.remove(key, null));
    } catch (Failure failure) {
      throw failure.writing("can't delete head " + key);
    }
  }
}

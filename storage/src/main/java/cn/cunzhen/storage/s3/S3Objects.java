package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.Content;
import cn.cunzhen.storage.ObjectInfo;
import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.Objects;
import cn.cunzhen.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects in a bucket that may be versioned and locked.
 *
 * <p>Before each attempt to put, it asks what is there. In a versioned bucket a second put hides
 * the first instead of meeting it, and conditional creation does not work on every server, so only
 * asking finds another object under the key; and an attempt whose answer was lost is found stored
 * rather than sent once more. That costs one small request for every put.
 */
final class S3Objects implements Objects {
  private final Bucket bucket;
  private final Attempts attempts;
  private final BucketState state;
  private final Retention retention;

  S3Objects(Bucket bucket, Attempts attempts, BucketState state) {
    this.bucket = bucket;
    this.attempts = attempts;
    this.state = state;
    this.retention = new Retention(new Versions(bucket), attempts);
  }

  @Override
  public void put(ObjectKey key, Content content) {
    try {
      if (content.size() > Upload.PART) {
        putInParts(key, content);
      } else {
        byte[] bytes = bytes(content);
        attempts.repeat(() -> {
          if (!isStored(key, content)) {
            bucket.put(key, bytes, Map.of());
          }
        });
      }
    } catch (Failure failure) {
      throw failure.writing("can't put " + key);
    } catch (IOException e) {
      throw new StorageException("can't read what is to be put as " + key, e);
    }
  }

  private void putInParts(ObjectKey key, Content content) throws Failure, IOException {
    if (attempts.repeat(() -> isStored(key, content))) {
      return;
    }
    try {
      Upload.of(bucket, attempts, key, content);
    } catch (Failure failure) {
      attempts.repeat(() -> {
        if (!isStored(key, content)) {
          throw failure;
        }
      });
    }
  }

  private static byte[] bytes(Content content) throws IOException {
    try (InputStream in = content.open()) {
      byte[] bytes = in.readNBytes(Math.toIntExact(content.size()));
      Upload.requireEnd(in, bytes.length == content.size());
      return bytes;
    }
  }

  private boolean isStored(ObjectKey key, Content content) throws Failure {
    Optional<Stored> there = bucket.stat(key, null);
    if (there.isPresent() && there.get().size() != content.size()) {
      throw new StorageException.Conflict(
          key, "it has " + there.get().size() + " bytes, not " + content.size());
    }
    return there.isPresent();
  }

  @Override
  public InputStream get(ObjectKey key) {
    try {
      return read(() -> open(key));
    } catch (Failure failure) {
      throw reading(key, failure);
    }
  }

  @Override
  public InputStream get(ObjectKey key, long offset, long length) {
    if (offset < 0 || length < 0 || length > Long.MAX_VALUE - offset) {
      throw new IllegalArgumentException("no such range: " + length + " bytes from " + offset);
    }
    if (length == 0) {
      return nothing(key, offset);
    }
    long end = offset + length;
    try {
      return read(() -> open(key, offset, end));
    } catch (Failure failure) {
      if (failure.is(416)) {
        throw outside(key, end);
      }
      throw reading(key, failure);
    }
  }

  private InputStream read(Attempts.Request<InputStream> request) throws Failure {
    return state.versioned() ? attempts.repeatMissing(request) : attempts.repeat(request);
  }

  private InputStream open(ObjectKey key) throws Failure {
    return new ResumingStream(bucket, attempts, key, bucket.open(key));
  }

  private InputStream open(ObjectKey key, long start, long end) throws Failure {
    Body body = bucket.open(key, start, end);
    if (body.isFrom(start, end)) {
      return new ResumingStream(bucket, attempts, key, body);
    }
    Failure failure = body.refuse("the answer holds other bytes than were asked for");
    if (body.end() == body.size()) {
      throw outside(key, end);
    }
    throw failure;
  }

  /** S3 has no range of no bytes. */
  private InputStream nothing(ObjectKey key, long offset) {
    ObjectInfo info = stat(key).orElseThrow(() -> new StorageException.Missing(key));
    if (offset > info.size()) {
      throw outside(key, offset);
    }
    return InputStream.nullInputStream();
  }

  private static IllegalArgumentException outside(ObjectKey key, long end) {
    return new IllegalArgumentException(key + " ends before byte " + end);
  }

  private static StorageException reading(ObjectKey key, Failure failure) {
    return failure.isMissing()
        ? new StorageException.Missing(key)
        : failure.reading("can't read " + key);
  }

  @Override
  public Optional<ObjectInfo> stat(ObjectKey key) {
    return stored(key).map(stored -> new ObjectInfo(key, stored.size(), stored.modified()));
  }

  private Optional<Stored> stored(ObjectKey key) {
    try {
      return attempts.repeat(() -> bucket.stat(key, null));
    } catch (Failure failure) {
      throw failure.reading("can't stat " + key);
    }
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    return Listing.of(bucket, attempts, prefix);
  }

  @Override
  public void delete(ObjectKey key) {
    try {
      if (state.versioned()) {
        retention.delete(key);
      } else {
        attempts.repeat(() -> bucket.remove(key, null));
      }
    } catch (Failure failure) {
      throw failure.writing("can't delete " + key);
    }
  }

  @Override
  public void lock(ObjectKey key, Instant until) {
    requireLocks();
    try {
      retention.lock(key, until);
    } catch (Failure failure) {
      throw failure.writing("can't lock " + key);
    }
  }

  @Override
  public void hold(ObjectKey key, boolean held) {
    requireLocks();
    try {
      retention.hold(key, held);
    } catch (Failure failure) {
      throw failure.writing("can't hold or release " + key);
    }
  }

  private void requireLocks() {
    if (!locks()) {
      throw new UnsupportedOperationException("bucket " + bucket.name() + " has no object lock");
    }
  }

  @Override
  public Optional<Instant> lockedUntil(ObjectKey key) {
    return locks() ? stored(key).flatMap(Stored::lockedUntil) : Optional.empty();
  }

  @Override
  public boolean locks() {
    return state.locks();
  }
}

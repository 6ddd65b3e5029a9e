package cn.cunzhen.storage.s3;

import cn.cunzhen.storage.ObjectKey;
import cn.cunzhen.storage.StorageException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Deletes, locks and holds an object in a versioned bucket as one thing, whatever number of equal
 * versions repeated puts have made of it.
 */
record Retention(Versions versions, Attempts attempts) {
  private static final int PASSES = 10;

  /** Removes all versions and then looks again, until there is none. */
  void delete(ObjectKey key) throws Failure {
    for (int pass = 0; pass < PASSES; pass++) {
      List<String> left = attempts.repeat(() -> versions.of(key).all().toList());
      if (left.isEmpty()) {
        return;
      }
      for (String version : left) {
        remove(key, version);
      }
    }
    throw Failure.silent("new versions keep coming");
  }

  private void remove(ObjectKey key, String version) throws Failure {
    try {
      attempts.repeat(() -> versions.bucket().remove(key, version));
    } catch (Failure failure) {
      Optional<Stored> there = attempts.repeat(() -> versions.bucket().stat(key, version));
      Optional<String> obstacle = there.flatMap(Stored::obstacle);
      if (failure.isRefusal() && obstacle.isPresent()) {
        throw new StorageException.Locked(key, obstacle.get());
      }
      throw failure;
    }
  }

  /** Rounds up to the second, which is what S3 keeps. */
  void lock(ObjectKey key, Instant until) throws Failure {
    Instant second = until.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    for (String version : all(key)) {
      attempts.repeat(() -> extend(key, version, second));
    }
  }

  private void extend(ObjectKey key, String version, Instant until) throws Failure {
    if (reaches(key, version, until)) {
      return;
    }
    try {
      versions.lock(key, version, until);
    } catch (Failure failure) {
      // Another node may have locked it for longer in between.
      if (!failure.isRefusal() || !reaches(key, version, until)) {
        throw failure;
      }
    }
  }

  private boolean reaches(ObjectKey key, String version, Instant until) throws Failure {
    Stored stored =
        versions.bucket().stat(key, version).orElseThrow(() -> new StorageException.Missing(key));
    boolean past = !until.isAfter(stored.saidAt());
    return past || stored.lockedUntil().filter(lock -> !lock.isBefore(until)).isPresent();
  }

  void hold(ObjectKey key, boolean held) throws Failure {
    for (String version : all(key)) {
      attempts.repeat(() -> {
        if (held) {
          versions.hold(key, version);
        } else {
          versions.release(key, version);
        }
      });
    }
  }

  private List<String> all(ObjectKey key) throws Failure {
    List<String> all = attempts.repeat(() -> versions.of(key).objects());
    if (all.isEmpty()) {
      throw new StorageException.Missing(key);
    }
    return all;
  }
}
